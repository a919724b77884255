//! Hooks that misbehave: panics, destructors that look at dead neighbours, finalizers that allocate or collect.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use oxbow_cc::{Cc, Finalize, Heap, Policy, Trace, Tracer, collect};

type Hook = Box<dyn Fn(&Thing)>;

struct Thing {
    edges: RefCell<Vec<Cc<Thing>>>,
    on_trace: RefCell<Option<Hook>>,
    on_finalize: RefCell<Option<Hook>>,
    on_drop: RefCell<Option<Hook>>,
}

// SAFETY: `edges` is reported; the other fields hold hooks, which own no `Cc`. The hooks of these tests only panic.
unsafe impl Trace for Thing {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        if let Some(hook) = &*self.on_trace.borrow() {
            hook(self);
        }
        self.edges.trace(tracer);
    }

    fn finalizer() -> Option<fn(&Cc<Thing>)> {
        Some(Finalize::finalize_cc)
    }
}

impl Finalize for Thing {
    fn finalize(&self) {
        if let Some(hook) = &*self.on_finalize.borrow() {
            hook(self);
        }
    }
}

impl Drop for Thing {
    fn drop(&mut self) {
        if let Some(hook) = self.on_drop.take() {
            hook(self);
        }
    }
}

fn thing() -> Cc<Thing> {
    Cc::new(Thing {
        edges: RefCell::default(),
        on_trace: RefCell::default(),
        on_finalize: RefCell::default(),
        on_drop: RefCell::default(),
    })
}

fn ring(n: usize) -> Vec<Cc<Thing>> {
    let things: Vec<_> = (0..n).map(|_| thing()).collect();
    for (at, from) in things.iter().enumerate() {
        from.edges.borrow_mut().push(things[(at + 1) % n].clone());
    }
    things
}

