//! What can be asked about a heap (section I of the catalogue of behaviours; the log is in `watching.rs`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Heap, Kind, Policy, Trace, Tracer, Trigger};

#[derive(Trace, Default)]
struct List {
    items: RefCell<Vec<Cc<List>>>,
}

fn manual() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap
}

fn list(heap: &Heap, items: &[&Cc<List>]) -> Cc<List> {
    let items = items.iter().copied().cloned().collect();
    heap.alloc(List { items: RefCell::new(items) })
}

/// I01
#[test]
fn i01_what_can_be_part_of_a_cycle() {
    let heap = manual();
    let held = (heap.alloc(1u8), heap.alloc(1.5f64), heap.alloc_str("text"), list(&heap, &[]));
    let cyclic: Vec<bool> = heap.snapshot().nodes.iter().map(|node| node.cyclic).collect();
    assert_eq!(cyclic.iter().filter(|cyclic| **cyclic).count(), 1);
    assert!(List::is_cyclic() && <Vec<Cc<u8>>>::is_cyclic());
    assert!(!u8::is_cyclic() && !String::is_cyclic() && !<Vec<String>>::is_cyclic());
    drop(held);
}

/// I03
#[test]
fn i03_the_edges_of_an_object_are_its_elements() {
    let heap = manual();
    let (a, b) = (list(&heap, &[]), list(&heap, &[]));
    let all = list(&heap, &[&a, &b, &a]);
    let snapshot = heap.snapshot();
    let address = |pointer: &Cc<List>| Cc::as_ptr(pointer).addr();
    let node = snapshot.nodes.iter().find(|node| node.address == address(&all)).unwrap();
    let targets: Vec<usize> =
        node.edges.iter().filter_map(|edge| Some(snapshot.nodes[edge.target?].address)).collect();
    assert_eq!(targets, [address(&a), address(&b), address(&a)]);
}

/// I04
#[test]
fn i04_live_objects_are_listed_and_age() {
    let heap = manual();
    let cyclic = list(&heap, &[]);
    cyclic.items.borrow_mut().push(cyclic.clone());
    let old = || heap.snapshot().nodes.iter().map(|node| node.old).collect::<Vec<_>>();
    assert_eq!(old(), [false]);
    drop(cyclic.clone());
    heap.collect_young();
    assert_eq!(old(), [true]);
    drop(cyclic);
    heap.collect();
    assert!(old().is_empty());
}

/// Takes a snapshot in its destructor.
#[derive(Trace)]
struct Looks {
    me: CcCell<Looks>,
    #[trace(skip)]
    heap: Heap,
    #[trace(skip)]
    seen: Rc<Cell<usize>>,
}

impl Drop for Looks {
    fn drop(&mut self) {
        self.heap.verify().unwrap();
        self.seen.set(self.seen.get() + self.heap.snapshot().nodes.len());
    }
}

/// I06
#[test]
fn i06_what_is_being_torn_down_is_not_listed() {
    let heap = manual();
    let seen = Rc::new(Cell::new(0));
    for _ in 0..10 {
        let looks = heap.alloc(Looks { me: CcCell::new(None), heap: heap.clone(), seen: seen.clone() });
        looks.me.set(Some(looks.clone()));
    }
    let live = list(&heap, &[]);
    assert_eq!(heap.collect().freed_objects, 10);
    assert_eq!(seen.get(), 10, "each destructor saw the live object only");
    drop(live);
}

/// I07
#[test]
fn i07_each_kind_of_collection_counts_for_itself() {
    let heap = manual();
    heap.collect_young();
    heap.collect_young();
    heap.collect();
    let stats = heap.stats();
    assert_eq!((stats.collections_young, stats.collections_full, stats.cycle_freed), (2, 1, 0));
}

/// I12
#[test]
fn i12_the_figures_of_a_run() {
    let heap = manual();
    let (live, garbage) = (list(&heap, &[]), list(&heap, &[]));
    garbage.items.borrow_mut().extend([garbage.clone(), live.clone()]);
    drop(garbage);
    let run = heap.collect();
    assert_eq!((run.kind, run.trigger), (Kind::Full, Trigger::Explicit));
    assert_eq!((run.candidates, run.visited, run.edges, run.garbage, run.live), (1, 2, 2, 1, 1));
    assert_eq!((run.pruned, run.finalized, run.resurrected, run.freed_objects), (0, 0, 0, 1));
    assert_eq!(run.freed_bytes, 48);
    assert_eq!((run.threshold_before, run.threshold_after), (heap.threshold(), heap.threshold()));
    let stats = heap.stats();
    assert_eq!((stats.live, stats.allocated, stats.freed, stats.candidates), (1, 2, 1, 1));
    assert!(!heap.is_collecting());
}

/// Reports its pointer as often as it is told to.
struct Liar {
    to: Cc<List>,
    times: Cell<usize>,
}

// SAFETY: wrong on purpose while `times` is not 1; no collection runs meanwhile, only the audit.
#[allow(unsafe_code, reason = "the point of the test")]
unsafe impl Trace for Liar {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        (0..self.times.get()).for_each(|_| self.to.trace(tracer));
    }
}

/// I13
#[test]
fn i13_a_count_lower_than_the_edges_is_found_and_named() {
    let heap = manual();
    let target = list(&heap, &[]);
    let liar = heap.alloc(Liar { to: target, times: Cell::new(3) });
    let message = heap.verify().unwrap_err();
    assert_eq!(message, "List has 1 counts but 3 edges lead to it");
    liar.times.set(1);
    heap.verify().unwrap();
}
