//! Weak pointers (section H of the catalogue of behaviours).

use std::cell::RefCell;
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Finalize, Heap, Policy, Trace, Weak};

#[derive(Trace, Default)]
struct Node {
    edges: RefCell<Vec<Cc<Node>>>,
}

fn manual() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap
}

/// Tries to bring back what it watches when it is finalized and when it is destroyed.
#[derive(Trace)]
#[trace(finalize)]
struct Watcher {
    watched: RefCell<Weak<Watched>>,
    #[trace(skip)]
    saw: Rc<RefCell<Vec<bool>>>,
}

#[derive(Trace)]
struct Watched {
    me: CcCell<Watched>,
    watcher: Cc<Watcher>,
}

impl Watcher {
    fn look(&self) {
        self.saw.borrow_mut().push(self.watched.borrow().upgrade().is_some());
    }
}

impl Finalize for Watcher {
    fn finalize(&self) {
        self.look();
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.look();
    }
}

/// H07
#[test]
fn h07_an_old_object_that_dies_with_young_garbage_cannot_bring_it_back() {
    let heap = manual();
    let saw = Rc::default();
    let watcher = heap.alloc(Watcher { watched: RefCell::default(), saw: Rc::clone(&saw) });
    drop(watcher.clone());
    heap.collect();
    let watched = heap.alloc(Watched { me: CcCell::new(None), watcher: watcher.clone() });
    watched.me.set(Some(watched.clone()));
    *watcher.watched.borrow_mut() = Cc::downgrade(&watched);
    assert!(Cc::ptr_eq(&watched.watcher, &watcher));
    drop((watcher, watched));
    assert_eq!(heap.collect_young().freed_objects, 1);
    heap.collect();
    assert_eq!((saw.take(), heap.stats().live), (vec![false, false], 0));
}

/// H13
#[test]
fn h13_a_holder_of_both_kinds_of_pointers_to_one_object() {
    #[derive(Trace)]
    struct Both(Cc<Node>, Weak<Node>);
    let heap = manual();
    let target = heap.alloc(Node::default());
    let weak = Cc::downgrade(&target);
    let both = heap.alloc(Both(target, weak.clone()));
    assert!(both.1.upgrade().is_some_and(|target| Cc::ptr_eq(&target, &both.0)));
    drop(both);
    assert_eq!(heap.stats().live, 0);
    assert!(weak.upgrade().is_none());
}

/// H15
#[test]
fn h15_what_hangs_on_a_field_that_is_not_traced() {
    #[derive(Trace)]
    struct Opaque {
        me: CcCell<Opaque>,
        #[trace(skip)]
        hidden: Cc<Watcher>,
    }
    let heap = manual();
    let saw = Rc::default();
    let hidden = heap.alloc(Watcher { watched: RefCell::default(), saw: Rc::clone(&saw) });
    let weak = Cc::downgrade(&hidden);
    let opaque = heap.alloc(Opaque { me: CcCell::new(None), hidden });
    opaque.me.set(Some(opaque.clone()));
    assert!(opaque.hidden.watched.borrow().upgrade().is_none());
    drop(opaque);
    assert!(weak.upgrade().is_some());
    assert_eq!(heap.collect().freed_objects, 1);
    assert!(weak.upgrade().is_none());
    assert_eq!((saw.take().len(), heap.stats().live), (2, 0));
}

/// H18
#[test]
fn h18_entries_vanish_while_a_list_of_weak_pointers_is_walked() {
    let heap = manual();
    let nodes: Vec<_> = (0..100).map(|_| heap.alloc(Node::default())).collect();
    let weak: Vec<_> = nodes.iter().map(Cc::downgrade).collect();
    // Even ones hold the odd ones behind them; odd ones are otherwise held by nothing.
    let mut held: Vec<Option<Cc<Node>>> = Vec::new();
    for pair in nodes.chunks(2) {
        pair[0].edges.borrow_mut().push(pair[1].clone());
        held.push(Some(pair[0].clone()));
    }
    drop(nodes);
    let mut seen = 0;
    for (at, entry) in weak.iter().enumerate() {
        if entry.upgrade().is_some() {
            seen += 1;
            // Explicitly the next pair, and with it, implicitly, its second half.
            if at % 4 == 0 {
                held[at / 2 + 1] = None;
            }
        }
    }
    assert_eq!(seen, 50);
    assert_eq!(weak.iter().filter(|weak| weak.upgrade().is_some()).count(), 50);
}

