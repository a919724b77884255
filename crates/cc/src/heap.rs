//! [`Heap`]: the handle, and [`HeapCore`] behind it: allocation, records, and the life of a heap.
//!
//! Invariants: a core lives while it has handles or objects. `handles` is also raised while a collection runs, so that the
//! core cannot vanish under it. A core without handles is an *orphan*: nobody can collect it any more, so it collects
//! whenever a candidate appears in it, and frees itself with its last object.

use std::alloc::Layout;
use std::any::TypeId;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::fmt;
use std::ptr::{NonNull, null};

use crate::candidates::Candidates;
use crate::cc::Cc;
use crate::collect::{self, Kind, Trigger};
use crate::event::{Observer, ObserverId, Observers};
use crate::header::{DEAD, HEADER, Header, Obj};
use crate::large::Large;
use crate::pages::{ClassCell, Pages};
use crate::policy::{Control, Policy};
use crate::record::{Sized_, TypeRecord, VTable};
use crate::stats::{Collection, Stats, Totals, TypeStats};
use crate::trace::Trace;
use crate::weak::{self, Weak};

/// A heap: objects, candidates, counters, limits and policy. Cloning gives another handle to the same heap.
///
/// Dropping the last handle collects; objects that are still held stay valid, in a heap that collects on its own
/// whenever one of its counts drops to non-zero (each such collection costs what the candidates reach) and that is
/// freed with its last object. Edges between objects of different heaps are never followed: a cycle across
/// heaps leaks.
pub struct Heap {
    core: NonNull<HeapCore>,
}

/// What a running collection is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    Idle,
    /// Hooks of user types list edges: nothing may die.
    Marking,
    /// Finalizers, observers or destructors may run.
    Busy,
}

const CACHE: usize = 64;

#[derive(Clone, Copy)]
struct Cached {
    vtable: *const VTable,
    record: *const TypeRecord,
}

pub(crate) struct HeapCore {
    /// The core's own address, with the right to free it.
    this: Cell<Option<NonNull<HeapCore>>>,
    pub(crate) control: Control,
    pub(crate) phase: Cell<Phase>,
    pub(crate) handles: Cell<usize>,
    cache: [Cell<Cached>; CACHE],
    pub(crate) candidates: Candidates,
    pages: Pages,
    pub(crate) large: Large,
    /// Bytes of the cells of objects without a fixed layout.
    pub(crate) cell_bytes: Cell<usize>,
    records: RefCell<Vec<NonNull<TypeRecord>>>,
    by_vtable: RefCell<HashMap<*const VTable, NonNull<TypeRecord>>>,
    pub(crate) totals: Totals,
    pub(crate) observers: Observers,
    /// Objects whose last pointer a hook dropped while the collector was marking.
    pub(crate) deferred: UnsafeCell<Vec<Obj>>,
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

