//! The budget of an evaluation, charged by whatever takes long in one step: operations on long texts, large lists and deep data.
//!
//! The machine looks at its limits at loop back-edges and calls. What one instruction or native function does in between is charged here, in
//! units of about a nanosecond or two: an element looked at, 64 bytes moved. Every [`SLICE`] units the limits are looked at.
//!
//! Invariant: charging fails only with the error that ends the evaluation, or because the memory limit is exceeded after a collection; it goes
//! on failing until the evaluation has ended. It may collect, so nothing may be borrowed meanwhile. Outside evaluations it never fails.

use crate::error::{Raise, Result};
use oxbow_cc::Heap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Units between two looks at the limits: far less than a millisecond of work.
pub const SLICE: usize = 1 << 14;
/// Fuel that a slice costs: about what a loop of the same duration would.
const FUEL: u64 = (SLICE / 64) as u64;

/// The limits of one engine.
pub struct Work {
    heap: Heap,
    /// An evaluation is under way.
    pub active: Cell<bool>,
    /// Fuel that is left; `None` for no limit.
    pub fuel: Cell<Option<u64>>,
    /// When to stop.
    pub deadline: Cell<Option<Instant>>,
    /// Set from any thread to stop.
    pub interrupt: RefCell<Option<Arc<AtomicBool>>>,
    /// Bytes beyond the memory limit that are granted at present.
    pub grace: Cell<usize>,
}

thread_local! {
    /// Units until the next look.
    static LEFT: Cell<usize> = const { Cell::new(SLICE) };
    static PRESENT: RefCell<Option<Rc<Work>>> = const { RefCell::new(None) };
}

impl Work {
    /// No limits but those of the heap.
    pub fn new(heap: Heap) -> Self {
        let (active, fuel, deadline, interrupt, grace) = Default::default();
        Work { heap, active, fuel, deadline, interrupt, grace }
    }

    /// Why the evaluation must end, if it must.
    pub fn reason_to_stop(&self) -> Option<&'static str> {
        if self.fuel.get() == Some(0) {
            return Some("fuel used up");
        }
        if self.is_interrupted() {
            return Some("interrupted");
        }
        if self.deadline.get().is_some_and(|deadline| Instant::now() >= deadline) {
            return Some("deadline passed");
        }
        None
    }

    /// Whether there is fuel or a deadline to look at, or an interrupt to obey.
    #[inline]
    pub fn is_limited(&self) -> bool {
        self.fuel.get().is_some() || self.deadline.get().is_some() || self.is_interrupted()
    }

    fn is_interrupted(&self) -> bool {
        self.interrupt.borrow().as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// Charges so many slices and looks at all limits.
    fn look(&self, slices: u64) -> Result<()> {
        if !self.active.get() {
            return Ok(());
        }
        self.fuel.set(self.fuel.get().map(|fuel| fuel.saturating_sub(FUEL.saturating_mul(slices))));
        if let Some(reason) = self.reason_to_stop() {
            return Err(Raise::limit(reason));
        }
        if self.exceeds_memory() {
            self.heap.collect();
            self.heap.recount_external();
            if self.exceeds_memory() {
                return Err(Raise::memory("memory limit reached"));
            }
        }
        Ok(())
    }

    fn exceeds_memory(&self) -> bool {
        self.heap.limit().is_some_and(|limit| self.heap.footprint() > limit.saturating_add(self.grace.get()))
    }
}

/// Charges work about to be done.
///
/// # Errors
/// Fuel, deadline or interrupt (which no script can catch), or `MemoryError`.
#[inline]
pub fn spend(units: usize) -> Result<()> {
    let left = LEFT.get();
    if units < left {
        LEFT.set(left - units);
        return Ok(());
    }
    look(units)
}

/// Charges a walk over this many bytes.
///
/// # Errors
/// Those of [`spend`].
#[inline]
pub fn scan(bytes: usize) -> Result<()> {
    spend(bytes / 64 + 1)
}

#[cold]
fn look(units: usize) -> Result<()> {
    LEFT.set(SLICE);
    let slices = 1 + (units / SLICE) as u64;
    let present = PRESENT.try_with(|present| present.borrow().clone()).ok().flatten();
    let result = present.map_or(Ok(()), |work| work.look(slices));
    if result.is_err() {
        LEFT.set(0);
    }
    result
}

/// The engine that is at work on this thread from now on; gives the one before if it was another.
pub fn enter(work: &Rc<Work>) -> Option<Rc<Work>> {
    LEFT.set(SLICE);
    PRESENT.with_borrow_mut(|present| match present {
        Some(present) if Rc::ptr_eq(present, work) => None,
        _ => present.replace(work.clone()),
    })
}

/// The engine goes.
pub fn leave(work: &Rc<Work>) {
    let is_it = |present: &mut Rc<Work>| Rc::ptr_eq(present, work);
    let old = PRESENT.try_with(|present| present.borrow_mut().take_if(is_it));
    drop(old);
}

/// Asks something of the heap of the engine at work, if there is one.
pub(crate) fn with_heap<R>(ask: impl FnOnce(&Heap) -> R) -> Option<R> {
    let asked = PRESENT.try_with(|present| present.borrow().as_ref().map(|work| ask(&work.heap)));
    asked.ok().flatten()
}

/// The heap of the engine at work.
pub(crate) fn heap() -> Option<Heap> {
    with_heap(Heap::clone)
}
