//! A heap's type records: found through a small direct-mapped cache keyed by the vtable's address, behind it a map.
//!
//! Invariant: a record, once made, stays where it is until its heap is freed. A type may have several (its vtable may exist
//! more than once in a program); nothing depends on there being one.

use std::cell::Cell;
use std::ptr::{NonNull, null};

use crate::core::HeapCore;
use crate::header::{HEADER, NEVER};
use crate::record::{Ease, TypeRecord, UNKNOWN_REST, VTable};

pub(crate) const CACHE: usize = 64;

#[derive(Clone, Copy)]
pub(crate) struct Cached {
    pub(crate) vtable: *const VTable,
    pub(crate) record: *const TypeRecord,
}

impl HeapCore {
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
        self.finalizers.set(self.finalizers.get() || traits.finalizer);
        let class = vtable.fixed.and_then(|layout| self.class_for(layout, vtable.prefixed));
        let record = NonNull::from(Box::leak(Box::new(TypeRecord {
            heap: self,
            class: class.map_or(null(), std::ptr::from_ref),
            vtable,
            allocated: Cell::new(0),
            freed: Cell::new(0),
            initial_slot: if traits.cyclic { 0 } else { NEVER },
            cost: u32::from(traits.cyclic),
            has_finalizer: traits.finalizer,
            trace: vtable.trace,
            drop: vtable.drop,
            bytes: vtable.fixed.map_or(0, |layout| (HEADER + layout.size()).next_multiple_of(16)),
            ease: match class {
                Some(_) if !traits.finalizer && !traits.cyclic && !vtable.needs_drop => Ease::Nothing,
                Some(_) if !traits.finalizer => Ease::Drop,
                Some(_) => Ease::Ask,
                None => Ease::Hooks,
            },
            rest: if class.is_some() { traits.rest } else { UNKNOWN_REST },
        })));
        self.records.borrow_mut().push(record);
        self.by_vtable.borrow_mut().insert(vtable, record);
        record
    }

    /// Runs over the records, oldest first.
    pub(crate) fn for_each_record(&self, mut visit: impl FnMut(&TypeRecord)) {
        // SAFETY: records live as long as their heap.
        self.records.borrow().iter().for_each(|record| visit(unsafe { record.as_ref() }));
    }
}

#[inline(always)]
fn cache_index(vtable: &'static VTable) -> usize {
    let address = std::ptr::from_ref(vtable).addr();
    (address >> 3) % CACHE
}
