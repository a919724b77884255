//! CollectRoots: destroys the garbage.
//!
//! Invariant: while values are dropped, all members say `DEAD` and hold a count of the run's own, so a destructor that
//! looks at a neighbour gets a panic or `None`, never freed memory. A member that a destructor cloned stays allocated
//! until that clone goes. While only rests are dropped, all members say `DEAD` as well, and keep their counts and memory until the last
//! rest is gone; nothing that runs then owns a pointer to one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Run;
use super::finalize::Found;
use crate::event::Event;
use crate::header::{DEAD, IN_RUN, Obj};
use crate::labels::Labels;
use crate::reclaim::{block_bytes, give_back_held};
use crate::record::{BY_LAYOUT, KNOWN_REST};
use crate::release;
use crate::tracer::prefetch;

impl Run<'_> {
    pub(super) fn free(&mut self, found: Found) {
        self.condemn();
        self.release_survivors();
        if self.figures.finalized > 0 {
            self.send(|run| Event::Finalized {
                run: run.figures.finalized,
                resurrected: run.figures.resurrected,
            });
        }
        if let Some(garbage) = found.garbage {
            let panic = self.heap.observers.send_garbage(&garbage);
            self.keep_panic(panic);
        }
        self.drop_values();
        self.send_freed(found.labels);
    }

    /// Gives up the run's counts of what finalizers brought back, which registers it, and what hooks dropped.
    fn release_survivors(&mut self) {
        let resurrected = std::mem::take(&mut self.resurrected);
        self.release_all(resurrected);
        let kept = self.take_deferred();
        self.release_all(kept);
    }

    /// Whether the counts of what stays can be raised by the edges that stay, which they contain, without overflowing.
    pub(super) fn counts_have_room(&self) -> bool {
        self.staying.iter().all(|(obj, _)| obj.strong() <= u32::MAX / 2)
    }

    /// Frees garbage whose destructors would only count edges down and drop a rest that is known, without running them: counts of the
    /// garbage itself go with it, and those of objects outside are given up afterwards. (All edges that lead out of the run are: those of live
    /// members are counted once more before. Cyclic objects among the targets become candidates, as if all of them had been dropped.)
    pub(super) fn free_undropped(&mut self) {
        for (obj, edges) in std::mem::take(&mut self.staying) {
            obj.set_strong(obj.strong() + edges);
        }
        if self.rest & KNOWN_REST != 0 {
            self.drop_rests();
        }
        let (mut bytes, in_cells) = (0, self.rest & BY_LAYOUT == 0);
        for (at, obj) in self.members.iter().enumerate() {
            self.prefetch(at);
            // SAFETY: nothing outside the garbage leads to it; edges inside go with it, and the counts of those that
            // lead out are taken over below. The run holds a handle of the heap.
            bytes += unsafe { give_back_held(*obj, obj.plain_record(), in_cells) };
        }
        self.figures.freed_objects = self.members.len() as u64;
        self.figures.freed_bytes = bytes as u64;
        self.members.clear();
        let mut leaving = std::mem::take(&mut self.leaving).into_iter();
        while !leaving.as_slice().is_empty() {
            let release = |(obj, edges)| release::release_some(obj, edges);
            let outcome = catch_unwind(AssertUnwindSafe(|| leaving.by_ref().for_each(release)));
            self.keep_panic(outcome.err());
        }
        self.send_freed(Labels::default());
    }

    /// Drops what the garbage owns beside its pointers. That may run user code (of a field that is left out), which finds all of it dead.
    fn drop_rests(&mut self) {
        for obj in &self.members {
            obj.clear_flag(IN_RUN);
            obj.set_slot(DEAD);
        }
        self.visit_members(|obj| {
            let record = obj.plain_record();
            if record.rest & KNOWN_REST != 0 {
                // SAFETY: the value is alive, nobody outside refers to it, and it is marked dead; its type knows its rest, and
                // its memory is given back without another look at it.
                unsafe { (record.vtable.drop_rest)(obj.value()) };
            }
        });
    }

    /// Calls `visit` on each member, on the others too if it panics.
    fn visit_members(&mut self, mut visit: impl FnMut(Obj)) {
        let mut next = 0;
        while next < self.members.len() {
            let run = &*self;
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                while let Some(obj) = run.members.get(next) {
                    run.prefetch(next);
                    next += 1;
                    visit(*obj);
                }
            }));
            self.keep_panic(outcome.err());
        }
    }

    fn send_freed(&mut self, labels: Labels) {
        if self.figures.freed_objects > 0 {
            self.send(|run| Event::Freed {
                by_type: labels.counts(),
                objects: run.figures.freed_objects,
                bytes: run.figures.freed_bytes,
            });
        }
    }

    fn condemn(&mut self) {
        for (at, obj) in self.members.iter().enumerate() {
            self.prefetch(at);
            // Weak pointers made in finalizers end here too.
            crate::weak::detach(*obj);
            obj.clear_flag(IN_RUN);
            obj.set_slot(DEAD);
            // Cannot overflow: the count equals the internal edges, which fit a slot.
            obj.set_strong(obj.strong() + 1);
        }
    }

    /// Drops all values. A member's memory goes with the last count of it: the run's own, given up when its value is gone,
    /// or a pointer in a member whose value is dropped later (or a clone that a destructor made).
    fn drop_values(&mut self) {
        self.figures.freed_objects = self.members.len() as u64;
        let mut bytes = 0;
        self.visit_members(|obj| {
            let own = OwnCount(obj);
            // SAFETY: the value is alive, nobody outside refers to it, and it is marked dead; the run's count
            // keeps the memory.
            unsafe {
                bytes += block_bytes(obj);
                (obj.record().drop)(obj.value());
            }
            own.give_up();
            std::mem::forget(own);
        });
        self.figures.freed_bytes = bytes as u64;
    }
}

/// The run's count of a member whose value is being dropped.
struct OwnCount(Obj);

impl Drop for OwnCount {
    #[cold]
    fn drop(&mut self) {
        self.give_up();
    }
}

impl OwnCount {
    #[inline(always)]
    fn give_up(&self) {
        let left = self.0.strong() - 1;
        self.0.set_strong(left);
        if left == 0 {
            // SAFETY: the value is gone and no count is left.
            unsafe { crate::reclaim::give_back(self.0) };
        }
    }
}

impl Run<'_> {
    /// Asks for the header of a member that will be visited soon.
    #[inline(always)]
    fn prefetch(&self, at: usize) {
        const AHEAD: usize = 8;
        if let Some(obj) = self.members.get(at + AHEAD) {
            prefetch(obj.as_ptr());
        }
    }
}
