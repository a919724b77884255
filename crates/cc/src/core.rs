//! [`HeapCore`]: a heap behind its handles: allocation, records, counters, and its life.
//!
//! Invariants: a core lives while it has handles or objects. `handles` is also raised while a collection runs, so that the
//! core cannot vanish under it. A core without handles is an *orphan*: nobody can collect it any more, so it collects
//! whenever a candidate appears in it, and frees itself with its last object.

use std::any::TypeId;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::ptr::{NonNull, null};

use crate::candidates::Candidates;
use crate::collect::{self, Trigger};
use crate::current;
use crate::event::Observers;
use crate::header::Obj;
use crate::large::Large;
use crate::pages::Pages;
use crate::policy::{Control, Policy};
use crate::record::{TypeRecord, VTable};
use crate::records::{CACHE, Cached};
use crate::stats::{Collection, Stats, Totals, TypeStats};

/// What a running collection is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    Idle,
    /// Hooks of user types list edges: nothing may die.
    Marking,
    /// Finalizers, observers or destructors may run.
    Busy,
}

pub(crate) struct HeapCore {
    /// The core's own address, with the right to free it.
    this: Cell<Option<NonNull<HeapCore>>>,
    pub(crate) control: Control,
    pub(crate) phase: Cell<Phase>,
    pub(crate) handles: Cell<usize>,
    pub(crate) cache: [Cell<Cached>; CACHE],
    pub(crate) candidates: Candidates,
    pub(crate) pages: Pages,
    pub(crate) large: Large,
    /// Bytes of the cells of objects without a fixed layout.
    pub(crate) cell_bytes: Cell<usize>,
    pub(crate) records: RefCell<Vec<NonNull<TypeRecord>>>,
    pub(crate) by_vtable: RefCell<HashMap<*const VTable, NonNull<TypeRecord>>>,
    /// Whether a type of this heap has a finalizer.
    pub(crate) finalizers: Cell<bool>,
    pub(crate) totals: Totals,
    pub(crate) observers: Observers,
    /// Addresses of cyclic objects allocated since they were last asked for, while that is recorded.
    pub(crate) recorded: RefCell<Vec<usize>>,
    /// Objects whose last pointer a hook dropped while the collector was marking.
    pub(crate) deferred: UnsafeCell<Vec<Obj>>,
}

impl HeapCore {
    pub(crate) fn create(handles: usize) -> NonNull<HeapCore> {
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
            finalizers: Cell::new(false),
            totals: Totals::default(),
            observers: Observers::default(),
            recorded: RefCell::default(),
            deferred: UnsafeCell::new(Vec::new()),
        })));
        // SAFETY: just made.
        unsafe { core.as_ref() }.this.set(Some(core));
        core
    }

    pub(crate) fn this(&self) -> NonNull<HeapCore> {
        self.this.get().unwrap_or_else(|| NonNull::from(self))
    }

    /// Sums up what the live objects say of their buffers.
    pub(crate) fn recount_external(&self) {
        let objects = self.objects();
        // SAFETY: objects that are not dead have a live value.
        let bytes = objects.iter().map(|obj| unsafe { (obj.record().vtable.external)(obj.value()) });
        self.control.external.set(bytes.sum());
    }

    /// Accounts buffers of objects. Beyond the limit, a collection is due at once.
    #[inline(always)]
    pub(crate) fn external_grew(&self, bytes: usize) {
        if bytes > 0 {
            self.external_grew_by(bytes);
        }
    }

    fn external_grew_by(&self, bytes: usize) {
        self.control.external_grew(bytes);
        if self.control.limit.get().is_some_and(|limit| self.footprint() > limit) {
            self.control.press();
        }
    }

    /// Counts an allocation, and collects first if a collection is due. Whether the new object is to be recorded.
    #[inline(always)]
    pub(crate) fn spend(&self, record: &TypeRecord) -> bool {
        let budget = self.control.budget.get();
        if budget == 0 {
            return self.budget_spent(record.cost);
        }
        self.control.budget.set(budget - record.cost);
        false
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn budget_spent(&self, cost: u32) -> bool {
        if self.control.policy.get() != Policy::Manual && self.control.really_due() {
            // A heap without handles must outlive the collection: the caller is about to allocate in it.
            let _pin = Pin::new(self);
            self.collect_due();
        }
        self.control.spend_slowly(cost);
        cost > 0 && self.control.is_recording()
    }

    /// Runs the collection that is due, if there is anything to look at.
    pub(crate) fn collect_due(&self) -> Option<Collection> {
        if self.phase.get() != Phase::Idle || !self.control.really_due() {
            return None;
        }
        let (young, old) = (self.candidates.len(false), self.candidates.len(true));
        let live = || self.live();
        let (kind, trigger) = self.control.choose(young, old, live)?;
        Some(collect::run(self, kind, trigger))
    }

    /// Called when an object was registered in a heap without handles.
    #[cold]
    pub(crate) fn collect_orphan(&self) {
        if self.phase.get() == Phase::Idle {
            let pin = Pin::new(self);
            let panic = collect::drain(self, Trigger::Orphan);
            drop(pin);
            // May free the heap: nothing below touches it, nor does the caller.
            self.last_of_type();
            crate::panics::raise(panic);
        }
    }

    pub(crate) fn room(&self) -> Option<usize> {
        self.control.limit.get().map(|limit| limit.saturating_sub(self.footprint()))
    }

    pub(crate) fn footprint(&self) -> usize {
        self.pages.bytes() + self.large.bytes() + self.control.external.get()
    }

    /// Live objects.
    pub(crate) fn live(&self) -> u64 {
        let mut live = 0;
        self.for_each_record(|record| live += record.live());
        live
    }

    /// Bytes of all objects, and external memory.
    pub(crate) fn bytes(&self) -> usize {
        self.object_bytes() + self.control.external.get()
    }

    pub(crate) fn object_bytes(&self) -> usize {
        let mut bytes = self.cell_bytes.get() + self.large.object_bytes();
        self.for_each_record(|record| {
            if !record.class.is_null() {
                bytes += record.live() as usize * record.bytes;
            }
        });
        bytes
    }

    pub(crate) fn stats_of(&self, type_id: TypeId) -> TypeStats {
        let mut stats = TypeStats::default();
        self.for_each_record(|record| {
            if record.vtable.type_id == type_id {
                stats.allocated += record.allocated.get();
                stats.freed += record.freed.get();
            }
        });
        stats
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
        let mut large = Vec::new();
        self.large.for_each(|obj| large.push(obj));
        large.into_iter().rev().for_each(visit);
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
            panic = collect::drain(heap, Trigger::Explicit);
        }
        heap.handles.set(heap.handles.get() - 1);
        if heap.handles.get() == 0 {
            // SAFETY: no handle is left.
            unsafe { HeapCore::free_if_empty(core) };
        }
        crate::panics::raise(panic);
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
        current::forget(core);
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

/// Counts as a handle while it lives. Never frees the heap itself: what holds it goes on to use the heap.
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
    }
}
