//! Garbage whose types do nothing when dropped is freed without being dropped; all other garbage is.

use std::cell::{Cell, RefCell};

use oxbow_cc::{Cc, CcCell, Heap, Trace, Weak};

#[derive(Trace)]
struct Plain<T> {
    next: CcCell<Plain<T>>,
    pair: (RefCell<Option<Cc<Plain<T>>>>, u64),
    value: T,
}

impl<T: Trace> Plain<T> {
    fn new(value: T) -> Plain<T> {
        Plain { next: CcCell::new(None), pair: (RefCell::new(None), 1), value }
    }
}

thread_local!(static DROPPED: Cell<u32> = const { Cell::new(0) });

#[derive(Trace)]
struct Loud<T> {
    next: CcCell<Loud<T>>,
    #[allow(dead_code, reason = "makes the type generic")]
    value: T,
}

impl<T> Drop for Loud<T> {
    fn drop(&mut self) {
        DROPPED.set(DROPPED.get() + 1);
    }
}

#[derive(Trace)]
enum Either {
    One(CcCell<Either>),
    #[allow(dead_code, reason = "shows that all variants count")]
    Text(String),
}

#[derive(Trace)]
struct Skips {
    next: CcCell<Skips>,
    #[trace(skip)]
    #[allow(dead_code, reason = "dropped with its owner")]
    loud: Option<Cc<Loud<u8>>>,
}

#[test]
fn the_derive_knows_which_types_only_drop_edges() {
    assert!(Plain::<u64>::drops_only_edges());
    assert!(Plain::<Cc<str>>::drops_only_edges());
    assert!(!Plain::<String>::drops_only_edges());
    assert!(!Plain::<Weak<u8>>::drops_only_edges());
    assert!(!Loud::<u64>::drops_only_edges());
    assert!(!Plain::<Loud<u64>>::drops_only_edges());
    assert!(!Either::drops_only_edges());
    assert!(!Skips::drops_only_edges());
    assert!(<(u8, Option<Cc<u8>>)>::drops_only_edges());
    assert!(!Vec::<u8>::drops_only_edges());
    assert!(<[CcCell<u8>; 3]>::drops_only_edges() && !<[String; 3]>::drops_only_edges());
}

#[test]
fn the_derive_knows_the_rest() {
    assert!(Plain::<String>::knows_rest() && Plain::<Weak<u8>>::knows_rest() && Skips::knows_rest());
    assert!(Either::knows_rest() && Leaf::knows_rest());
    assert!(
        !Loud::<u64>::knows_rest() && !Plain::<Loud<u64>>::knows_rest() && !Vec::<Loud<u8>>::knows_rest()
    );
    assert!(!Plain::<std::collections::HashMap<u8, Cc<u8>>>::knows_rest());
}

fn ring<T: Trace + Clone>(heap: &Heap, value: &T, n: usize) -> Vec<Cc<Plain<T>>> {
    let nodes: Vec<_> = (0..n).map(|_| heap.alloc(Plain::new(value.clone()))).collect();
    for at in 0..n {
        nodes[at].next.set(Some(nodes[(at + 1) % n].clone()));
        *nodes[at].pair.0.borrow_mut() = Some(nodes[(at + n - 1) % n].clone());
    }
    nodes
}

#[test]
fn closed_garbage_is_freed_with_exact_figures() {
    let heap = Heap::new();
    let nodes = ring(&heap, &7u64, 100);
    let weak: Vec<_> = nodes.iter().map(Cc::downgrade).collect();
    assert_eq!(nodes[3].value + nodes[3].pair.1, 8);
    drop(nodes);
    let run = heap.collect();
    assert_eq!((run.freed_objects, run.garbage, run.live), (100, 100, 0));
    assert!(weak.iter().all(|weak| weak.upgrade().is_none() && weak.strong_count() == 0));
    assert_eq!((heap.stats().live, heap.bytes()), (0, 0));
    heap.verify().unwrap();
}

