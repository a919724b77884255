//! Figures: [`Collection`] of one run and [`Stats`] over a heap's life. Plain data, the same for the same program.

use std::cell::Cell;

use crate::collect::{Kind, Trigger};

/// The figures of one collection. All zero for a call inside a running collection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Collection {
    /// Young or full.
    pub kind: Kind,
    /// Why it ran.
    pub trigger: Trigger,
    /// Objects it started from.
    pub candidates: u64,
    /// Objects it looked at.
    pub visited: u64,
    /// Edges it counted.
    pub edges: u64,
    /// Objects found unreachable.
    pub garbage: u64,
    /// Objects found live.
    pub live: u64,
    /// Edges to old objects that were not followed.
    pub pruned: u64,
    /// Candidates that wait for the next full run.
    pub kept: u64,
    /// Finalizers called.
    pub finalized: u64,
    /// Objects that finalizers brought back.
    pub resurrected: u64,
    /// Cyclic garbage objects destroyed; not those that died by counting on the way.
    pub freed_objects: u64,
    /// Their bytes, headers included.
    pub freed_bytes: u64,
    /// Threshold before the run.
    pub threshold_before: u32,
    /// Threshold after it.
    pub threshold_after: u32,
}

impl Collection {
    pub(crate) fn empty(kind: Kind, trigger: Trigger) -> Collection {
        Collection {
            kind,
            trigger,
            candidates: 0,
            visited: 0,
            edges: 0,
            garbage: 0,
            live: 0,
            pruned: 0,
            kept: 0,
            finalized: 0,
            resurrected: 0,
            freed_objects: 0,
            freed_bytes: 0,
            threshold_before: 0,
            threshold_after: 0,
        }
    }
}

/// Totals of a heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Stats {
    /// Objects whose memory is in use.
    pub live: u64,
    /// Objects ever allocated.
    pub allocated: u64,
    /// Objects whose memory was given back.
    pub freed: u64,
    /// Bytes of live objects, headers included.
    pub bytes: usize,
    /// Bytes reported with `adjust_external`.
    pub external_bytes: usize,
    /// Young collections.
    pub collections_young: u64,
    /// Full collections.
    pub collections_full: u64,
    /// Objects destroyed as part of cycles.
    pub cycle_freed: u64,
    /// Finalizers called, in collections or by count.
    pub finalized: u64,
    /// Objects brought back by finalizers in collections.
    pub resurrected: u64,
    /// Registered candidates.
    pub candidates: usize,
    /// The present threshold.
    pub threshold: u32,
}

/// Totals of a heap for one type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct TypeStats {
    /// Objects ever allocated.
    pub allocated: u64,
    /// Objects whose memory was given back.
    pub freed: u64,
}

/// The counters behind [`Stats`] that are not found in records.
#[derive(Default)]
pub(crate) struct Totals {
    young: Cell<u64>,
    full: Cell<u64>,
    cycle_freed: Cell<u64>,
    pub(crate) finalized: Cell<u64>,
    resurrected: Cell<u64>,
}

impl Totals {
    pub(crate) fn add(&self, run: &Collection) {
        let count = if run.kind == Kind::Full { &self.full } else { &self.young };
        count.set(count.get() + 1);
        self.cycle_freed.set(self.cycle_freed.get() + run.freed_objects);
        self.finalized.set(self.finalized.get() + run.finalized);
        self.resurrected.set(self.resurrected.get() + run.resurrected);
    }

    pub(crate) fn stats(&self) -> Stats {
        Stats {
            collections_young: self.young.get(),
            collections_full: self.full.get(),
            cycle_freed: self.cycle_freed.get(),
            finalized: self.finalized.get(),
            resurrected: self.resurrected.get(),
            ..Stats::default()
        }
    }
}
