//! When collections run, what waits for them, and that bookkeeping stays small (sections D and E of the catalogue of
//! behaviours; thresholds and policies are in `heaps.rs`, depth in `deep.rs`).

use std::cell::RefCell;

use oxbow_cc::{Cc, CcCell, Heap, Policy, Trace, Weak};

#[derive(Trace, Default)]
struct Node {
    edges: RefCell<Vec<Cc<Node>>>,
}

fn node(heap: &Heap) -> Cc<Node> {
    heap.alloc(Node::default())
}

fn manual() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap
}

/// D04
#[test]
fn d04_switching_collections_off_and_on() {
    let heap = Heap::new();
    assert!(heap.is_enabled());
    heap.set_enabled(false);
    for _ in 0..10_001 {
        let node = node(&heap);
        node.edges.borrow_mut().push(node.clone());
    }
    assert!(!heap.is_enabled() && !heap.should_collect());
    assert_eq!((heap.stats().live, heap.stats().collections_young), (10_001, 0));
    // D05: what is asked for runs even so.
    assert_eq!(heap.collect().freed_objects, 10_001);
    heap.set_enabled(true);
    for _ in 0..10_001 {
        let node = node(&heap);
        node.edges.borrow_mut().push(node.clone());
    }
    assert!(heap.is_enabled() && heap.stats().live < 10_001);
}

/// D10
#[test]
fn d10_reading_many_weak_pointers_keeps_the_buffer_bounded() {
    let heap = manual();
    let held: Vec<_> = (0..30_000).map(|_| node(&heap)).collect();
    let weak: Vec<_> = held.iter().map(Cc::downgrade).collect();
    for _ in 0..5 {
        assert!(weak.iter().all(|weak| weak.upgrade().is_some()));
        assert!(heap.candidates() <= held.len());
    }
    drop(held);
    assert_eq!((heap.candidates(), heap.stats().live), (0, 0));
}

/// D11
#[test]
fn d11_a_candidate_that_dies_by_counting_leaves_its_place() {
    let heap = manual();
    let held: Vec<_> = (0..10).map(|_| node(&heap)).collect();
    held.iter().for_each(|node| drop(node.clone()));
    assert_eq!(heap.candidates(), 10);
    for (left, node) in held.into_iter().enumerate().rev() {
        drop(node);
        assert_eq!((heap.candidates(), heap.stats().live), (left, left as u64));
        heap.verify().unwrap();
    }
    assert_eq!(heap.collect().visited, 0);
}

/// Its destructor makes candidates: new cycles, and a drop of a live object's pointer.
#[derive(Trace)]
struct Busy {
    me: CcCell<Busy>,
    live: Cc<Node>,
}

impl Drop for Busy {
    fn drop(&mut self) {
        for _ in 0..100 {
            let new = Cc::heap(&self.live).alloc(Node::default());
            new.edges.borrow_mut().extend([new.clone(), self.live.clone()]);
        }
    }
}

/// D13, F27
#[test]
fn d13_the_buffer_grows_while_destructors_run() {
    let heap = manual();
    let live = node(&heap);
    for _ in 0..100 {
        let busy = heap.alloc(Busy { me: CcCell::new(None), live: live.clone() });
        busy.me.set(Some(busy.clone()));
    }
    assert_eq!(heap.collect().freed_objects, 100);
    heap.verify().unwrap();
    assert_eq!(heap.collect().freed_objects, 10_000);
    assert_eq!((heap.stats().live, Cc::strong_count(&live)), (1, 1));
}

/// D14
#[test]
fn d14_more_than_half_a_million_candidates() {
    let heap = manual();
    for _ in 0..2 {
        for _ in 0..600 {
            let hub = node(&heap);
            for _ in 0..900 {
                let spoke = node(&heap);
                spoke.edges.borrow_mut().push(hub.clone());
                hub.edges.borrow_mut().push(spoke);
            }
            hub.edges.borrow().iter().for_each(|spoke| drop(spoke.clone()));
        }
        assert!(heap.candidates() > 1 << 19);
        assert_eq!(heap.collect().freed_objects, 600 * 901);
        assert_eq!((heap.stats().live, heap.candidates()), (0, 0));
    }
}

