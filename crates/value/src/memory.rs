//! Whose memory the buffers of lists, dicts and strings are.
//!
//! A heap counts the buffers of an object when it is allocated and when it dies. What changes in between is told to the heap of the
//! thread's present engine: an object does not know its heap, and a pointer to it in every list would cost more than this saves.
//! Invariant: every method that can change the size of a buffer reports it. Reports for objects of another heap make two counts
//! inexact, never anything else; `Heap::recount_external` sets them right.

use crate::error::{Raise, Result};
use oxbow_cc::Heap;
use std::cell::RefCell;

thread_local! {
    static PRESENT: RefCell<Option<Heap>> = const { RefCell::new(None) };
}

/// The heap of the engine that is at work on this thread from now on.
pub fn enter(heap: &Heap) {
    let old = PRESENT.with_borrow_mut(|present| match present {
        Some(present) if present == heap => None,
        _ => present.replace(heap.clone()),
    });
    drop(old);
}

/// The engine with this heap goes.
pub fn leave(heap: &Heap) {
    let old = PRESENT.try_with(|present| present.borrow_mut().take_if(|present| present == heap));
    drop(old);
}

/// A buffer changed its size.
#[cold]
#[inline(never)]
pub(crate) fn resized(before: usize, after: usize) {
    let delta = after as isize - before as isize;
    let _ = PRESENT.try_with(|present| {
        if let Some(heap) = &*present.borrow() {
            heap.adjust_external(delta);
        }
    });
}

/// Bytes left below the present engine's limit.
pub(crate) fn room() -> usize {
    let room = |heap: &Heap| heap.limit().map(|limit| limit.saturating_sub(heap.footprint()));
    PRESENT.try_with(|present| present.borrow().as_ref().and_then(room)).ok().flatten().unwrap_or(usize::MAX)
}

/// Makes sure that a buffer of this size may be made; collects first if it would exceed the limit.
///
/// # Errors
/// `MemoryError`.
pub fn reserve(bytes: usize) -> Result<()> {
    /// Smaller ones are found out when they have been made.
    const LARGE: usize = 64 << 10;
    if bytes < LARGE || bytes <= room() {
        return Ok(());
    }
    let heap = PRESENT.try_with(|present| present.borrow().clone()).ok().flatten();
    if let Some(heap) = heap {
        heap.collect();
    }
    if bytes <= room() { Ok(()) } else { Err(Raise::memory("memory limit reached")) }
}
