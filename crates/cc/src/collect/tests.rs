//! Counts near their limit, which no test reaches by counting.

use std::cell::RefCell;

use crate::{Cc, CcCell, Heap, Trace};

#[derive(Trace, Default)]
struct Node {
    this: CcCell<Node>,
    texts: RefCell<Vec<Cc<str>>>,
}

#[test]
fn garbage_is_dropped_where_counts_have_no_room_for_the_edges_that_stay() {
    let heap = Heap::new();
    let text = heap.alloc_str("held everywhere");
    let node =
        |texts: usize| heap.alloc(Node { texts: RefCell::new(vec![text.clone(); texts]), ..Node::default() });
    let (gone, live) = (node(3), node(5));
    gone.this.set(Some(gone.clone()));
    assert_eq!(Cc::strong_count(&text), 9);
    // As if all others were held by somebody who does not show.
    let unseen = u32::MAX - 9 - 1;
    text.obj().set_strong(9 + unseen);
    drop((gone, live.clone()));
    let run = heap.collect();
    assert_eq!((run.freed_objects, run.live), (1, 1));
    assert_eq!(text.obj().strong(), 6 + unseen);
    text.obj().set_strong(6);
    drop(live);
    assert_eq!(Cc::strong_count(&text), 1);
}