    /// Totals for the objects of one type.
    pub fn stats_of<T: Trace>(&self) -> TypeStats {
        let mut stats = TypeStats::default();
        self.core().for_each_record(|record| {
            if record.vtable.type_id == TypeId::of::<T>() {
                stats.allocated += record.allocated.get();
                stats.freed += record.freed.get();
            }
        });
        stats
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
        self.core().object_bytes() + self.core().control.external.get()
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
        self.core().control.adjust_external(delta);
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

// ---------------------------------------------------------------------------------------------------------------------

thread_local! {
    /// The default heap. Without destructor, so that it can be used while thread-local storage is torn down.
    static CURRENT: Cell<*const HeapCore> = const { Cell::new(null()) };
    /// Holds the default heap's handle until thread exit.
    static GUARD: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

struct Guard(Option<Heap>);

impl Drop for Guard {
    fn drop(&mut self) {
        // From here on the thread gets a fresh heap that frees itself; dropping the handle collects this one. A panic
        // here would abort the process, and there is no caller left to tell.
        CURRENT.set(null());
        let handle = self.0.take();
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(handle)));
    }
}

/// Runs `work` with the default heap.
#[inline(always)]
pub(crate) fn with_current<R>(work: impl FnOnce(&HeapCore) -> R) -> R {
    let current = CURRENT.get();
    let core = if current.is_null() { create_current() } else { current };
    // SAFETY: a core resets `CURRENT` before it is freed, and collections during `work` hold a handle.
    work(unsafe { &*core })
}

#[cold]
#[inline(never)]
fn create_current() -> *const HeapCore {
    let core = HeapCore::create(0);
    CURRENT.set(core.as_ptr());
    // SAFETY: just created.
    let handle = Heap::of(unsafe { core.as_ref() });
    // After the guard's destructor has run, the heap stays without handle: it is freed with its last object.
    let _ = GUARD.try_with(|guard| *guard.borrow_mut() = Some(Guard(Some(handle.clone()))));
    // SAFETY: `handle` is forgotten without a collection; `CURRENT` leads to the core until it is freed.
    unsafe { core.as_ref() }.handles.set(unsafe { core.as_ref() }.handles.get() - 1);
    std::mem::forget(handle);
    core.as_ptr()
}

// ---------------------------------------------------------------------------------------------------------------------

impl HeapCore {
    fn create(handles: usize) -> NonNull<HeapCore> {
        let core = NonNull::from(Box::leak(Box::new(HeapCore {
            this: Cell::new(None),
            control: Control::new(),
            phase: Cell::new(Phase::Idle),
            handles: Cell::new(handles),
            cache: [const { Cell::new(Cached { vtable: null(), record: null() }) }; CACHE],
            candidates: Candidates::new(),
            pages: Pages::new(),
            large: Large::new(),
            cell_bytes: Cell::new(0),
            records: RefCell::new(Vec::new()),
            by_vtable: RefCell::new(HashMap::new()),
            totals: Totals::default(),
            observers: Observers::default(),
            deferred: UnsafeCell::new(Vec::new()),
        })));
        // SAFETY: just made.
        unsafe { core.as_ref() }.this.set(Some(core));
        core
    }

    fn this(&self) -> NonNull<HeapCore> {
        self.this.get().unwrap_or_else(|| NonNull::from(self))
    }

    #[inline(always)]
    pub(crate) fn alloc<T: Trace>(&self, value: T) -> Cc<T> {
        let record = self.record(Sized_::<T>::VTABLE);
        self.spend(record);
        // SAFETY: the record is that of `T`, whose layout is fixed.
        let obj = unsafe { self.place_fixed(record, None) };
        let Some(obj) = obj else { std::alloc::handle_alloc_error(Layout::new::<T>()) };
        // SAFETY: the place is new and has the layout of `T`; the header's count of one is the new pointer's.
        unsafe {
            let place = obj.value().cast::<T>();
            place.write(value);
            Cc::from_value(place)
        }
    }

    pub(crate) fn try_alloc<T: Trace>(&self, value: T) -> Result<Cc<T>, AllocError<T>> {
        let record = self.record(Sized_::<T>::VTABLE);
        self.spend(record);
        // SAFETY (all): as in `alloc`.
        unsafe {
            let mut obj = self.place_fixed(record, self.room());
            if obj.is_none() {
                collect::run(self, Kind::Full, Trigger::Limit);
                obj = self.place_fixed(record, self.room());
            }
            let Some(obj) = obj else { return Err(AllocError(value)) };
            let place = obj.value().cast::<T>();
            place.write(value);
            Ok(Cc::from_value(place))
        }
    }