#[test]
fn edges_that_leave_the_garbage_are_counted_down() {
    let heap = Heap::new();
    // To acyclic objects.
    let text = heap.alloc_str("shared");
    drop(ring(&heap, &text, 10));
    assert_eq!(Cc::strong_count(&text), 11);
    assert_eq!(heap.collect().freed_objects, 10);
    assert_eq!(Cc::strong_count(&text), 1);
    // To another heap.
    let elsewhere = Heap::new();
    let far = elsewhere.alloc(CcCell::<u8>::new(None));
    drop(ring(&heap, &far, 10));
    assert_eq!(heap.collect().freed_objects, 10);
    assert_eq!(Cc::strong_count(&far), 1);
    // To old objects, in a young run.
    let old = heap.alloc(Plain::new(0u64));
    drop(old.clone());
    heap.collect();
    let nodes = ring(&heap, &1u64, 2);
    nodes[0].next.set(Some(old.clone()));
    drop(nodes);
    heap.collect_young();
    heap.collect();
    assert_eq!(Cc::strong_count(&old), 1);
    assert_eq!(heap.stats().live, 2);
}

#[test]
fn an_edge_in_a_cell_that_stays_borrowed_is_counted_down() {
    let heap = Heap::new();
    let nodes = ring(&heap, &1u64, 2);
    let held = heap.alloc(Plain::new(2u64));
    let extra = heap.alloc(Plain::new(3u64));
    extra.next.set(Some(extra.clone()));
    *extra.pair.0.borrow_mut() = Some(held.clone());
    // Not reported from now on, yet still to be dropped.
    std::mem::forget(extra.pair.0.borrow_mut());
    drop((nodes, extra));
    heap.collect();
    assert_eq!(Cc::strong_count(&held), 1);
    assert_eq!(heap.stats().live, 1);
}

#[test]
fn destructors_run_in_mixed_garbage() {
    let heap = Heap::new();
    DROPPED.set(0);
    let loud = heap.alloc(Loud { next: CcCell::new(None), value: 1u8 });
    loud.next.set(Some(loud.clone()));
    let skips = heap.alloc(Skips { next: CcCell::new(None), loud: Some(loud) });
    skips.next.set(Some(skips.clone()));
    drop(skips);
    assert_eq!(heap.collect().freed_objects, 1);
    assert_eq!(heap.collect().freed_objects, 1);
    assert_eq!((DROPPED.get(), heap.stats().live), (1, 0));
    let one = heap.alloc(Either::One(CcCell::new(None)));
    let Either::One(cell) = &*one else { return };
    cell.set(Some(one.clone()));
    drop(one);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// Says when it dies whether its ring is gone, and panics if told so.
#[derive(Trace)]
#[trace(acyclic)]
struct Leaf {
    ring: Weak<Plain<Cc<Leaf>>>,
    panics: bool,
}

impl Drop for Leaf {
    fn drop(&mut self) {
        assert!(self.ring.upgrade().is_none(), "the ring can still be seen");
        DROPPED.set(DROPPED.get() + 1);
        assert!(!self.panics, "leaf");
    }
}

#[test]
fn what_only_the_garbage_held_dies_after_it() {
    let heap = Heap::new();
    DROPPED.set(0);
    for panics in [false, true, true] {
        let node = heap.alloc_cyclic(|weak: &Weak<Plain<Cc<Leaf>>>| {
            Plain::new(heap.alloc(Leaf { ring: weak.clone(), panics }))
        });
        node.next.set(Some(node.clone()));
    }
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| heap.collect()));
    assert_eq!(run.unwrap_err().downcast_ref::<&str>(), Some(&"leaf"));
    assert_eq!((DROPPED.get(), heap.stats().live), (3, 0));
    heap.verify().unwrap();
}

#[test]
fn an_old_cycle_that_only_young_garbage_held_is_found() {
    let heap = Heap::new();
    let old = ring(&heap, &0u64, 3);
    drop(old[0].clone());
    heap.collect();
    let young = ring(&heap, &1u64, 2);
    *young[1].pair.0.borrow_mut() = Some(old[1].clone());
    drop((young, old));
    heap.verify().unwrap();
    let run = heap.collect_young();
    assert_eq!((run.freed_objects, run.pruned), (2, 1));
    heap.verify().unwrap();
    assert_eq!(heap.collect().freed_objects, 3);
    assert_eq!(heap.stats().live, 0);
}

#[test]
fn more_leaving_edges_than_are_written_down() {
    let heap = Heap::new();
    let text = heap.alloc_str("shared");
    for (n, held) in [(10_000, false), (10_000, true), (100, true)] {
        let nodes = ring(&heap, &(text.clone(), text.clone(), text.clone()), n);
        let kept = held.then(|| ring(&heap, &(text.clone(), text.clone(), text.clone()), n));
        drop(nodes);
        assert_eq!(heap.collect().freed_objects, n as u64);
        assert_eq!(Cc::strong_count(&text), if held { 1 + 3 * n } else { 1 });
        drop(kept);
        assert_eq!(heap.collect().freed_objects, if held { n as u64 } else { 0 });
        assert_eq!(Cc::strong_count(&text), 1);
    }
}

