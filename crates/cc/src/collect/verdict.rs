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
    /// ScanBlack from every member with counts from outside. What these and all that they reach own is taken off again from what was counted
    /// and noted while marking, so that their slots say how many edges lead to them from garbage, plus one.
    pub(super) fn rescue(&mut self) {
        let mut live = Vec::new();
        for obj in &self.members {
            if obj.slot() - 1 != obj.strong() {
                obj.clear_flag(IN_RUN);
                live.push(*obj);
            }
        }
        let prune = self.figures.kind == Kind::Young;
        let mut tracer = Tracer::new(self.heap, Mode::Subtract { prune }, &mut live);
        tracer.room = if self.complete { self.room() } else { 0 };
        follow(&mut tracer, self.members.len());
        self.complete &= tracer.outside == 0;
        self.staying = std::mem::take(&mut tracer.leaving);
    }

    /// Splits the members: garbage stays, survivors are promoted and, where a run may have missed something, registered.
    pub(super) fn settle(&mut self) {
        if self.all_closed {
            self.figures.garbage = self.figures.visited;
            return;
        }
        self.rest = 0;
        let inexact = self.figures.kind == Kind::Young && self.figures.pruned > 0;
        let mut garbage = 0;
        for index in 0..self.members.len() {
            let obj = self.members[index];
            if obj.has(IN_RUN) {
                self.rest |= obj.record().rest;
                self.members[garbage] = obj;
                garbage += 1;
                continue;
            }
            let from_garbage = obj.slot().saturating_sub(1);
            if from_garbage > 0 {
                self.leaving.push((obj, from_garbage));
            }
            obj.set_slot(0);
            if !obj.has(OLD) {
                obj.set_flag(OLD);
                self.promoted += 1;
            }
            // A full run is exact. A young one that met old objects may have taken counts held by a cycle through them for
            // counts from outside, so what it started from waits for the next full run. (If it met none, a cycle that
            // holds a survivor from outside has candidates of its own.)
            if inexact && index < self.candidates {
                self.heap.candidates.register(obj);
                self.figures.kept += 1;
            }
        }
        self.members.truncate(garbage);
        self.figures.garbage = garbage as u64;
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
    follow(&mut Tracer::new(heap, Mode::Rescue, live), members);
}

/// Traces the objects of the tracer's list, which it adds to, until all members are on it or nothing is left.
fn follow(tracer: &mut Tracer<'_>, members: usize) {
    let mut next = 0;
    loop {
        while let Some(obj) = tracer.list.get(next).copied() {
            if tracer.list.len() == members {
                return;
            }
            next += 1;
            // SAFETY: members are alive.
            unsafe { trace_object(obj, tracer) };
        }
        tracer.drain();
        if next == tracer.list.len() {
            break;
        }
    }
}