/// H30
#[test]
fn h30_a_weak_pointer_to_a_temporary() {
    let heap = manual();
    let weak = Cc::downgrade(&heap.alloc(1u8));
    assert!(weak.upgrade().is_none());
}

#[test]
fn equality_and_counts_survive_the_object() {
    let heap = manual();
    let (a, b) = (heap.alloc(1u8), heap.alloc(1u8));
    let (wa, wb, none) = (Cc::downgrade(&a), Cc::downgrade(&b), Weak::<u8>::new());
    assert!(wa.ptr_eq(&wa.clone()) && !wa.ptr_eq(&wb) && !wa.ptr_eq(&none));
    assert_eq!((wa.strong_count(), wa.weak_count()), (1, 1));
    drop((a, b));
    assert!(wa.ptr_eq(&wa.clone()) && !wa.ptr_eq(&wb) && none.ptr_eq(&Weak::default()));
    assert_eq!((wa.strong_count(), wa.weak_count()), (0, 0));
}

#[test]
fn equality_is_of_objects_and_not_of_addresses() {
    let heap = manual();
    let first = heap.alloc(1u8);
    let (a, b) = (Cc::downgrade(&first), Cc::downgrade(&first));
    drop(first);
    assert!(a.ptr_eq(&b), "made from one object, though it has gone");
    let second = heap.alloc(1u8);
    let c = Cc::downgrade(&second);
    if cfg!(not(feature = "system-alloc")) {
        assert_eq!(a.as_ptr(), c.as_ptr(), "the memory is used again");
    }
    assert!(!a.ptr_eq(&c) && !c.ptr_eq(&a));
    drop(second);
    assert!(!a.ptr_eq(&c) && !c.ptr_eq(&a), "both have gone");
}

/// Its finalizer keeps it, and looks at it through a weak pointer from before and one that it makes.
#[derive(Trace)]
#[trace(finalize)]
struct Riser {
    before: RefCell<Weak<Riser>>,
    made: RefCell<Weak<Riser>>,
    #[trace(skip)]
    kept: Rc<RefCell<Option<Cc<Riser>>>>,
}

impl Finalize for Riser {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Riser>) {
        assert!(this.before.borrow().upgrade().is_none(), "being finalized");
        *this.made.borrow_mut() = Cc::downgrade(this);
        assert!(this.made.borrow().upgrade().is_some());
        assert!(Cc::ptr_eq(&this.made.borrow().clone().upgrade().unwrap(), this));
        *this.kept.borrow_mut() = Some(this.clone());
    }
}

#[test]
fn weak_pointers_from_before_a_finalizer_and_from_inside_it_are_equal() {
    let heap = manual();
    let (kept, kept_other) = (Rc::default(), Rc::default());
    let riser = |kept: &Rc<_>| {
        heap.alloc(Riser { before: RefCell::default(), made: RefCell::default(), kept: Rc::clone(kept) })
    };
    let (one, other) = (riser(&kept), riser(&kept_other));
    *one.before.borrow_mut() = Cc::downgrade(&one);
    drop(one);
    let one = kept.take().expect("risen");
    let (before, made) = (one.before.borrow().clone(), one.made.borrow().clone());
    assert!(before.upgrade().is_some() && made.upgrade().is_some());
    assert!(before.ptr_eq(&made) && made.ptr_eq(&before) && !before.ptr_eq(&Cc::downgrade(&other)));
    assert_eq!((Cc::weak_count(&one), before.weak_count()), (4, 4));
    drop((one.before.take(), before));
    assert!(made.upgrade().is_some());
    assert_eq!(Cc::weak_count(&one), 2);
    drop(one);
    assert!(made.upgrade().is_none());
    assert_eq!(heap.stats().live, 1, "the other one");
    drop(other);
    drop(kept_other.take().expect("risen as well"));
    assert_eq!(heap.stats().live, 0);
}
