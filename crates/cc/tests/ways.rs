//! Which way garbage goes: its values are dropped, or only what they own beside their edges. The types here note which of their hooks ran, and
//! their destructors do nothing else.

use std::cell::{Cell, RefCell};
use std::mem;

use oxbow_cc::{Cc, CcCell, Heap, Policy, Trace, Tracer};

thread_local! {
    static DROPPED: Cell<u32> = const { Cell::new(0) };
    static RESTS: Cell<u32> = const { Cell::new(0) };
}

fn step(count: &'static std::thread::LocalKey<Cell<u32>>) {
    count.set(count.get() + 1);
}

/// Values dropped, and rests dropped, since this was asked.
fn counts() -> (u32, u32) {
    (DROPPED.take(), RESTS.take())
}

/// Owns a buffer beside its edges.
#[derive(Default)]
struct Buffered {
    this: CcCell<Buffered>,
    other: CcCell<Slim>,
    texts: RefCell<Vec<Cc<str>>>,
}

// SAFETY: all edges are reported. What is left beside them is the buffer, and `drop_rest` drops that.
unsafe impl Trace for Buffered {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.this.trace(tracer);
        self.other.trace(tracer);
        self.texts.trace(tracer);
    }

    fn knows_rest() -> bool {
        true
    }

    unsafe fn drop_rest(&mut self) {
        step(&RESTS);
        mem::take(self.texts.get_mut()).into_iter().for_each(mem::forget);
    }
}

impl Drop for Buffered {
    fn drop(&mut self) {
        step(&DROPPED);
    }
}

/// Owns nothing but its edges.
#[derive(Default)]
struct Slim(CcCell<Buffered>);

// SAFETY: the edge is reported, and there is nothing else.
unsafe impl Trace for Slim {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.trace(tracer);
    }

    fn knows_rest() -> bool {
        true
    }

    fn drops_only_edges() -> bool {
        true
    }

    unsafe fn drop_rest(&mut self) {
        step(&RESTS);
    }
}

impl Drop for Slim {
    fn drop(&mut self) {
        step(&DROPPED);
    }
}

fn heap() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap
}

/// An object that holds itself.
fn buffered(heap: &Heap, texts: impl Iterator<Item = Cc<str>>) -> Cc<Buffered> {
    let made = heap.alloc(Buffered::default());
    made.texts.borrow_mut().extend(texts);
    made.this.set(Some(made.clone()));
    made
}

#[test]
fn what_owns_nothing_but_edges_has_no_rest_to_drop() {
    let heap = heap();
    let text = heap.alloc_str("outside");
    let garbage = buffered(&heap, std::iter::once(text.clone()));
    let slim = heap.alloc(Slim::default());
    slim.0.set(Some(garbage.clone()));
    garbage.other.set(Some(slim));
    drop(garbage);
    assert_eq!((heap.collect().freed_objects, counts()), (2, (0, 1)));
    assert_eq!((Cc::strong_count(&text), heap.stats().live), (1, 1));
}

#[test]
fn garbage_is_not_dropped_where_live_objects_share_what_it_leads_to() {
    let heap = heap();
    let text = heap.alloc_str("shared");
    let three = || std::iter::repeat_n(text.clone(), 3);
    let (garbage, live) = (buffered(&heap, three()), buffered(&heap, three()));
    drop((garbage, live.clone()));
    let run = heap.collect();
    assert_eq!((run.freed_objects, run.live, counts()), (1, 1, (0, 1)));
    assert_eq!(Cc::strong_count(&text), 4);
    live.this.take();
    drop(live);
    assert_eq!((counts(), Cc::strong_count(&text)), ((1, 0), 1));
}

#[test]
fn garbage_is_dropped_from_the_first_edge_on_that_is_not_written_down() {
    let heap = heap();
    // In turns, so that each edge has an entry of its own.
    let texts = [(); 32].map(|()| heap.alloc_str("outside"));
    let live = [(); 4].map(|()| buffered(&heap, std::iter::empty()));
    for (edges, ways) in [(4096 + 2 * 5, (0, 1)), (4096 + 2 * 5 + 1, (1, 0))] {
        drop(live.clone());
        drop(buffered(&heap, texts.iter().cycle().take(edges).cloned()));
        let run = heap.collect();
        assert_eq!((run.candidates, run.freed_objects, counts()), (5, 1, ways), "{edges} edges");
        assert!(texts.iter().all(|text| Cc::strong_count(text) == 1));
    }
    live.iter().for_each(|live| drop(live.this.take()));
    heap.verify().unwrap();
}
