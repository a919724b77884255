//! What `Cc` promises in everyday use: counting, cycles, weak pointers, finalizers, trait objects, slices.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use oxbow_cc::{Cc, Finalize, Heap, Policy, Tail, Trace, Weak, coerce, collect};

#[derive(Trace)]
struct Node {
    #[trace(skip)]
    dropped: Rc<Cell<usize>>,
    edges: RefCell<Vec<Cc<Node>>>,
}

impl Drop for Node {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
    }
}

fn node(dropped: &Rc<Cell<usize>>) -> Cc<Node> {
    Cc::new(Node { dropped: dropped.clone(), edges: RefCell::default() })
}

fn link(from: &Cc<Node>, to: &Cc<Node>) {
    from.edges.borrow_mut().push(to.clone());
}

#[test]
fn dies_with_its_last_pointer() {
    let dropped = Rc::new(Cell::new(0));
    let a = node(&dropped);
    let b = a.clone();
    assert_eq!(Cc::strong_count(&a), 2);
    drop(a);
    assert_eq!(dropped.get(), 0);
    drop(b);
    assert_eq!(dropped.get(), 1);
    assert_eq!(Heap::current().candidates(), 0);
}

/// A07
#[test]
fn a07_cycle_is_kept_while_held_and_freed_afterwards() {
    let dropped = Rc::new(Cell::new(0));
    let (a, b) = (node(&dropped), node(&dropped));
    link(&a, &b);
    link(&b, &a);
    link(&a, &a);
    drop(b);
    assert_eq!(collect().freed_objects, 0);
    Heap::current().verify().unwrap();
    drop(a);
    assert_eq!(collect().freed_objects, 2);
    assert_eq!(dropped.get(), 2);
    Heap::current().verify().unwrap();
}

/// A08
#[test]
fn a08_cycle_below_an_acyclic_owner() {
    let dropped = Rc::new(Cell::new(0));
    let (owner, inner) = (node(&dropped), node(&dropped));
    link(&owner, &inner);
    link(&inner, &inner);
    drop(inner);
    drop(owner);
    assert_eq!(dropped.get(), 1);
    assert_eq!(collect().freed_objects, 1);
}

/// H01
#[test]
fn h01_weak_pointers_to_collected_objects_are_empty() {
    let dropped = Rc::new(Cell::new(0));
    let a = node(&dropped);
    link(&a, &a);
    let weak = Cc::downgrade(&a);
    assert!(weak.upgrade().is_some_and(|b| Cc::ptr_eq(&a, &b)));
    assert_eq!((weak.strong_count(), weak.weak_count()), (2, 1));
    drop(a);
    assert!(weak.upgrade().is_some());
    collect();
    assert!(weak.upgrade().is_none());
    assert_eq!((dropped.get(), weak.strong_count()), (1, 0));
}

#[test]
fn new_cyclic_knows_itself() {
    #[derive(Trace)]
    struct Own {
        me: Weak<Own>,
    }
    let own = Cc::new_cyclic(|weak| {
        assert!(weak.upgrade().is_none());
        Own { me: weak.clone() }
    });
    assert!(own.me.upgrade().is_some_and(|me| Cc::ptr_eq(&own, &me)));
    let weak = own.me.clone();
    drop(own);
    assert!(weak.upgrade().is_none());
}

#[test]
fn new_cyclic_that_panics_leaves_nothing() {
    #[derive(Trace)]
    struct Own {
        _me: Weak<Own>,
    }
    let heap = Heap::new();
    let before = heap.stats();
    let kept: RefCell<Option<Weak<Own>>> = RefCell::default();
    let built = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        heap.alloc_cyclic(|weak: &Weak<Own>| {
            *kept.borrow_mut() = Some(weak.clone());
            panic!("while it is built")
        })
    }));
    assert!(built.is_err());
    let weak = kept.take().expect("the weak pointer was made");
    assert!(weak.upgrade().is_none());
    drop(weak);
    assert_eq!((heap.stats().live, heap.stats().bytes), (before.live, before.bytes));
    heap.verify().expect("the heap is consistent");
}

thread_local!(static SAVED: RefCell<Vec<Cc<Phoenix>>> = const { RefCell::new(Vec::new()) });

#[derive(Trace)]
#[trace(finalize)]
struct Phoenix {
    finalized: Cell<u32>,
    rise: bool,
    other: RefCell<Option<Cc<Phoenix>>>,
}

impl Finalize for Phoenix {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Phoenix>) {
        this.finalized.set(this.finalized.get() + 1);
        if this.rise {
            SAVED.with_borrow_mut(|saved| saved.push(this.clone()));
        }
    }
}

