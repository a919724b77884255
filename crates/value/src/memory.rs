//! Whose memory the buffers of lists, dicts and strings are.
//!
//! A heap counts the buffers of an object when it is allocated and when it dies. What changes in between is told to the heap of the
//! thread's present engine: an object does not know its heap, and a pointer to it in every list would cost more than this saves.
//! Invariant: every method that can change the size of a buffer reports it. Reports for objects of another heap make two counts
//! inexact, never anything else; `Heap::recount_external` sets them right.

use crate::error::{Raise, Result};
use crate::work;
use oxbow_cc::Heap;

/// A buffer changed its size.
#[cold]
#[inline(never)]
pub(crate) fn resized(before: usize, after: usize) {
    let delta = after as isize - before as isize;
    work::with_heap(|heap| heap.adjust_external(delta));
}

/// Bytes left below the present engine's limit.
fn room() -> usize {
    let room = |heap: &Heap| heap.limit().map(|limit| limit.saturating_sub(heap.footprint()));
    work::with_heap(room).flatten().unwrap_or(usize::MAX)
}

/// Buffers of less than this many bytes are found out when they have been made.
pub(crate) const SMALL: usize = 64 << 10;

/// Makes sure that a buffer of this size may be made, and charges filling it; collects first if it would exceed the limit.
///
/// # Errors
/// `MemoryError`, and those of [`work::spend`].
pub fn reserve(bytes: usize) -> Result<()> {
    if bytes < SMALL {
        return Ok(());
    }
    work::scan(bytes)?;
    if bytes <= room() {
        return Ok(());
    }
    if let Some(heap) = work::heap() {
        heap.collect();
    }
    if bytes <= room() { Ok(()) } else { Err(Raise::memory("memory limit reached")) }
}