fn message(payload: &(dyn std::any::Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or(payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("?")
}

fn panics<R>(work: impl FnOnce() -> R) -> String {
    message(&*catch_unwind(AssertUnwindSafe(work)).err().expect("a panic")).to_owned()
}

/// K05
#[test]
fn k05_panic_in_trace_changes_nothing() {
    let heap = Heap::current();
    let things = ring(3);
    let live = thing();
    live.edges.borrow_mut().push(things[0].clone());
    let failing = Rc::new(Cell::new(true));
    for thing in &things {
        let failing = failing.clone();
        *thing.on_trace.borrow_mut() = Some(Box::new(move |_| assert!(!failing.get(), "trace")));
    }
    drop((things, live.clone()));
    let before = heap.candidates();
    for _ in 0..3 {
        assert_eq!(panics(collect), "trace");
        failing.set(false);
        heap.verify().unwrap();
        assert_eq!(heap.candidates(), before);
        failing.set(true);
    }
    failing.set(false);
}

#[test]
fn trace_works_again_after_a_panic() {
    let things = ring(3);
    let failing = Rc::new(Cell::new(true));
    let flag = failing.clone();
    *things[1].on_trace.borrow_mut() = Some(Box::new(move |_| assert!(!flag.get(), "trace")));
    drop(things);
    assert_eq!(panics(collect), "trace");
    failing.set(false);
    assert_eq!(collect().freed_objects, 3);
    Heap::current().verify().unwrap();
}

/// F09
#[test]
fn f09_panics_in_finalizers_and_destructors_reach_the_caller_after_the_work() {
    let things = ring(5);
    let finalized = Rc::new(Cell::new(0));
    let dropped = Rc::new(Cell::new(0));
    for (at, thing) in things.iter().enumerate() {
        let finalized = finalized.clone();
        *thing.on_finalize.borrow_mut() = Some(Box::new(move |_| {
            finalized.set(finalized.get() + 1);
            assert_ne!(at, 1, "finalizer");
        }));
        let dropped = dropped.clone();
        *thing.on_drop.borrow_mut() = Some(Box::new(move |_| {
            dropped.set(dropped.get() + 1);
            assert!(at % 2 == 1, "destructor");
        }));
    }
    drop(things);
    assert!(panics(collect).contains("finalizer"));
    assert_eq!((finalized.get(), dropped.get()), (5, 5));
    assert_eq!(Heap::current().stats().live, 0);
}

#[test]
fn two_panicking_destructors_in_one_chain_do_not_abort() {
    let things: Vec<_> = (0..200).map(|_| thing()).collect();
    let dropped = Rc::new(Cell::new(0));
    for pair in things.windows(2) {
        pair[0].edges.borrow_mut().push(pair[1].clone());
    }
    for (at, thing) in things.iter().enumerate() {
        let dropped = dropped.clone();
        *thing.on_drop.borrow_mut() = Some(Box::new(move |_| {
            dropped.set(dropped.get() + 1);
            panic!("destructor {at}");
        }));
    }
    let first = things[0].clone();
    drop(things);
    assert_eq!(panics(|| drop(first)), "destructor 0");
    assert_eq!((dropped.get(), Heap::current().stats().live), (200, 0));
}

#[test]
fn destructors_that_panic_while_unwinding_do_not_abort() {
    let thing = thing();
    *thing.on_drop.borrow_mut() = Some(Box::new(|_| panic!("destructor")));
    let outcome = panics(move || {
        let _held = thing;
        panic!("outer");
    });
    assert_eq!(outcome, "outer");
    assert_eq!(Heap::current().stats().live, 0);
}

#[test]
fn dead_neighbours_in_destructors() {
    let things = ring(3);
    let kept: Rc<RefCell<Vec<Cc<Thing>>>> = Rc::default();
    for thing in &things {
        let kept = kept.clone();
        *thing.on_drop.borrow_mut() = Some(Box::new(move |this| {
            let neighbour = this.edges.borrow()[0].clone();
            assert!(Cc::is_dead(&neighbour) && Cc::try_deref(&neighbour).is_none());
            assert!(Cc::downgrade(&neighbour).upgrade().is_none());
            let neighbour = Cc::try_unwrap(neighbour).err().unwrap();
            kept.borrow_mut().push(neighbour.clone());
            assert!(panics(|| drop(neighbour.edges.borrow())).contains("destroyed"));
        }));
    }
    drop(things);
    assert_eq!(collect().freed_objects, 3);
    assert_eq!(Heap::current().stats().live, 3, "memory stays while clones are held");
    assert_eq!(collect().freed_objects, 0);
    Heap::current().verify().unwrap();
    let held = kept.take();
    assert!(held.iter().all(Cc::is_dead));
    drop(held);
    assert_eq!(Heap::current().stats().live, 0);
}

/// F11, F12
#[test]
fn f11_f12_finalizers_that_allocate_and_collect() {
    let heap = Heap::current();
    heap.set_threshold(10);
    let things = ring(4);
    for thing_ in &things {
        *thing_.on_finalize.borrow_mut() = Some(Box::new(|_| {
            assert!(Heap::current().is_collecting());
            assert_eq!(collect().visited, 0, "no nested collection");
            for _ in 0..100 {
                let garbage = thing();
                garbage.edges.borrow_mut().push(garbage.clone());
            }
        }));
    }
    drop(things);
    let run = collect();
    assert_eq!((run.finalized, run.freed_objects), (4, 4));
    assert_eq!(collect().freed_objects, 400);
    assert_eq!(heap.stats().live, 0);
}

/// H12
#[test]
fn h12_weak_pointer_made_in_a_finalizer() {
    let things = ring(2);
    let weak: Rc<RefCell<Option<oxbow_cc::Weak<Thing>>>> = Rc::default();
    let out = weak.clone();
    *things[0].on_finalize.borrow_mut() = Some(Box::new(move |this| {
        let neighbour = &this.edges.borrow()[0];
        let made = Cc::downgrade(neighbour);
        assert!(made.upgrade().is_some());
        *out.borrow_mut() = Some(made);
    }));
    drop(things);
    assert_eq!(collect().freed_objects, 2);
    assert!(weak.take().unwrap().upgrade().is_none());
}

#[test]
fn finalizer_by_count_runs_once_and_may_collect() {
    let calls = Rc::new(Cell::new(0));
    let a = thing();
    let counted = calls.clone();
    *a.on_finalize.borrow_mut() = Some(Box::new(move |_| {
        counted.set(counted.get() + 1);
        collect();
    }));
    let weak = Cc::downgrade(&a);
    drop(a);
    assert_eq!((calls.get(), weak.strong_count()), (1, 0));
    assert_eq!(Heap::current().stats().finalized, 1);
}

#[test]
fn observers_that_panic_or_look_around_disturb_nothing() {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    let seen = Rc::new(Cell::new(0));
    let (counter, inner) = (seen.clone(), heap.clone());
    let id = heap.observe(Box::new(move |_: &oxbow_cc::Event| {
        counter.set(counter.get() + 1);
        inner.snapshot();
        inner.verify().unwrap();
        panic!("observer");
    }));
    let a = heap.alloc(RefCell::new(Vec::<Cc<dyn std::any::Any>>::new()));
    a.borrow_mut().push(oxbow_cc::coerce!(a.clone() => dyn std::any::Any));
    drop(a);
    assert_eq!(panics(|| heap.collect()), "observer");
    assert_eq!(seen.get(), 5);
    assert_eq!(heap.stats().live, 0);
    assert!(heap.unobserve(id).is_some());
    heap.collect();
    assert_eq!(seen.get(), 5);
}

thread_local!(static STASH: RefCell<Vec<Cc<Labelled>>> = const { RefCell::new(Vec::new()) });

/// Its label stores a clone of the neighbour: the most a hook that is not `unsafe` can do.
#[derive(Trace)]
#[trace(label_with = Labelled::stash)]
struct Labelled {
    edge: RefCell<Option<Cc<Labelled>>>,
}

impl Labelled {
    fn stash(&self) -> std::borrow::Cow<'static, str> {
        STASH.with_borrow_mut(|stash| stash.extend(self.edge.borrow().clone()));
        "x".into()
    }
}

#[test]
fn labels_can_keep_garbage_alive() {
    let heap = Heap::new();
    let observer = heap.observe(Box::new(|_: &oxbow_cc::Event| {}));
    let a = heap.alloc(Labelled { edge: RefCell::default() });
    *a.edge.borrow_mut() = Some(a.clone());
    drop(a);
    let run = heap.collect();
    assert_eq!((run.resurrected, run.freed_objects), (1, 0));
    heap.unobserve(observer);
    let stash = STASH.take();
    assert!(stash.iter().all(|kept| !Cc::is_dead(kept) && kept.edge.borrow().is_some()));
}
