//! MarkRoots: the closure over the candidates, and the count of edges inside it.
//!
//! Invariant: a member is flagged `IN_RUN` and listed exactly once; its `slot` is the number of edges seen from members,
//! plus one.

use super::{Kind, Run};
use crate::header::{HAS_WEAK, IN_RUN};
use crate::tracer::{Mode, Tracer};

impl Run<'_> {
    /// So many edges that lead out of the run are written down: enough for most garbage, and little beside a large live heap.
    pub(super) fn room(&self) -> usize {
        const FEW: usize = 1 << 12;
        FEW + 2 * self.candidates
    }

    /// Says whether every member's count is accounted for by edges from members: then all of it is garbage.
    pub(super) fn mark(&mut self) -> bool {
        for obj in &self.members {
            obj.set_flag(IN_RUN);
            obj.set_slot(1);
        }
        let mode = Mode::Mark { prune: self.figures.kind == Kind::Young };
        let room = self.room();
        let mut tracer = Tracer::new(self.heap, mode, &mut self.members);
        tracer.room = room;
        let mut next = 0;
        let (mut rest, mut weak) = (0, false);
        loop {
            while let Some(obj) = tracer.list.get(next).copied() {
                next += 1;
                let record = obj.record();
                weak |= obj.has(HAS_WEAK);
                rest |= record.rest;
                // SAFETY: members are alive: candidates leave their buffer when they die, and edges are counted. The
                // record describes the object's type.
                unsafe { (record.trace)(obj.value(), &mut tracer) };
            }
            tracer.drain();
            if next == tracer.list.len() {
                break;
            }
        }
        let (edges, pruned, closed) = (tracer.edges, tracer.pruned, tracer.closed);
        self.rest = rest;
        self.complete = tracer.outside == 0;
        self.weak = weak;
        self.awaited = tracer.awaited;
        self.leaving = std::mem::take(&mut tracer.leaving);
        self.figures.edges = edges;
        self.figures.pruned = pruned;
        self.figures.visited = self.members.len() as u64;
        closed == self.members.len()
    }
}
