//! Limits on what a script may use, and the safe points where they are enforced.
//!
//! Invariant: `countdown` counts back-edges and calls down to the next poll. Fuel, deadline and interrupt are looked at there, so the
//! hot path pays for one decrement and one test, and by what takes long in one step (`oxbow_value::work`). Collections happen after the instructions that allocate (and at polls in stress mode): at these
//! points every live value is in a register, a variable or a container.

use super::Vm;
use super::frame::FrameKind;
use super::window::Window;
use oxbow_cc::Policy;
use oxbow_value::{Raise, Result, Value, work};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Back-edges and calls between two polls.
const SLICE: u32 = 1024;
/// The same while a deadline is set, so that slow native functions are not counted in thousands.
const SLICE_WITH_DEADLINE: u32 = 128;

/// Bytes beyond the memory limit that a script may use while it handles the error.
const GRACE: usize = 256 << 10;

/// What each evaluation may use: counted from the outermost call of the host to its return.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Budget {
    /// Back-edges and calls.
    pub(crate) fuel: Option<u64>,
    /// Time.
    pub(crate) time: Option<Duration>,
    /// Bytes written.
    pub(crate) output: Option<u64>,
}

/// What a script may use.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Greatest number of frames; one more call raises `Call stack depth exceeded`.
    pub(crate) max_depth: usize,
    /// Greatest number of registers of all frames together; raises like `max_depth`.
    pub(crate) max_registers: usize,
    /// What each evaluation begins with.
    pub(crate) budget: Budget,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_depth: 20_000, max_registers: 4 << 20, budget: Budget::default() }
    }
}

impl Vm {
    /// Counts one back-edge or call; polls when the slice is used up.
    #[inline(always)]
    pub(super) fn count(&mut self) -> Result<()> {
        self.countdown = self.countdown.wrapping_sub(1);
        if self.countdown == 0 { self.poll() } else { Ok(()) }
    }

    /// Starts the next slice after looking at fuel, deadline and interrupt.
    #[cold]
    #[inline(never)]
    fn poll(&mut self) -> Result<()> {
        let work = &self.ctx.work;
        let stop = work.reason_to_stop();
        let stress = matches!(self.ctx.heap.policy(), Policy::Stress);
        let mut slice = match (stress, work.deadline.get().is_some()) {
            (true, _) => 1,
            (false, true) => SLICE_WITH_DEADLINE,
            (false, false) => SLICE,
        };
        if let Some(fuel) = work.fuel.get() {
            slice = slice.min(u32::try_from(fuel).unwrap_or(slice)).max(1);
            work.fuel.set(Some(fuel.saturating_sub(u64::from(slice))));
        }
        self.countdown = slice;
        if let Some(reason) = stop {
            // Whoever swallows the error on the way is stopped at its next step.
            self.countdown = 1;
            return Err(Raise::limit(reason));
        }
        if stress || self.ctx.heap.over_limit() { self.collect() } else { Ok(()) }
    }

    /// Begins the counting for an evaluation: the first back-edge or call polls if there is anything to look at.
    #[inline]
    pub(super) fn begin(&mut self) {
        self.roots.sweep_thrown();
        let Budget { fuel, time, output } = self.limits.budget;
        let work = &self.ctx.work;
        if fuel.is_some() {
            work.fuel.set(fuel);
        }
        if let Some(time) = time {
            work.deadline.set(Instant::now().checked_add(time));
        }
        work.grace.set(0);
        work.active.set(true);
        self.outer = work::enter(work);
        self.ctx.output_left = output;
        let limited = work.is_limited() || !matches!(self.ctx.heap.policy(), Policy::Manual);
        self.countdown = if limited || self.ctx.heap.over_limit() { 1 } else { SLICE };
    }

    /// Ends it: gives back what is left of the slice, and takes note of an interrupt that was obeyed.
    pub(super) fn end(&mut self, stopped: bool) {
        let work = &self.ctx.work;
        if let Some(fuel) = work.fuel.get() {
            work.fuel.set(Some(fuel + u64::from(self.countdown.saturating_sub(1))));
        }
        self.countdown = 1;
        work.active.set(false);
        if stopped && let Some(flag) = &*work.interrupt.borrow() {
            flag.store(false, Ordering::Relaxed);
        }
        // An engine whose host function ran this one is at work again.
        if let Some(outer) = self.outer.take() {
            drop(work::enter(&outer));
        }
    }

    /// Behind an instruction that may have allocated: collects if one is due.
    #[inline(always)]
    pub(super) fn after_allocation(&mut self, w: Window) -> Result<()> {
        if self.ctx.heap.should_collect() { self.allocated(w) } else { Ok(()) }
    }

    /// Notes where new objects were made, if that is wanted, and collects.
    #[cold]
    #[inline(never)]
    fn allocated(&mut self, w: Window) -> Result<()> {
        if let Some(sites) = &self.sites {
            sites.note(&self.ctx.heap, &w, &self.frames);
        }
        self.collect()
    }

    /// A collection that is due, then the check of the memory limit.
    #[cold]
    #[inline(never)]
    fn collect(&mut self) -> Result<()> {
        self.ctx.heap.collect_if_due();
        if self.ctx.heap.over_limit() { self.make_room() } else { Ok(()) }
    }

    /// Beyond the memory limit: collects everything, and raises if that is not enough. The script may then use a little more, so that
    /// it can handle the error, before it meets the next.
    #[cold]
    fn make_room(&mut self) -> Result<()> {
        let heap = &self.ctx.heap;
        let Some(limit) = heap.limit() else { return Ok(()) };
        if heap.footprint() <= limit + self.ctx.work.grace.get() {
            return Ok(());
        }
        heap.collect();
        heap.recount_external();
        if !heap.over_limit() {
            self.ctx.work.grace.set(0);
            return Ok(());
        }
        if heap.footprint() <= limit + self.ctx.work.grace.get() {
            return Ok(());
        }
        self.ctx.work.grace.set(heap.footprint() - limit + GRACE.min(limit / 8));
        // A handler that takes all it can get again must not get past the other limits.
        self.countdown = 1;
        Err(Raise::memory("memory limit reached"))
    }

    /// At a safe point with dead instances waiting: interrupts the running frame with the `drop` method of the first, if it may run here (true). The
    /// interrupted instruction runs again afterwards, and so comes to the next. While one `drop` runs, others wait.
    #[cold]
    #[inline(never)]
    pub(super) fn finalize_next(&mut self, w: Window) -> Result<bool> {
        let start = self.park(w);
        if self.finalizing || self.room_for(start + 1).is_err() {
            return Ok(false);
        }
        while !self.ctx.finalizers.is_empty() {
            self.count()?;
            let Some(instance) = self.ctx.finalizers.pop() else { break };
            let Some(Value::Closure(method)) = instance.ty.method_str("drop") else { continue };
            self.registers.slice_mut(start, 1)[0] = Value::Instance(instance);
            let ready = self.prepare(&method, start, 1, 0);
            if ready.is_ok() && !method.code.is_generator {
                if let Some(frame) = self.frames.last_mut() {
                    frame.pc -= 1;
                }
                self.push_frame(method, start, 1, 0, FrameKind::Finalizer)?;
                self.finalizing = true;
                self.ctx.finalizers.count_run();
                return Ok(true);
            }
            self.registers.slice_mut(start, 1)[0] = Value::Unset;
            if let Err(raise) = ready {
                self.report_ignored(&raise.message);
            }
        }
        Ok(false)
    }
}
