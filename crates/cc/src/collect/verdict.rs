//! ScanRoots: members that somebody outside holds, and all they reach, are live.
//!
//! Invariant: after `rescue`, exactly the garbage is flagged `IN_RUN`. Ages and buffers change only in `settle`, when
//! no hook can fail any more.

use super::{Kind, Run};
use crate::core::HeapCore;
use crate::header::{IN_RUN, OLD, Obj};
use crate::record::trace_object;
use crate::tracer::{Mode, Tracer};

impl Run<'_> {
    /// ScanBlack from every member with counts from outside.
    pub(super) fn rescue(&mut self) {
        let mut live = Vec::new();
        for obj in &self.members {
            if obj.slot() - 1 != obj.strong() {
                leave(*obj);
                live.push(*obj);
            }
        }
        rescue_reached(self.heap, &mut live, self.members.len());
    }

    /// Splits the members: garbage stays, survivors are promoted and, where a run may have missed something, registered.
    pub(super) fn settle(&mut self) {
        if self.all_closed {
            self.figures.garbage = self.figures.visited;
            return;
        }
        let inexact = self.figures.kind == Kind::Young && self.figures.pruned > 0;
        let (heap, candidates) = (self.heap, self.candidates);
        let mut index = 0;
        let (mut promoted, mut kept) = (0, 0);
        self.members.retain(|obj| {
            index += 1;
            if obj.has(IN_RUN) {
                return true;
            }
            if !obj.has(OLD) {
                obj.set_flag(OLD);
                promoted += 1;
            }
            // A full run is exact. A young one that met old objects may have taken counts held by a cycle through them for
            // counts from outside, so what it started from waits for the next full run. (If it met none, a cycle that
            // holds a survivor from outside has candidates of its own.)
            if inexact && index <= candidates {
                heap.candidates.register(*obj);
                kept += 1;
            }
            false
        });
        self.promoted = promoted;
        self.figures.kept = kept;
        self.figures.garbage = self.members.len() as u64;
        self.figures.live = self.figures.visited - self.figures.garbage;
    }
}

/// Takes a member out of the run.
pub(super) fn leave(obj: Obj) {
    obj.clear_flag(IN_RUN);
    obj.set_slot(0);
}

/// Takes everything that `live` reaches out of the run. The list grows by what was found, at most to the number of members.
pub(super) fn rescue_reached(heap: &HeapCore, live: &mut Vec<Obj>, members: usize) {
    let mut tracer = Tracer::new(heap, Mode::Rescue, live);
    let mut next = 0;
    loop {
        while let Some(obj) = tracer.list.get(next).copied() {
            if tracer.list.len() == members {
                return;
            }
            next += 1;
            // SAFETY: members are alive.
            unsafe { trace_object(obj, &mut tracer) };
        }
        tracer.drain();
        if next == tracer.list.len() {
            break;
        }
    }
}
