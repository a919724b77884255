//! [`Heap`]: the handle. What it stands for is in `core`.

use std::any::TypeId;
use std::fmt;
use std::ptr::NonNull;

use crate::cc::Cc;
use crate::collect::{self, Kind, Trigger};
use crate::core::{HeapCore, Phase};
use crate::current::with_current;
use crate::event::{Observer, ObserverId};
use crate::policy::Policy;
use crate::stats::{Collection, Stats, TypeStats};
use crate::trace::Trace;
use crate::weak::Weak;

/// A heap: objects, candidates, counters, limits and policy. Cloning gives another handle to the same heap.
///
/// Dropping the last handle collects; objects that are still held stay valid, in a heap that collects on its own
/// whenever one of its counts drops to non-zero (each such collection costs what the candidates reach) and that is
/// freed with its last object. Edges between objects of different heaps are never followed: a cycle across
/// heaps leaks.
pub struct Heap {
    core: NonNull<HeapCore>,
}

/// A value that could not be allocated because of the heap's limit, or because memory is exhausted.
pub struct AllocError<T>(pub T);

impl<T> fmt::Debug for AllocError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AllocError(..)")
    }
}

impl<T> fmt::Display for AllocError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the heap's memory limit is reached")
    }
}

impl<T> std::error::Error for AllocError<T> {}

impl Heap {
    /// A new, empty heap with automatic collection.
    #[must_use]
    pub fn new() -> Heap {
        Heap { core: HeapCore::create(1) }
    }

    /// A handle to the default heap of this thread, the one `Cc::new` uses.
    #[must_use]
    pub fn current() -> Heap {
        with_current(Heap::of)
    }

    pub(crate) fn of(core: &HeapCore) -> Heap {
        core.handles.set(core.handles.get() + 1);
        Heap { core: core.this() }
    }

    #[inline(always)]
    pub(crate) fn core(&self) -> &HeapCore {
        // SAFETY: a core lives while it has handles, and this is one.
        unsafe { self.core.as_ref() }
    }

    /// Allocates an object in this heap. May collect first, as the policy says.
    #[inline]
    pub fn alloc<T: Trace>(&self, value: T) -> Cc<T> {
        self.core().alloc(value)
    }

    /// As [`alloc`](Heap::alloc), but when the heap would grow beyond its limit, collects, and if that does not help
    /// gives the value back.
    ///
    /// # Errors
    /// The limit is reached, or memory is exhausted.
    #[inline]
    pub fn try_alloc<T: Trace>(&self, value: T) -> Result<Cc<T>, AllocError<T>> {
        self.core().try_alloc(value)
    }

    /// Allocates an object that knows a weak pointer to itself, which upgrades once `build` has returned.
    pub fn alloc_cyclic<T: Trace>(&self, build: impl FnOnce(&Weak<T>) -> T) -> Cc<T> {
        self.core().alloc_cyclic(build)
    }

    /// Collects all garbage cycles. Does nothing inside a running collection.
    ///
    /// # Panics
    /// Passes on the first panic of a hook, finalizer, destructor or observer, after the work that can be done is done.
    pub fn collect(&self) -> Collection {
        collect::run(self.core(), Kind::Full, Trigger::Explicit)
    }

    /// Collects garbage among objects that no run has proved live before. Panics as [`collect`](Heap::collect).
    pub fn collect_young(&self) -> Collection {
        collect::run(self.core(), Kind::Young, Trigger::Explicit)
    }

    /// Runs the collection that is due, if one is: what automatic policy does inside allocation. For interpreters under
    /// [`Policy::Manual`], at their safe points.
    pub fn collect_if_due(&self) -> Option<Collection> {
        self.core().control.due().then(|| self.core().collect_due())?
    }

    /// Totals since the heap was made. Costs time proportional to the number of types in use.
    pub fn stats(&self) -> Stats {
        self.core().stats()
    }