fn phoenix(rise: bool) -> Cc<Phoenix> {
    Cc::new(Phoenix { finalized: Cell::new(0), rise, other: RefCell::default() })
}

/// G02
#[test]
fn g02_resurrected_cycle_survives_whole() {
    let (a, b) = (phoenix(true), phoenix(false));
    *a.other.borrow_mut() = Some(b.clone());
    *b.other.borrow_mut() = Some(a.clone());
    let weak = Cc::downgrade(&a);
    drop((a, b));
    let run = collect();
    assert_eq!((run.finalized, run.resurrected, run.freed_objects), (2, 2, 0));
    assert!(weak.upgrade().is_none());
    Heap::current().verify().unwrap();
    let saved = SAVED.take();
    assert_eq!(saved[0].finalized.get(), 1);
    assert_eq!(saved[0].other.borrow().as_ref().unwrap().finalized.get(), 1);
    drop(saved);
    let run = collect();
    assert_eq!((run.finalized, run.freed_objects), (0, 2));
}

/// G01
#[test]
fn g01_resurrected_by_count_keeps_its_weak_pointers() {
    let a = phoenix(true);
    let weak = Cc::downgrade(&a);
    drop(a);
    let saved = SAVED.take();
    assert!(weak.upgrade().is_some());
    drop(saved);
    assert!(weak.upgrade().is_none());
    assert!(SAVED.take().is_empty());
}

#[test]
fn unwrap_and_mutate() {
    let mut a = Cc::new(vec![1]);
    Cc::get_mut(&mut a).unwrap().push(2);
    let b = a.clone();
    assert!(Cc::get_mut(&mut a).is_none());
    Cc::make_mut(&mut a).push(3);
    assert_eq!((&**a, &**b), (&[1, 2, 3][..], &[1, 2][..]));
    let a = Cc::try_unwrap(a).unwrap();
    assert_eq!(a, [1, 2, 3]);
    let c = b.clone();
    assert!(Cc::try_unwrap(b).is_err());
    assert_eq!(Cc::unwrap_or_clone(c), [1, 2]);
}

#[test]
fn trait_objects_slices_and_tails() {
    trait Speak: Trace {
        fn speak(&self) -> usize;
    }
    #[derive(Trace)]
    struct Dog(RefCell<Option<Cc<dyn Speak>>>);
    impl Speak for Dog {
        fn speak(&self) -> usize {
            7
        }
    }
    let dog = Cc::new(Dog(RefCell::default()));
    let spoken: Cc<dyn Speak> = coerce!(dog.clone() => dyn Speak);
    let weak = coerce!(Cc::downgrade(&dog) => dyn Speak);
    assert_eq!((spoken.speak(), weak.upgrade().unwrap().speak()), (7, 7));
    *dog.0.borrow_mut() = Some(spoken);
    drop(dog);
    assert_eq!(collect().freed_objects, 1);
    assert!(weak.upgrade().is_none());

    let text: Cc<str> = Cc::from("hello");
    assert_eq!((&*text, &*text.clone()), ("hello", "hello"));
    let slice: Cc<[Cc<str>]> = Cc::from(vec![text.clone(), text.clone()]);
    assert_eq!(Cc::strong_count(&text), 3);
    assert_eq!(slice.len(), 2);
    drop(slice);
    assert_eq!(Cc::strong_count(&text), 1);
    let long: Cc<[u64]> = (0..10_000).collect();
    assert_eq!(long.iter().sum::<u64>(), 49_995_000);

    type Slot = RefCell<Option<Cc<dyn std::any::Any>>>;
    let tail: Cc<Tail<u8, Slot>> = Heap::current().alloc_tail(1, (0..5).map(|_| RefCell::default()));
    *tail.slice()[3].borrow_mut() = Some(coerce!(tail.clone() => dyn std::any::Any));
    assert_eq!((*tail.head(), size_of_val(&tail)), (1, 8));
    drop(tail);
    assert_eq!(collect().freed_objects, 1);
}

/// D01
#[test]
fn d01_automatic_collection_bounds_memory() {
    let heap = Heap::new();
    let dropped = Rc::new(Cell::new(0));
    for _ in 0..100_000 {
        let a = heap.alloc(Node { dropped: dropped.clone(), edges: RefCell::default() });
        link(&a, &a);
    }
    assert!(heap.stats().live < 5000);
    heap.set_policy(Policy::Manual);
    heap.collect();
    assert_eq!((heap.stats().live, dropped.get()), (0, 100_000));
    heap.verify().unwrap();
}

#[test]
fn sizes() {
    assert_eq!(size_of::<Cc<Node>>(), 8);
    assert_eq!(size_of::<Option<Cc<Node>>>(), 8);
}
