//! Finalizers, and the second look at the garbage after them.
//!
//! Invariant: every member holds one count of the run's own, so nothing dies under the user code that runs here. Labels are
//! user code too, so the second look comes after them, and no user code sees the garbage between it and the
//! moment when the garbage says `DEAD`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Run;
use super::verdict::{leave, rescue_reached};
use crate::core::Phase;
use crate::garbage::Garbage;
use crate::header::{FINALIZED, IN_RUN, MAX_SLOT, Obj};
use crate::labels::Labels;
use crate::record::{awaits_finalizer, trace_object};
use crate::tracer::{Mode, Tracer};

/// What observers are told of the garbage.
#[derive(Default)]
pub(super) struct Found {
    /// Labels, by index.
    pub(super) labels: Labels,
    /// A copy of its graph, if somebody wants to see it.
    pub(super) garbage: Option<Garbage>,
}

impl Run<'_> {
    /// Calls finalizers (and describes the garbage, if somebody observes) and keeps what they brought back.
    pub(super) fn finalize(&mut self) -> Found {
        // SAFETY: members are alive until the garbage is dropped.
        let pending = |obj: &Obj| unsafe { awaits_finalizer(*obj) };
        let observed = self.heap.observers.want_objects();
        if !observed && !self.members.iter().any(pending) {
            return Found::default();
        }
        self.call_finalizers(pending);
        let mut found = Found::default();
        if observed {
            found.labels = self.labels();
        }
        if self.heap.observers.want_garbage() {
            found.garbage = Some(self.copy_garbage(&found.labels));
        }
        self.look_again(&mut found, observed);
        found
    }

    fn call_finalizers(&mut self, pending: impl Fn(&Obj) -> bool) {
        for index in 0..self.members.len() {
            let obj = self.members[index];
            if pending(&obj) {
                obj.set_flag(FINALIZED);
                self.figures.finalized += 1;
                let hook = obj.record().vtable.finalize;
                // SAFETY: the value is alive, and the run's count keeps it so.
                let outcome = catch_unwind(AssertUnwindSafe(|| unsafe { hook(obj.value()) }));
                self.keep_panic(outcome.err());
            }
        }
    }

    fn labels(&mut self) -> Labels {
        let mut labels = Labels::default();
        for index in 0..self.members.len() {
            // SAFETY: as for finalizers.
            let panic = unsafe { labels.push(self.members[index]) };
            self.keep_panic(panic);
        }
        labels
    }

    fn copy_garbage(&mut self, labels: &Labels) -> Garbage {
        let mut garbage = Garbage::of(&self.members, labels);
        for index in 0..self.members.len() {
            let obj = self.members[index];
            let outcome = catch_unwind(AssertUnwindSafe(|| crate::snapshot::edges(self.heap, obj)));
            match outcome {
                Ok(edges) => garbage.push_edges(index, edges),
                Err(panic) => self.keep_panic(Some(panic)),
            }
        }
        garbage.seal();
        garbage
    }

    /// Counts edges inside the set anew: what has counts from elsewhere, and what it reaches, lives on.
    fn look_again(&mut self, found: &mut Found, observed: bool) {
        self.heap.phase.set(Phase::Marking);
        let outcome = catch_unwind(AssertUnwindSafe(|| self.recount()));
        self.heap.phase.set(Phase::Busy);
        if outcome.is_err() || self.has_deferred() {
            // A hook failed: keep everything, for the next run to look at.
            self.members.iter().for_each(|obj| leave(*obj));
        }
        self.keep_panic(outcome.err());
        if observed {
            found.labels.retain(|index| self.members[index].has(IN_RUN));
        }
        if let Some(garbage) = &mut found.garbage {
            garbage.retain(|index| self.members[index].has(IN_RUN));
        }
        self.resurrected = self.members.extract_if(.., |obj| !obj.has(IN_RUN)).collect();
        self.figures.resurrected = self.resurrected.len() as u64;
    }

    fn recount(&mut self) {
        for obj in &self.members {
            obj.set_slot(1);
        }
        let mut unused = Vec::new();
        let mut tracer = Tracer::new(self.heap, Mode::Recount, &mut unused);
        for obj in &self.members {
            // SAFETY: members are alive.
            unsafe { trace_object(*obj, &mut tracer) };
        }
        tracer.drain();
        let mut live = Vec::new();
        for obj in &self.members {
            // slot is edges + 1, the count is edges + the run's own.
            if obj.slot() != obj.strong() || obj.slot() >= MAX_SLOT {
                live.push(*obj);
            }
        }
        live.iter().for_each(|obj| leave(*obj));
        rescue_reached(self.heap, &mut live, self.members.len());
    }
}