/// What the random graphs below are made of.
trait Animal: Trace + Sized {
    fn new(leaf: Option<Cc<Counted>>) -> Self;
    fn link(&self, at: usize, to: &Cc<Self>);
    fn leaf(&self) -> &CcCell<Counted>;
    /// Leaves of its own.
    const OWN: u32;
}

/// Three edges to its kind, one to a leaf.
#[derive(Trace)]
struct Spider {
    legs: [CcCell<Spider>; 3],
    leaf: CcCell<Counted>,
}

#[derive(Trace)]
#[trace(acyclic)]
struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.set(DROPPED.get() + 1);
    }
}

impl Animal for Spider {
    const OWN: u32 = 0;

    fn new(leaf: Option<Cc<Counted>>) -> Spider {
        Spider { legs: Default::default(), leaf: CcCell::new(leaf) }
    }

    fn link(&self, at: usize, to: &Cc<Spider>) {
        self.legs[at].set(Some(to.clone()));
    }

    fn leaf(&self) -> &CcCell<Counted> {
        &self.leaf
    }
}

/// The same with a buffer of arms, and leaves of its own.
#[derive(Trace)]
struct Squid {
    arms: RefCell<Vec<Cc<Squid>>>,
    leaf: CcCell<Counted>,
    #[allow(dead_code, reason = "dropped with its owner")]
    inside: Counted,
    #[trace(skip)]
    #[allow(dead_code, reason = "dropped with its owner")]
    hidden: Box<Counted>,
}

impl Animal for Squid {
    const OWN: u32 = 2;

    fn new(leaf: Option<Cc<Counted>>) -> Squid {
        let (arms, hidden) = (RefCell::default(), Box::new(Counted));
        Squid { arms, leaf: CcCell::new(leaf), inside: Counted, hidden }
    }

    fn link(&self, at: usize, to: &Cc<Squid>) {
        let mut arms = self.arms.borrow_mut();
        if at < arms.len() {
            arms[at] = to.clone();
        } else {
            arms.push(to.clone());
        }
    }

    fn leaf(&self) -> &CcCell<Counted> {
        &self.leaf
    }
}

#[test]
fn k01_random_graphs_without_destructors() {
    assert!(Spider::drops_only_edges() && Squid::knows_rest());
    random_graphs::<Spider>();
    random_graphs::<Squid>();
}

/// K01: random graphs over two heaps; counts are audited after every run.
fn random_graphs<A: Animal>() {
    for seed in 1..40u64 {
        let heaps = [Heap::new(), Heap::new()];
        let (mut state, mut leaves) = (seed, 0);
        let mut random = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(seed);
            (state >> 33) as usize % bound
        };
        DROPPED.set(0);
        let mut held: Vec<Cc<A>> = Vec::new();
        for step in 0..600 {
            match random(5) {
                0 | 1 => {
                    let heap = &heaps[usize::from(random(8) == 0)];
                    let leaf = (random(3) == 0).then(|| heaps[random(2)].alloc(Counted));
                    leaves += u32::from(leaf.is_some()) + A::OWN;
                    held.push(heap.alloc(A::new(leaf)));
                }
                2 if held.len() > 4 => drop(held.swap_remove(random(held.len()))),
                _ if !held.is_empty() => {
                    let (from, to) = (random(held.len()), random(held.len()));
                    // From the first heap to the second, not back: cycles over both are beyond either.
                    if Cc::heap(&held[from]) == heaps[0] || Cc::heap(&held[to]) == heaps[1] {
                        held[from].link(random(3), &held[to]);
                    }
                    let leaf = held[to].leaf().get();
                    held[from].leaf().set(leaf);
                }
                _ => {}
            }
            if step % 23 == 0 {
                for heap in &heaps {
                    if random(3) > 0 {
                        heap.collect_young()
                    } else {
                        heap.collect()
                    };
                    heap.verify().unwrap();
                }
            }
        }
        drop(held);
        heaps.iter().for_each(|heap| assert_eq!(heap.collect().live, 0));
        assert_eq!(
            (heaps[0].stats().live, heaps[1].stats().live, DROPPED.get()),
            (0, 0, leaves),
            "seed {seed}"
        );
    }
}
