//! When collections happen. Mechanism is elsewhere: this file only counts and decides.
//!
//! Invariant: `budget` reaches 0 exactly when a collection is due, so that allocation tests one word. A run is due when
//! as many cyclic objects were allocated since the last one as the threshold says (or enough bytes), and there is a candidate
//! to start from; if there is none, the heap looks again after an eighth of the threshold. The threshold doubles when a run frees less than a tenth of what it visited, and halves when it frees
//! more than half. A full run is due when old candidates wait, and either the objects promoted since the last one, together with those allocated
//! since the last run (which a young run would promote, where most survive), exceed 16,000 plus a third of the objects that the last full run left,
//! or 100,000 plus four times the live objects were allocated: so its cost per allocation is bounded, dead objects that were promoted are a bounded
//! share of the heap, and old garbage is found even if nothing is promoted any more.
//!
//! While allocations are recorded, `budget` is always 0, so that every one takes the slow way, and `hidden` is what it would be.

use std::cell::Cell;

use crate::collect::{Kind, Trigger};
use crate::stats::Collection;

#[cfg(test)]
mod tests;

/// When a heap collects.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Policy {
    /// Inside allocation, when a collection is due.
    #[default]
    Automatic,
    /// Only when told; [`Heap::should_collect`](crate::Heap::should_collect) says when it would be good.
    Manual,
    /// At every allocation, for tests.
    Stress,
}

/// Part of the threshold after which a heap looks again that was due but had no candidates.
const RETRY: u32 = 8;
const FLOOR: u32 = 2048;
const CEILING: u32 = 1 << 17;
const BYTES: usize = 8 << 20;
const FULL_BYTES: usize = 32 << 20;
const PROMOTED: u64 = 16_000;
const OLD_WAIT: u64 = 100_000;

pub(crate) struct Control {
    /// Allocations of cyclic objects left until a collection is due.
    pub(crate) budget: Cell<u32>,
    /// Allocations are recorded; the budget meanwhile.
    recording: Cell<bool>,
    hidden: Cell<u32>,
    /// What `budget` was set to, and what was spent before that since the last run.
    armed: Cell<u32>,
    spent: Cell<u64>,
    bytes_due: Cell<bool>,
    pub(crate) policy: Cell<Policy>,
    pub(crate) threshold: Cell<u32>,
    fixed: Cell<bool>,
    /// Automatic runs are allowed.
    enabled: Cell<bool>,
    bytes_since_run: Cell<usize>,
    bytes_since_full: Cell<usize>,
    allocations_since_full: Cell<u64>,
    promoted_since_full: Cell<u64>,
    /// Objects that the last full run left.
    live_after_full: Cell<u64>,
    pub(crate) external: Cell<usize>,
    pub(crate) limit: Cell<Option<usize>>,
}

impl Control {
    pub(crate) fn new() -> Control {
        Control {
            budget: Cell::new(FLOOR),
            recording: Cell::new(false),
            hidden: Cell::new(0),
            armed: Cell::new(FLOOR),
            spent: Cell::new(0),
            bytes_due: Cell::new(false),
            policy: Cell::new(Policy::Automatic),
            threshold: Cell::new(FLOOR),
            fixed: Cell::new(false),
            enabled: Cell::new(true),
            bytes_since_run: Cell::new(0),
            bytes_since_full: Cell::new(0),
            allocations_since_full: Cell::new(0),
            promoted_since_full: Cell::new(0),
            live_after_full: Cell::new(0),
            external: Cell::new(0),
            limit: Cell::new(None),
        }
    }

    #[inline(always)]
    pub(crate) fn due(&self) -> bool {
        self.budget.get() == 0
    }

    /// Whether a collection is due, and not only the slow way taken.
    pub(crate) fn really_due(&self) -> bool {
        if self.recording.get() { self.hidden.get() == 0 } else { self.due() }
    }

    pub(crate) fn is_recording(&self) -> bool {
        self.recording.get()
    }

    pub(crate) fn set_recording(&self, recording: bool) {
        let left = if self.recording.get() { self.hidden.get() } else { self.budget.get() };
        self.settle();
        self.recording.set(recording);
        self.arm(left);
    }

    /// Counts an allocation that took the slow way.
    pub(crate) fn spend_slowly(&self, cost: u32) {
        if !self.recording.get() {
            self.budget.set(self.budget.get().saturating_sub(cost));
        } else if self.hidden.get() > 0 {
            self.hidden.set(self.hidden.get() - cost);
            self.spent.set(self.spent.get() + u64::from(cost));
        }
    }

    /// Which collection to run now that the budget is spent, or `None` if there is nothing to look at.
    pub(crate) fn choose(&self, young: usize, old: usize, live: impl Fn() -> u64) -> Option<(Kind, Trigger)> {
        self.settle();
        if !self.enabled.get() {
            self.arm(0);
            return None;
        }
        if self.policy.get() == Policy::Stress {
            self.arm(0);
            return (young + old > 0).then_some((Kind::Full, Trigger::Stress));
        }
        let trigger = if self.bytes_due.get() { Trigger::Bytes } else { Trigger::Allocations };
        if young + old > 0 && self.full_due(old, live()) {
            return Some((Kind::Full, trigger));
        }
        if young > 0 {
            return Some((Kind::Young, trigger));
        }
        // Look again soon, but not at the next allocation: candidates come and go.
        self.arm((self.threshold.get() / RETRY).max(1));
        None
    }

