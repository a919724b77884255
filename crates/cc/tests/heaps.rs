//! Heaps: several on a thread, dropped early, at thread exit; triggers, thresholds, limits.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use oxbow_cc::{Cc, CcCell, Finalize, Heap, Kind, Policy, Trace, Trigger, Weak, collect};

#[derive(Trace)]
struct Node {
    edges: RefCell<Vec<Cc<Node>>>,
    #[trace(skip)]
    dropped: Arc<AtomicUsize>,
}

impl Drop for Node {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

fn counter() -> Arc<AtomicUsize> {
    Arc::default()
}

fn node(heap: &Heap, dropped: &Arc<AtomicUsize>) -> Cc<Node> {
    heap.alloc(Node { edges: RefCell::default(), dropped: dropped.clone() })
}

fn self_loop(heap: &Heap, dropped: &Arc<AtomicUsize>) -> Cc<Node> {
    let node = node(heap, dropped);
    node.edges.borrow_mut().push(node.clone());
    node
}

#[test]
fn heaps_are_apart() {
    let (a, b) = (Heap::new(), Heap::new());
    let dropped = counter();
    drop(self_loop(&a, &dropped));
    let kept = self_loop(&b, &dropped);
    kept.edges.borrow_mut().push(self_loop(&a, &dropped));
    drop(kept.clone());
    assert_eq!(b.collect().freed_objects, 0);
    assert_eq!(a.collect().freed_objects, 1);
    assert!(Cc::heap(&kept) == b && a != b);
    drop(kept);
    assert_eq!(b.collect().freed_objects, 1);
    assert_eq!(a.stats().live, 1);
    assert_eq!(a.collect().freed_objects, 1);
    assert_eq!((a.stats().live, b.stats().live, dropped.load(Ordering::SeqCst)), (0, 0, 3));
}

#[test]
fn dropping_a_heap_collects_and_keeps_what_is_held() {
    let dropped = counter();
    let heap = Heap::new();
    drop(self_loop(&heap, &dropped));
    let held = self_loop(&heap, &dropped);
    let other = node(&heap, &dropped);
    held.edges.borrow_mut().push(other.clone());
    drop(heap);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    assert_eq!(held.edges.borrow().len(), 2);
    other.edges.borrow_mut().push(held.clone());
    drop(other);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    // Nobody can collect any more, so the last count from outside does.
    drop(held);
    assert_eq!(dropped.load(Ordering::SeqCst), 3);
}

thread_local!(static KEPT: RefCell<Vec<Cc<Node>>> = const { RefCell::new(Vec::new()) });

struct AtExit(Arc<AtomicUsize>);

impl Drop for AtExit {
    fn drop(&mut self) {
        let fresh = Cc::new(Node { edges: RefCell::default(), dropped: self.0.clone() });
        fresh.edges.borrow_mut().push(fresh.clone());
        drop(fresh);
        collect();
    }
}

thread_local!(static AT_EXIT: RefCell<Option<AtExit>> = const { RefCell::new(None) });

#[test]
fn pointers_in_thread_local_storage_at_exit() {
    for heap_first in [false, true] {
        let counted = counter();
        let dropped = counted.clone();
        thread::spawn(move || {
            AT_EXIT.set(Some(AtExit(dropped.clone())));
            if heap_first {
                Cc::new(1);
            }
            KEPT.with_borrow_mut(|kept| {
                let heap = Heap::current();
                kept.push(self_loop(&heap, &dropped));
                kept.push(node(&heap, &dropped));
                drop(self_loop(&heap, &dropped));
            });
        })
        .join()
        .unwrap();
        assert_eq!(counted.load(Ordering::SeqCst), 4, "heap first: {heap_first}");
    }
}

/// D07
#[test]
fn d07_threshold_is_exact() {
    let heap = Heap::new();
    let dropped = counter();
    heap.set_threshold(10_000);
    for _ in 0..10_000 {
        drop(self_loop(&heap, &dropped));
    }
    assert_eq!(heap.stats().collections_young, 0);
    drop(self_loop(&heap, &dropped));
    let stats = heap.stats();
    assert_eq!((stats.collections_young, stats.cycle_freed), (1, 10_000));
    assert_eq!(heap.collect().freed_objects, 1);
    assert_eq!(heap.threshold(), 10_000);
}

/// D02, D05
#[test]
fn d02_d05_manual_policy() {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    assert_eq!(heap.policy(), Policy::Manual);
    let dropped = counter();
    for _ in 0..10_001 {
        drop(self_loop(&heap, &dropped));
    }
    assert!(heap.should_collect());
    assert_eq!(heap.stats().collections_young + heap.stats().collections_full, 0);
    let run = heap.collect_if_due().unwrap();
    assert_eq!((run.kind, run.trigger, run.freed_objects), (Kind::Young, Trigger::Allocations, 10_001));
    assert!(!heap.should_collect() && heap.collect_if_due().is_none());
}

#[test]
fn nothing_is_due_without_candidates() {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    let dropped = counter();
    let held: Vec<_> = (0..5000).map(|_| node(&heap, &dropped)).collect();
    assert!(heap.should_collect());
    assert!(heap.collect_if_due().is_none() && !heap.should_collect());
    drop(held[0].clone());
    let more: Vec<_> = (0..300).map(|_| node(&heap, &dropped)).collect();
    assert!(heap.should_collect() && more.len() == 300);
    assert_eq!(heap.collect_if_due().unwrap().visited, 1);
}

/// D08
#[test]
fn d08_threshold_follows_the_yield() {
    let heap = Heap::new();
    let dropped = counter();
    let before = heap.threshold();
    let held: Vec<_> = (0..20_000)
        .map(|_| {
            let node = node(&heap, &dropped);
            drop(node.clone());
            node
        })
        .collect();
    assert!(heap.threshold() > before);
    drop(held);
    for _ in 0..200_000 {
        drop(self_loop(&heap, &dropped));
    }
    assert_eq!(heap.threshold(), before);
    assert!(heap.stats().live < 10_000);
}

#[test]
fn acyclic_objects_never_register() {
    let heap = Heap::new();
    let a = heap.alloc(("text".to_owned(), vec![1, 2]));
    drop(a.clone());
    assert_eq!(heap.candidates(), 0);
    let run = heap.collect();
    assert_eq!((run.visited, run.candidates), (0, 0));
}

#[test]
fn bytes_trigger_collections() {
    let heap = Heap::new();
    let dropped = counter();
    for _ in 0..100 {
        drop(self_loop(&heap, &dropped));
        heap.adjust_external(1 << 20);
    }
    assert!(heap.stats().collections_young >= 5);
    heap.adjust_external(-(100 << 20));
    assert_eq!(heap.stats().external_bytes, 0);
}

#[test]
fn limits_collect_first_and_then_refuse() {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap.set_limit(Some(1 << 20));
    let dropped = counter();
    let make = || {
        let node = heap.try_alloc(Node { edges: RefCell::default(), dropped: dropped.clone() })?;
        node.edges.borrow_mut().push(node.clone());
        Ok::<_, oxbow_cc::AllocError<Node>>(node)
    };
    for _ in 0..50_000 {
        make().expect("garbage makes room");
    }
    assert!(heap.footprint() <= 1 << 20 && !heap.over_limit());
    let mut held = Vec::new();
    let refused = loop {
        match make() {
            Ok(node) => held.push(node),
            Err(refused) => break refused,
        }
    };
    assert!(refused.0.edges.borrow().is_empty() && held.len() > 1000);
    held.clear();
    make().expect("room again");
    heap.set_limit(Some(64 << 10));
    assert!(heap.try_alloc([0u8; 100 << 10]).is_err());
    heap.alloc([0u8; 100 << 10]);
}

#[test]
fn footprint_shrinks_when_objects_go() {
    let heap = Heap::new();
    let dropped = counter();
    let held: Vec<_> = (0..100_000).map(|_| node(&heap, &dropped)).collect();
    let full = heap.footprint();
    assert!(full > 4 << 20);
    drop(held);
    assert!(heap.footprint() < 64 << 10, "{}", heap.footprint());
    assert_eq!((heap.bytes(), heap.candidates()), (0, 0));
}

#[test]
fn many_sizes_come_and_go() {
    let heap = Heap::new();
    heap.set_policy(Policy::Stress);
    let mut slices = Vec::new();
    for round in 0..3 {
        for len in 0..300 {
            slices.push(heap.alloc_slice(vec![Cc::new(len as u64); len]));
            if (len + round) % 3 == 0 {
                slices.swap_remove(len / 2);
            }
        }
    }
    for slice in &slices {
        assert!(slice.iter().all(|item| **item == slice.len() as u64));
    }
    assert_eq!(heap.stats().live, slices.len() as u64);
    heap.verify().unwrap();
    slices.clear();
    assert_eq!((heap.bytes(), heap.stats().live), (0, 0));
}

#[test]
fn over_aligned_objects() {
    #[derive(Trace)]
    #[repr(align(256))]
    struct Wide(RefCell<Option<Cc<Wide>>>);
    let wide = Cc::new(Wide(RefCell::default()));
    assert_eq!(Cc::as_ptr(&wide).addr() % 256, 0);
    *wide.0.borrow_mut() = Some(wide.clone());
    drop(wide);
    assert_eq!(collect().freed_objects, 1);
}

#[test]
fn heap_dropped_by_its_own_finalizer() {
    #[derive(Trace)]
    #[trace(finalize)]
    struct Owner {
        #[trace(skip)]
        heap: RefCell<Option<Heap>>,
        #[trace(skip)]
        seen: Rc<Cell<u32>>,
        me: RefCell<Option<Cc<Owner>>>,
    }
    impl oxbow_cc::Finalize for Owner {
        fn finalize(&self) {
            self.seen.set(self.seen.get() + 1);
            self.heap.take();
        }
    }
    let seen = Rc::new(Cell::new(0));
    let heap = Heap::new();
    let handle = RefCell::new(Some(heap.clone()));
    let owner = heap.alloc(Owner { heap: handle, seen: seen.clone(), me: RefCell::default() });
    *owner.me.borrow_mut() = Some(owner.clone());
    drop(owner);
    drop(heap.clone());
    heap.collect();
    assert_eq!((seen.get(), heap.stats().live), (1, 0));
}

#[test]
fn an_orphan_notices_every_candidate() {
    let dropped = counter();
    let heap = Heap::new();
    let (a, b) = (self_loop(&heap, &dropped), self_loop(&heap, &dropped));
    drop((a.clone(), b.clone()));
    drop(heap);
    drop(a.clone());
    drop(a);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    drop(b);
    assert_eq!(dropped.load(Ordering::SeqCst), 2);
}

/// Its finalizer makes another garbage cycle of its kind, up to a hundredth.
#[derive(Trace)]
#[trace(finalize)]
struct Phoenix {
    me: CcCell<Phoenix>,
    generation: usize,
    #[trace(skip)]
    last: Rc<RefCell<Weak<Phoenix>>>,
}

impl Phoenix {
    fn rise(heap: &Heap, generation: usize, last: Rc<RefCell<Weak<Phoenix>>>) {
        let phoenix = heap.alloc(Phoenix { me: CcCell::new(None), generation, last });
        phoenix.me.set(Some(phoenix.clone()));
        *phoenix.last.borrow_mut() = Cc::downgrade(&phoenix);
    }
}

impl Finalize for Phoenix {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Phoenix>) {
        if this.generation < 100 {
            Phoenix::rise(&Cc::heap(this), this.generation + 1, this.last.clone());
        }
    }
}

/// J05: a heap ends although finalizers go on making garbage, and what is left is collected when it is touched.
#[test]
fn j05_finalizers_that_make_garbage_do_not_keep_a_heap_from_ending() {
    let last = Rc::new(RefCell::new(Weak::new()));
    let heap = Heap::new();
    Phoenix::rise(&heap, 0, last.clone());
    drop(heap);
    let mut seen = Vec::new();
    loop {
        let next = last.borrow().upgrade();
        let Some(next) = next else { break };
        seen.push(next.generation);
    }
    assert!(seen.is_sorted() && (2..50).contains(&seen.len()), "{seen:?}");
}