    pub(crate) fn alloc_cyclic<T: Trace>(&self, build: impl FnOnce(&Weak<T>) -> T) -> Cc<T> {
        let record = self.record(Sized_::<T>::VTABLE);
        self.spend(record);
        // SAFETY: as in `alloc`.
        let Some(obj) = (unsafe { self.place_fixed(record, None) }) else {
            std::alloc::handle_alloc_error(Layout::new::<T>())
        };
        let unbuilt = Unbuilt(obj);
        obj.set_slot(DEAD);
        let weak = weak::early::<T>(obj);
        let value = build(&weak);
        // SAFETY: the place is ours alone until the weak pointers are shown.
        unsafe { obj.value().cast::<T>().write(value) };
        std::mem::forget(unbuilt);
        obj.set_slot(record.initial_slot);
        weak::show(obj);
        // SAFETY: the header's count of one is the new pointer's.
        unsafe { Cc::from_value(obj.value().cast()) }
    }

    /// Counts an allocation, and collects first if a collection is due.
    #[inline(always)]
    pub(crate) fn spend(&self, record: &TypeRecord) {
        if self.control.budget.get() == 0 {
            self.budget_spent();
        }
        self.control.budget.set(self.control.budget.get().saturating_sub(record.cost));
    }

    #[cold]
    #[inline(never)]
    fn budget_spent(&self) {
        if self.control.policy.get() != Policy::Manual {
            // A heap without handles must outlive the collection: the caller is about to allocate in it.
            let _pin = Pin::new(self);
            self.collect_due();
        }
    }

    /// Runs the collection that is due, if there is anything to look at.
    pub(crate) fn collect_due(&self) -> Option<Collection> {
        if self.phase.get() != Phase::Idle {
            return None;
        }
        let (young, old) = (self.candidates.len(false), self.candidates.len(true));
        let live = || self.live();
        let (kind, trigger) = self.control.choose(young, old, live)?;
        Some(collect::run(self, kind, trigger))
    }

    /// Called when an object was registered, if the heap waited for one or is an orphan.
    #[cold]
    pub(crate) fn candidate_appeared(&self) {
        self.control.candidate_appeared();
        if self.handles.get() == 0 && self.phase.get() == Phase::Idle {
            collect::run(self, Kind::Full, Trigger::Orphan);
        }
    }

    /// The class that serves objects of this layout, or `None` if they come from the global allocator.
    pub(crate) fn class_for(&self, value: Layout, prefixed: bool) -> Option<&ClassCell> {
        if value.align() > 16 {
            return None;
        }
        let size = value.size().checked_add(HEADER + if prefixed { 16 } else { 0 })?;
        self.pages.class(size, prefixed)
    }

    /// Makes an object of a fixed layout, its value not yet written.
    ///
    /// # Safety
    /// The record's layout is fixed. The caller writes the value before anything else happens.
    #[inline(always)]
    pub(crate) unsafe fn place_fixed(&self, record: &TypeRecord, limit: Option<usize>) -> Option<Obj> {
        if record.class.is_null() {
            // SAFETY: the caller's guarantee.
            return unsafe { self.place(record, record.vtable.fixed?, limit) };
        }
        // SAFETY: the record's class is one of this heap's.
        let block = unsafe { self.pages.take(&*record.class, limit) }?;
        // SAFETY: the block has room for a header and the value.
        Some(unsafe { init(record, block.cast()) })
    }

    /// Makes an object of any layout, its value (and length word) not yet written.
    ///
    /// # Safety
    /// The layout is what the record's vtable will say of the value.
    #[inline(never)]
    pub(crate) unsafe fn place(
        &self,
        record: &TypeRecord,
        value: Layout,
        limit: Option<usize>,
    ) -> Option<Obj> {
        let prefixed = record.vtable.prefixed;
        let front = if prefixed { 16 } else { 0 };
        let header = if let Some(class) = self.class_for(value, prefixed) {
            // SAFETY: the class is ours; the block has room for prefix, header and value.
            let block = unsafe { self.pages.take(class, limit)?.byte_add(front) };
            let bytes = (front + HEADER + value.size()).next_multiple_of(16);
            self.cell_bytes.set(self.cell_bytes.get() + bytes);
            block.cast()
        } else {
            let place = self.large.take(value, prefixed, limit)?;
            self.control.bytes_grew(value.size());
            // SAFETY: a header fits in front of the value.
            unsafe { place.byte_sub(HEADER) }.cast()
        };
        // SAFETY: as above.
        Some(unsafe { init(record, header) })
    }

