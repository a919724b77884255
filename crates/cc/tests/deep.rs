//! No native recursion over user data (guarantee 4, E01, E02, E04): everything here runs in a stack of 256 KiB.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Finalize, Heap, Trace, collect};

const MANY: usize = if cfg!(debug_assertions) { 300_000 } else { 3_000_000 };
/// For the two shapes that the guarantee names; half a gigabyte each in release builds.
const MOST: usize = if cfg!(debug_assertions) { 300_000 } else { 10_000_000 };

#[derive(Trace)]
struct Link {
    next: CcCell<Link>,
    back: CcCell<Link>,
}

fn small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(256 << 10).spawn(work).unwrap().join().unwrap();
}

fn list(n: usize, back: bool) -> (Cc<Link>, Cc<Link>) {
    let first = Cc::new(Link { next: CcCell::default(), back: CcCell::default() });
    let mut last = first.clone();
    for _ in 1..n {
        let next = Cc::new(Link { next: CcCell::default(), back: CcCell::default() });
        if back {
            next.back.set(Some(last.clone()));
        }
        last.next.set(Some(next.clone()));
        last = next;
    }
    (first, last)
}

/// E02
#[test]
fn e02_list() {
    small_stack(|| {
        let (first, last) = list(MOST, false);
        drop(last);
        drop(first);
        assert_eq!(Heap::current().stats().live, 0);
    });
}

/// E01
#[test]
fn e01_doubly_linked_ring() {
    small_stack(|| {
        let (first, last) = list(MOST, true);
        last.next.set(Some(first.clone()));
        first.back.set(Some(last.clone()));
        collect();
        drop((first, last));
        collect();
        assert_eq!(Heap::current().stats().live, 0);
    });
}

#[test]
fn live_list_behind_a_candidate() {
    small_stack(|| {
        let (first, last) = list(MANY, false);
        drop(last);
        drop(first.clone());
        let run = collect();
        assert_eq!((run.visited, run.garbage), (MANY as u64, 0));
        drop(first);
    });
}

#[test]
fn list_across_two_heaps() {
    small_stack(|| {
        let heaps = [Heap::new(), Heap::new()];
        let mut head = None;
        for at in 0..MANY {
            let link = Link { next: CcCell::new(head), back: CcCell::default() };
            head = Some(heaps[at % 2].alloc(link));
        }
        drop(head);
        assert_eq!(heaps[0].stats().live + heaps[1].stats().live, 0);
    });
}

#[derive(Trace)]
#[trace(finalize)]
struct Noisy {
    inner: RefCell<Vec<Cc<Noisy>>>,
    #[trace(skip)]
    finalized: Rc<Cell<usize>>,
}

impl Finalize for Noisy {
    fn finalize(&self) {
        self.finalized.set(self.finalized.get() + 1);
        if self.finalized.get().is_multiple_of(17) {
            collect();
        }
    }
}

/// E04
#[test]
fn e04_nested_finalizers_that_collect() {
    small_stack(|| {
        let finalized = Rc::new(Cell::new(0));
        let mut head: Option<Cc<Noisy>> = None;
        for _ in 0..10_000 {
            let inner = RefCell::new(head.into_iter().collect());
            head = Some(Cc::new(Noisy { inner, finalized: finalized.clone() }));
        }
        drop(head);
        assert_eq!((finalized.get(), Heap::current().stats().live), (10_000, 0));
    });
}

#[test]
fn order_of_death_is_that_of_rc_to_the_documented_depth() {
    #[derive(Trace)]
    struct Named(u32, Vec<Cc<Named>>, #[trace(skip)] Rc<RefCell<Vec<u32>>>);
    impl Drop for Named {
        fn drop(&mut self) {
            self.2.borrow_mut().push(self.0);
        }
    }
    let log = Rc::default();
    let leaf = |name| Cc::new(Named(name, Vec::new(), Rc::clone(&log)));
    let left = Cc::new(Named(2, vec![leaf(3), leaf(4)], Rc::clone(&log)));
    drop(Cc::new(Named(1, vec![left, leaf(5)], Rc::clone(&log))));
    assert_eq!(log.take(), [1, 2, 3, 4, 5]);
}
