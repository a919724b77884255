//! Trace hooks that drop a pointer, or panic, at each of the moments when a collection calls them. What the table of `Trace` promises for
//! these mistakes holds: the run is given up, and nothing is lost or freed too early.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use oxbow_cc::{Cc, Event, Finalize, Heap, Policy, Trace, Tracer};

#[derive(Default)]
struct Notes {
    dropped: Cell<u32>,
    abandoned: Cell<u32>,
    kept: RefCell<Vec<Cc<Careless>>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mistake {
    Drop,
    Panic,
}

struct Careless {
    next: RefCell<Option<Cc<Careless>>>,
    /// Not reported; the hook drops it, or panics instead, once there is something in it.
    lost: RefCell<Option<Cc<Careless>>>,
    /// What the finalizer puts there, after keeping the object.
    later: RefCell<Option<Cc<Careless>>>,
    mistake: Mistake,
    notes: Rc<Notes>,
}

// SAFETY: `next` is reported. The hook breaks obligation 4, where the documentation says that the run is given up: what it drops is the last
// pointer to an object outside the run.
unsafe impl Trace for Careless {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let lost = self.lost.take();
        assert!(lost.is_none() || self.mistake == Mistake::Drop, "trace");
        drop(lost);
        self.next.trace(tracer);
    }

    fn finalizer() -> Option<fn(&Cc<Careless>)> {
        Some(Finalize::finalize_cc)
    }
}

impl Finalize for Careless {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Careless>) {
        if let Some(later) = this.later.take() {
            this.lost.replace(Some(later));
            this.notes.kept.borrow_mut().push(this.clone());
        }
    }
}

impl Drop for Careless {
    fn drop(&mut self) {
        self.notes.dropped.set(self.notes.dropped.get() + 1);
    }
}

fn make(heap: &Heap, mistake: Mistake, notes: &Rc<Notes>) -> Cc<Careless> {
    let empty = RefCell::default;
    heap.alloc(Careless { next: empty(), lost: empty(), later: empty(), mistake, notes: notes.clone() })
}

/// A heap that notes its abandoned runs, and a loop of two in it.
fn loop_of_two(mistake: Mistake) -> (Heap, Rc<Notes>, Cc<Careless>) {
    let (heap, notes) = (Heap::new(), Rc::new(Notes::default()));
    heap.set_policy(Policy::Manual);
    let seen = notes.clone();
    heap.observe(Box::new(move |event: &Event| {
        seen.abandoned.set(seen.abandoned.get() + u32::from(matches!(event, Event::Abandoned)));
    }));
    let (a, b) = (make(&heap, mistake, &notes), make(&heap, mistake, &notes));
    a.next.replace(Some(b.clone()));
    b.next.replace(Some(a.clone()));
    (heap, notes, a)
}

#[test]
fn an_object_that_dies_while_marking_dies_after_the_run_which_is_given_up() {
    let (heap, notes, a) = loop_of_two(Mistake::Drop);
    a.lost.replace(Some(make(&heap, Mistake::Drop, &notes)));
    drop(a);
    let run = heap.collect();
    assert_eq!((run.freed_objects, run.finalized, notes.abandoned.get()), (0, 0, 1));
    assert_eq!((notes.dropped.get(), heap.stats().live), (1, 2));
    heap.verify().unwrap();
    let run = heap.collect();
    assert_eq!((run.freed_objects, notes.abandoned.get(), notes.dropped.get()), (2, 1, 3));
}

#[test]
fn an_object_that_dies_in_the_look_after_finalizers_keeps_the_garbage() {
    let (heap, notes, a) = loop_of_two(Mistake::Drop);
    a.later.replace(Some(make(&heap, Mistake::Drop, &notes)));
    drop(a);
    let run = heap.collect();
    assert_eq!((run.freed_objects, run.resurrected), (0, 2));
    let kept = notes.kept.take();
    assert!(!Cc::is_dead(&kept[0]) && kept[0].next.borrow().is_some());
    drop(kept);
    heap.collect();
    heap.collect();
    assert_eq!((notes.dropped.get(), heap.stats().live), (3, 0));
    heap.verify().unwrap();
}

#[test]
fn a_panic_in_the_look_after_finalizers_keeps_the_garbage() {
    let (heap, notes, a) = loop_of_two(Mistake::Panic);
    a.later.replace(Some(make(&heap, Mistake::Panic, &notes)));
    drop(a);
    assert!(catch_unwind(AssertUnwindSafe(|| heap.collect())).is_err());
    let kept = notes.kept.take();
    assert!(!Cc::is_dead(&kept[0]) && kept[0].next.borrow().as_ref().is_some_and(|next| !Cc::is_dead(next)));
    heap.verify().unwrap();
    drop(kept);
    assert_eq!(heap.collect().freed_objects, 2);
    assert_eq!((notes.dropped.get(), heap.stats().live), (3, 0));
}
