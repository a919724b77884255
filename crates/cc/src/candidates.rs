//! The candidate buffers: objects whose count dropped to a non-zero value since a run last looked at them.
//!
//! Invariant: outside a run, entry `i` of a buffer has `slot == i + 1`; young objects are in `young`, objects flagged
//! `OLD` in `old`. A dying object leaves in constant time, so entries never outnumber live objects.

use std::cell::UnsafeCell;

use crate::header::{IN_RUN, MAX_SLOT, OLD, Obj};

pub(crate) struct Candidates {
    young: UnsafeCell<Vec<Obj>>,
    old: UnsafeCell<Vec<Obj>>,
}

impl Candidates {
    pub(crate) fn new() -> Candidates {
        Candidates { young: UnsafeCell::new(Vec::new()), old: UnsafeCell::new(Vec::new()) }
    }

    #[inline]
    fn with<R>(&self, old: bool, work: impl FnOnce(&mut Vec<Obj>) -> R) -> R {
        let buffer = if old { &self.old } else { &self.young };
        // SAFETY: private, and no `work` in this file calls anything that reaches the buffers again.
        work(unsafe { &mut *buffer.get() })
    }

    /// Adds an object whose slot is 0.
    #[inline]
    pub(crate) fn register(&self, obj: Obj) {
        let full = self.with(obj.has(OLD), |buffer| {
            let full = buffer.len() == buffer.capacity();
            if !full {
                buffer.push(obj);
                obj.set_slot(buffer.len() as u32);
            }
            full
        });
        if full {
            self.grow(obj);
        }
    }

    /// Out of line and last, so that the usual case saves no registers.
    #[cold]
    #[inline(never)]
    fn grow(&self, obj: Obj) {
        self.with(obj.has(OLD), |buffer| {
            // Beyond that, objects are not registered: 2^32 candidates take more memory than a collection waits for.
            if buffer.len() < MAX_SLOT as usize / 2 {
                buffer.reserve(1);
                buffer.push(obj);
                obj.set_slot(buffer.len() as u32);
            }
        });
    }

    /// Removes an object from its buffer if it is in one.
    #[inline]
    pub(crate) fn unregister(&self, obj: Obj) {
        let slot = obj.slot();
        if slot == 0 || slot > MAX_SLOT || obj.has(IN_RUN) {
            return;
        }
        self.with(obj.has(OLD), |buffer| {
            let index = slot as usize - 1;
            debug_assert!(buffer[index] == obj);
            if let Some(last) = buffer.pop()
                && last != obj
            {
                buffer[index] = last;
                last.set_slot(slot);
            }
        });
        obj.set_slot(0);
    }

    /// [`unregister`](Candidates::unregister) of an object that is in no run and gets another slot at once.
    #[inline(always)]
    pub(crate) fn unregister_dying(&self, obj: Obj) {
        let slot = obj.slot();
        if slot.wrapping_sub(1) >= MAX_SLOT {
            return;
        }
        self.with(obj.has(OLD), |buffer| {
            let index = slot as usize - 1;
            debug_assert!(buffer[index] == obj);
            if let Some(last) = buffer.pop()
                && last != obj
                && let Some(entry) = buffer.get_mut(index)
            {
                *entry = last;
                last.set_slot(slot);
            }
        });
    }

    /// Takes a whole buffer; the slots of its entries are stale until the caller rewrites them.
    pub(crate) fn take(&self, old: bool) -> Vec<Obj> {
        self.with(old, std::mem::take)
    }

    /// Gives an emptied buffer's memory back for the next candidates.
    pub(crate) fn recycle(&self, mut buffer: Vec<Obj>) {
        const KEEP: usize = 1 << 14;
        buffer.clear();
        if buffer.capacity() <= KEEP {
            self.with(false, |young| {
                if young.capacity() == 0 {
                    *young = buffer;
                }
            });
        }
    }

    /// Forgets all candidates.
    pub(crate) fn clear(&self) {
        for old in [false, true] {
            self.take(old).iter().for_each(|obj| obj.set_slot(0));
        }
    }

    pub(crate) fn len(&self, old: bool) -> usize {
        self.with(old, |buffer| buffer.len())
    }

    /// A copy of a buffer's entries, for audits.
    pub(crate) fn entries(&self, old: bool) -> Vec<Obj> {
        self.with(old, |buffer| buffer.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Neither is memory asked for at every collection, nor is much of it kept for ever.
    #[test]
    fn an_emptied_buffer_serves_again_unless_it_is_large() {
        let candidates = Candidates::new();
        for capacity in [100, 1 << 14] {
            candidates.recycle(Vec::with_capacity(capacity));
            assert_eq!(candidates.take(false).capacity(), capacity);
        }
        candidates.recycle(Vec::with_capacity((1 << 14) + 1));
        assert_eq!(candidates.take(false).capacity(), 0);
    }
}