/// D17
#[test]
fn d17_suspects_that_die_before_they_are_looked_at() {
    let heap = manual();
    let web: Vec<_> = (0..1000).map(|_| node(&heap)).collect();
    for at in 0..web.len() {
        web[at].edges.borrow_mut().push(web[(at + 1) % web.len()].clone());
    }
    heap.collect();
    // Old candidates now; then they die by counting, one cut ring link after the other.
    web.iter().for_each(|node| drop(node.clone()));
    assert_eq!(heap.candidates(), 1000);
    web[0].edges.borrow_mut().clear();
    drop(web);
    assert_eq!((heap.candidates(), heap.stats().live), (0, 0));
    assert_eq!(heap.collect_young().visited, 0);
    assert_eq!(heap.collect().visited, 0);
}

/// D19, D20
#[test]
fn d19_d20_live_objects_are_counted_acyclic_ones_too() {
    let heap = manual();
    let before = heap.stats().live;
    let (container, text) = (node(&heap), heap.alloc_str("text"));
    assert_eq!(heap.stats().live, before + 2);
    drop(container);
    assert_eq!(heap.stats().live, before + 1);
    drop(text);
    assert_eq!(heap.stats().live, before);
}

/// One of a long chain. Its destructor looks for its neighbour's neighbour.
#[derive(Trace)]
struct Chained {
    next: Option<Cc<Chained>>,
    watched: RefCell<Weak<Chained>>,
}

impl Drop for Chained {
    fn drop(&mut self) {
        assert!(self.watched.borrow().upgrade().is_none(), "a dying object can be seen");
    }
}

/// E05
#[test]
fn e05_dying_objects_are_invisible_along_a_long_chain() {
    let heap = manual();
    let mut head: Option<Cc<Chained>> = None;
    for _ in 0..50_000 {
        let next = heap.alloc(Chained { next: head, watched: RefCell::default() });
        if let Some(after) = &next.next {
            // Watches the one in front of it, which dies first.
            *after.watched.borrow_mut() = Cc::downgrade(&next);
        }
        head = Some(next);
    }
    drop(head);
    assert_eq!(heap.stats().live, 0);
}

/// E07
#[test]
fn e07_what_garbage_owns_outside_the_cycle_goes_too() {
    #[derive(Trace)]
    struct Loop(CcCell<Loop>, Cc<str>);
    let heap = Heap::new();
    for at in 0..100_000 {
        let node = heap.alloc(Loop(CcCell::new(None), heap.alloc_str(&at.to_string())));
        node.0.set(Some(node.clone()));
    }
    heap.collect();
    assert_eq!((heap.stats().live, heap.bytes()), (0, 0));
}

/// E08
#[test]
fn e08_trees_that_point_at_a_long_list_stay_small() {
    #[derive(Trace)]
    struct Link {
        text: Cc<str>,

        next: Option<Cc<Link>>,
    }
    #[derive(Trace)]
    struct Tree {
        list: Cc<Link>,
        children: RefCell<Vec<Cc<Tree>>>,
        parent: CcCell<Tree>,
    }
    let heap = Heap::new();
    let rounds = if cfg!(debug_assertions) { 30 } else { 100 };
    let mut peak = 0;
    for _ in 0..rounds {
        let mut list = heap.alloc(Link { text: heap.alloc_str("end"), next: None });
        for at in 1..5000 {
            list = heap.alloc(Link { text: heap.alloc_str(&at.to_string()), next: Some(list) });
        }
        for _ in 0..401 {
            let tree = |list: &Cc<Link>| {
                let children = RefCell::default();
                heap.alloc(Tree { list: list.clone(), children, parent: CcCell::new(None) })
            };
            let root = tree(&list);
            for _ in 0..3 {
                let child = tree(&list);
                child.parent.set(Some(root.clone()));
                root.children.borrow_mut().push(child);
            }
        }
        peak = peak.max(heap.footprint());
    }
    assert!(peak < 10 << 20, "{peak} bytes");
    heap.collect();
    assert_eq!(heap.stats().live, 0);
}