    fn full_due(&self, old: usize, live: u64) -> bool {
        let waited = self.allocations_since_full.get() + self.spent.get();
        let promoted = self.promoted_since_full.get() + self.spent.get();
        let grown = promoted > PROMOTED + self.live_after_full.get() / 3;
        let forgotten = waited > OLD_WAIT + 4 * live;
        old > 0 && (grown || forgotten || self.bytes_since_full.get() > FULL_BYTES + self.external.get())
    }

    /// Takes note of a finished run and starts counting to the next. `complete`: it left no garbage cycle among the `live` objects.
    pub(crate) fn ran(&self, complete: bool, figures: &Collection, promoted: u64, live: u64) {
        let Collection { trigger, visited, garbage, .. } = *figures;
        self.settle();
        if complete {
            self.live_after_full.set(live);
            self.allocations_since_full.set(0);
            self.promoted_since_full.set(0);
            self.bytes_since_full.set(0);
        } else {
            self.allocations_since_full.set(self.allocations_since_full.get() + self.spent.get());
            self.promoted_since_full.set(self.promoted_since_full.get() + promoted);
        }
        self.spent.set(0);
        self.bytes_since_run.set(0);
        self.bytes_due.set(false);
        if matches!(trigger, Trigger::Allocations | Trigger::Bytes) {
            self.adapt(visited, garbage);
        }
        self.arm(if self.policy.get() == Policy::Stress { 0 } else { self.threshold.get() });
    }

    fn adapt(&self, visited: u64, garbage: u64) {
        if self.fixed.get() {
            return;
        }
        let threshold = self.threshold.get();
        // A run that visited little cost little, whatever it freed.
        if garbage * 10 < visited && visited * 4 > u64::from(threshold) {
            self.threshold.set((threshold * 2).min(CEILING));
        } else if garbage * 2 > visited {
            self.threshold.set((threshold / 2).max(FLOOR));
        }
    }

    pub(crate) fn set_policy(&self, policy: Policy) {
        self.policy.set(policy);
        self.restart();
    }

    pub(crate) fn set_enabled(&self, enabled: bool) {
        self.enabled.set(enabled);
        self.restart();
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.enabled.get()
    }

    pub(crate) fn set_threshold(&self, n: u32) {
        self.fixed.set(true);
        self.threshold.set(n.max(1));
        self.restart();
    }

    pub(crate) fn set_adaptive(&self) {
        self.fixed.set(false);
        self.threshold.set(FLOOR);
        self.restart();
    }

    /// Recomputes the budget after a change of policy or threshold.
    fn restart(&self) {
        self.settle();
        let left = u64::from(self.threshold.get()).saturating_sub(self.spent.get());
        let stress = self.policy.get() == Policy::Stress;
        self.arm(if stress || self.bytes_due.get() { 0 } else { left as u32 });
    }

    /// Buffers of objects grew.
    pub(crate) fn external_grew(&self, bytes: usize) {
        self.external.set(self.external.get().saturating_add(bytes));
        self.bytes_grew(bytes);
    }

    /// Buffers went. What went again without a collection is no reason for one.
    #[inline]
    pub(crate) fn external_shrank(&self, bytes: usize) {
        self.external.set(self.external.get().saturating_sub(bytes));
        self.bytes_since_run.set(self.bytes_since_run.get().saturating_sub(bytes));
        self.bytes_since_full.set(self.bytes_since_full.get().saturating_sub(bytes));
    }

    /// Makes a collection due now.
    pub(crate) fn press(&self) {
        self.settle();
        self.arm(0);
    }

    /// Large objects or external memory grew.
    pub(crate) fn bytes_grew(&self, bytes: usize) {
        let since = self.bytes_since_run.get().saturating_add(bytes);
        self.bytes_since_run.set(since);
        self.bytes_since_full.set(self.bytes_since_full.get().saturating_add(bytes));
        if since > BYTES && !self.bytes_due.get() {
            self.bytes_due.set(true);
            self.settle();
            self.arm(0);
        }
    }

    /// Moves what was spent of the budget to `spent`.
    fn settle(&self) {
        self.spent.set(self.spent.get() + u64::from(self.armed.get() - self.budget.get()));
        self.armed.set(self.budget.get());
    }

    /// Starts counting down. While automatic runs are switched off the count never ends.
    fn arm(&self, budget: u32) {
        let mut budget = if self.enabled.get() { budget } else { u32::MAX };
        if self.recording.get() {
            self.hidden.set(budget);
            budget = 0;
        }
        self.armed.set(budget);
        self.budget.set(budget);
    }
}