    pub(crate) fn room(&self) -> Option<usize> {
        self.control.limit.get().map(|limit| limit.saturating_sub(self.footprint()))
    }

    pub(crate) fn footprint(&self) -> usize {
        self.pages.bytes() + self.large.bytes() + self.control.external.get()
    }

    #[inline(always)]
    pub(crate) fn record(&self, vtable: &'static VTable) -> &TypeRecord {
        let cached = self.cache[cache_index(vtable)].get();
        if std::ptr::eq(cached.vtable, vtable) {
            // SAFETY: records live as long as their heap.
            return unsafe { &*cached.record };
        }
        self.record_slow(vtable)
    }

    #[cold]
    #[inline(never)]
    fn record_slow(&self, vtable: &'static VTable) -> &TypeRecord {
        let known = self.by_vtable.borrow().get(&std::ptr::from_ref(vtable)).copied();
        let record = known.unwrap_or_else(|| self.add_record(vtable));
        self.cache[cache_index(vtable)].set(Cached { vtable, record: record.as_ptr() });
        // SAFETY: records live as long as their heap.
        unsafe { record.as_ref() }
    }

    fn add_record(&self, vtable: &'static VTable) -> NonNull<TypeRecord> {
        let traits = (vtable.traits)();
        let class = vtable.fixed.and_then(|layout| self.class_for(layout, vtable.prefixed));
        let record = NonNull::from(Box::leak(Box::new(TypeRecord {
            heap: self,
            class: class.map_or(null(), std::ptr::from_ref),
            vtable,
            allocated: Cell::new(0),
            freed: Cell::new(0),
            initial_slot: if traits.cyclic { 0 } else { crate::header::NEVER },
            cost: u32::from(traits.cyclic),
            has_finalizer: traits.finalizer,
            plain: !vtable.needs_drop && !traits.finalizer,
        })));
        self.records.borrow_mut().push(record);
        self.by_vtable.borrow_mut().insert(vtable, record);
        record
    }

    /// Runs over the records, oldest first.
    fn for_each_record(&self, mut visit: impl FnMut(&TypeRecord)) {
        // SAFETY: records live as long as their heap.
        self.records.borrow().iter().for_each(|record| visit(unsafe { record.as_ref() }));
    }

    /// Live objects.
    pub(crate) fn live(&self) -> u64 {
        let mut live = 0;
        self.for_each_record(|record| live += record.live());
        live
    }

    fn object_bytes(&self) -> usize {
        let mut bytes = self.cell_bytes.get() + self.large.bytes();
        self.for_each_record(|record| {
            if let (Some(layout), false) = (record.vtable.fixed, record.class.is_null()) {
                bytes += record.live() as usize * (HEADER + layout.size()).next_multiple_of(16);
            }
        });
        bytes
    }

    pub(crate) fn stats(&self) -> Stats {
        let mut stats = self.totals.stats();
        self.for_each_record(|record| {
            stats.allocated += record.allocated.get();
            stats.freed += record.freed.get();
        });
        stats.live = stats.allocated - stats.freed;
        stats.bytes = self.object_bytes();
        stats.external_bytes = self.control.external.get();
        stats.candidates = self.candidates.len(false) + self.candidates.len(true);
        stats.threshold = self.control.threshold.get();
        stats
    }

    /// All objects of the heap, dead ones left out.
    pub(crate) fn objects(&self) -> Vec<Obj> {
        let mut objects = Vec::new();
        let mut visit = |obj: Obj| {
            if !obj.is_dead() {
                objects.push(obj);
            }
        };
        self.pages.for_each(&mut visit);
        self.large.for_each(&mut visit);
        objects
    }