    /// Totals for the objects of one type. Costs the same.
    pub fn stats_of<T: 'static>(&self) -> TypeStats {
        self.core().stats_of(TypeId::of::<T>())
    }

    /// When collections happen.
    pub fn policy(&self) -> Policy {
        self.core().control.policy.get()
    }

    /// Changes when collections happen.
    pub fn set_policy(&self, policy: Policy) {
        self.core().control.set_policy(policy);
    }

    /// Allocations of cyclic objects between two automatic collections, at present.
    pub fn threshold(&self) -> u32 {
        self.core().control.threshold.get()
    }

    /// Fixes the threshold: a collection is due before the allocation that would be number `n + 1` since the last run.
    /// 0 is taken as 1.
    pub fn set_threshold(&self, n: u32) {
        self.core().control.set_threshold(n);
    }

    /// Lets the heap adapt the threshold again, from its initial value.
    pub fn set_threshold_adaptive(&self) {
        self.core().control.set_adaptive();
    }

    /// Switches automatic collections on or off (they are on at first). Explicit ones always run.
    pub fn set_enabled(&self, enabled: bool) {
        self.core().control.set_enabled(enabled);
    }

    /// Whether automatic collections are on.
    pub fn is_enabled(&self) -> bool {
        self.core().control.is_enabled()
    }

    /// Whether a collection is due: what an interpreter polls under [`Policy::Manual`].
    #[inline]
    pub fn should_collect(&self) -> bool {
        self.core().control.due()
    }

    /// Whether a collection is running (its finalizers, destructors or observers are calling).
    pub fn is_collecting(&self) -> bool {
        self.core().phase.get() != Phase::Idle
    }

    /// Objects registered for the next collections.
    pub fn candidates(&self) -> usize {
        self.core().candidates.len(false) + self.core().candidates.len(true)
    }

    /// Bytes of all objects, headers included, and external memory. Costs time proportional to the number of types.
    pub fn bytes(&self) -> usize {
        self.core().bytes()
    }

    /// Bytes taken from the system for objects (whole pages), and external memory: what the limit is compared with.
    #[inline]
    pub fn footprint(&self) -> usize {
        self.core().footprint()
    }

    /// Limits the footprint. `alloc` may go beyond it; `try_alloc` does not.
    pub fn set_limit(&self, bytes: Option<usize>) {
        self.core().control.limit.set(bytes);
    }

    /// The limit in bytes.
    pub fn limit(&self) -> Option<usize> {
        self.core().control.limit.get()
    }

    /// Whether the footprint exceeds the limit.
    #[inline]
    pub fn over_limit(&self) -> bool {
        self.core().control.limit.get().is_some_and(|limit| self.footprint() > limit)
    }

    /// Accounts memory outside the heap that objects own: positive when it grows, negative when it shrinks. Growth counts
    /// towards the next collection and the limit.
    pub fn adjust_external(&self, delta: isize) {
        match usize::try_from(delta) {
            Ok(growth) => self.core().external_grew(growth),
            Err(_) => self.core().control.external_shrank(delta.unsigned_abs()),
        }
    }

    /// Counts the buffers of all objects anew, in case some changed without notice. Costs a walk over the whole heap.
    pub fn recount_external(&self) {
        self.core().recount_external();
    }

    /// Switches on or off that the addresses of new objects (of types that can be part of a cycle) are recorded. Allocation is slower meanwhile,
    /// and [`should_collect`](Heap::should_collect) always says yes, so that an interpreter comes to its safe point, and to
    /// [`take_recorded`](Heap::take_recorded), at once; collections run as they would.
    pub fn record_allocations(&self, on: bool) {
        self.core().control.set_recording(on);
        if !on {
            self.core().recorded.take();
        }
    }

    /// Addresses (as in [`Cc::as_ptr`]) of what was allocated with [`alloc`](Heap::alloc) since the last call, in order. Some may have died.
    pub fn take_recorded(&self) -> Vec<usize> {
        self.core().recorded.take()
    }

    /// Addresses of all live objects. Costs a walk over the heap.
    pub fn addresses(&self) -> Vec<usize> {
        self.core().objects().iter().map(|obj| obj.value().addr().get()).collect()
    }

    /// Sends the events of all further collections to an observer.
    pub fn observe(&self, observer: Box<dyn Observer>) -> ObserverId {
        self.core().observers.add(observer)
    }

    /// Takes an observer away; `None` if it is unknown, or is running right now.
    pub fn unobserve(&self, id: ObserverId) -> Option<Box<dyn Observer>> {
        self.core().observers.remove(id)
    }

    /// The graph of all live objects.
    pub fn snapshot(&self) -> crate::snapshot::Snapshot {
        crate::snapshot::take(self.core())
    }

    /// Audits counts against edges and buffers against slots. Costs a walk over the whole heap.
    ///
    /// # Errors
    /// Says what is inconsistent: a bug in this crate, or in an implementation of [`Trace`].
    pub fn verify(&self) -> Result<(), String> {
        crate::verify::verify(self.core())
    }
}

impl Default for Heap {
    fn default() -> Heap {
        Heap::new()
    }
}

impl Clone for Heap {
    fn clone(&self) -> Heap {
        Heap::of(self.core())
    }
}

impl PartialEq for Heap {
    fn eq(&self, other: &Heap) -> bool {
        self.core == other.core
    }
}

impl Eq for Heap {}

impl fmt::Debug for Heap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Heap").field("policy", &self.policy()).field("stats", &self.stats()).finish()
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        // SAFETY: one handle is given up, the one that is dropped.
        unsafe { HeapCore::drop_handle(self.core) };
    }
}

/// Collects all garbage cycles of this thread's default heap.
pub fn collect() -> Collection {
    Heap::current().collect()
}
