//! The last collections of a heap whose last handle goes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Event, Finalize, Heap, Trace};

/// In a loop of one. The collector does not see what it has behind it.
#[derive(Trace)]
#[trace(finalize)]
struct Loop {
    me: CcCell<Loop>,
    #[trace(skip)]
    behind: RefCell<Option<Cc<Loop>>>,
    #[trace(skip)]
    hook: fn(&Cc<Loop>),
    #[trace(skip)]
    dropped: Rc<Cell<u32>>,
}

impl Drop for Loop {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
    }
}

impl Finalize for Loop {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Loop>) {
        (this.hook)(this);
    }
}

fn make(heap: &Heap, behind: Option<Cc<Loop>>, hook: fn(&Cc<Loop>), dropped: &Rc<Cell<u32>>) -> Cc<Loop> {
    let (me, behind) = (CcCell::new(None), RefCell::new(behind));
    let made = heap.alloc(Loop { me, behind, hook, dropped: dropped.clone() });
    made.me.set(Some(made.clone()));
    made
}

/// A type without a finalizer, whose garbage is dropped.
#[derive(Trace)]
struct Plain {
    me: CcCell<Plain>,
    #[trace(skip)]
    _behind: Option<Cc<Plain>>,
    #[trace(skip)]
    dropped: Rc<Cell<u32>>,
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
    }
}

#[test]
fn what_the_first_garbage_held_unseen_goes_in_further_rounds() {
    let dropped = Rc::default();
    let heap = Heap::new();
    let mut last = None;
    for _ in 0..5 {
        let me = CcCell::new(None);
        let made = heap.alloc(Plain { me, _behind: last.take(), dropped: Rc::clone(&dropped) });
        made.me.set(Some(made.clone()));
        last = Some(made);
    }
    drop(last);
    drop(heap);
    assert_eq!(dropped.get(), 5, "one in each round");
}

thread_local!(static KEPT: RefCell<Vec<Cc<Loop>>> = const { RefCell::new(Vec::new()) });

#[test]
fn a_round_that_only_finalizes_is_followed_by_another() {
    let dropped = Rc::default();
    let heap = Heap::new();
    let behind = make(&heap, None, |_| {}, &dropped);
    // Rises, so nothing is freed, and lets go of what is behind it.
    let front = make(
        &heap,
        Some(behind),
        |this| {
            KEPT.with_borrow_mut(|kept| kept.push(this.clone()));
            this.behind.take();
        },
        &dropped,
    );
    drop(front);
    drop(heap);
    assert_eq!(dropped.get(), 1);
    KEPT.take();
    assert_eq!(dropped.get(), 2);
}

#[test]
fn a_round_that_finds_nothing_is_the_last() {
    let dropped = Rc::default();
    let heap = Heap::new();
    let rounds = Rc::new(Cell::new(0));
    let counted = rounds.clone();
    heap.observe(Box::new(move |event: &Event| {
        counted.set(counted.get() + u32::from(matches!(event, Event::Start { .. })));
    }));
    let held = make(&heap, None, |_| {}, &dropped);
    drop(held.clone());
    drop(heap);
    assert_eq!((rounds.get(), dropped.get()), (1, 0));
    drop(held);
    assert_eq!(dropped.get(), 1);
}