    /// Called when the last object of a type was freed.
    ///
    /// May free the heap: the caller does not touch it afterwards.
    #[inline]
    pub(crate) fn last_of_type(&self) {
        if self.handles.get() == 0 {
            // SAFETY: no handle, and no caller uses the heap after this call.
            unsafe { HeapCore::free_if_empty(self.this()) };
        }
    }

    /// # Safety
    /// The caller gives up one handle.
    pub(crate) unsafe fn drop_handle(core: NonNull<HeapCore>) {
        // SAFETY: the handle is still counted, so the core is alive.
        let heap = unsafe { core.as_ref() };
        let mut panic = None;
        if heap.handles.get() == 1 && heap.phase.get() == Phase::Idle {
            panic = collect::drain(heap);
        }
        heap.handles.set(heap.handles.get() - 1);
        if heap.handles.get() == 0 {
            // SAFETY: no handle is left.
            unsafe { HeapCore::free_if_empty(core) };
        }
        crate::release::raise(panic);
    }

    /// Frees a heap that has no objects.
    ///
    /// # Safety
    /// The heap has no handles and the caller does not use it afterwards.
    #[cold]
    pub(crate) unsafe fn free_if_empty(core: NonNull<HeapCore>) {
        // SAFETY: alive until the box is dropped below.
        let heap = unsafe { core.as_ref() };
        if heap.live() > 0 || heap.phase.get() != Phase::Idle {
            return;
        }
        if CURRENT.get() == core.as_ptr().cast_const() {
            CURRENT.set(null());
        }
        // Observers are user code: they may drop anything, but cannot reach this heap, which has no handle and no object.
        let observers = heap.observers.take_all();
        // SAFETY: created by `create`; nothing leads here any more.
        unsafe {
            heap.for_each_record_ptr(|record| drop(Box::from_raw(record.as_ptr())));
            drop(Box::from_raw(core.as_ptr()));
        }
        drop(observers);
    }

    fn for_each_record_ptr(&self, visit: impl FnMut(NonNull<TypeRecord>)) {
        self.records.take().into_iter().for_each(visit);
    }
}

/// Counts as a handle while it lives.
struct Pin<'h>(&'h HeapCore);

impl<'h> Pin<'h> {
    fn new(heap: &'h HeapCore) -> Pin<'h> {
        heap.handles.set(heap.handles.get() + 1);
        Pin(heap)
    }
}

impl Drop for Pin<'_> {
    fn drop(&mut self) {
        self.0.handles.set(self.0.handles.get() - 1);
        if std::thread::panicking() {
            self.0.last_of_type();
        }
    }
}

/// Frees the place of an object whose value was never written.
struct Unbuilt(Obj);

impl Drop for Unbuilt {
    fn drop(&mut self) {
        weak::detach(self.0);
        // SAFETY: there is no pointer to the object.
        unsafe { crate::release::give_back(self.0) };
    }
}

/// Writes the header of a new object.
///
/// # Safety
/// `header` is the place of a header in a new block.
#[inline(always)]
unsafe fn init(record: &TypeRecord, header: NonNull<Header>) -> Obj {
    record.allocated.set(record.allocated.get() + 1);
    let meta: *mut u8 = std::ptr::from_ref(record).cast_mut().cast();
    // SAFETY: the caller's guarantee.
    unsafe {
        header.write(Header {
            strong: Cell::new(1),
            slot: Cell::new(record.initial_slot),
            meta: Cell::new(meta),
        });
        Obj::new(header)
    }
}

#[inline(always)]
fn cache_index(vtable: &'static VTable) -> usize {
    let address = std::ptr::from_ref(vtable).addr();
    ((address >> 3) ^ (address >> 9)) % CACHE
}
