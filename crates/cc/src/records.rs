//! A heap's type records: found through a small cache keyed by the vtable's address, behind it a map. In the cache each has two places, so that
//! two types in much use never drive each other out (Pagh & Rodler, "Cuckoo Hashing", 2001, with one move).
//!
//! Invariant: a record, once made, stays where it is until its heap is freed. A type may have several (its vtable may exist
//! more than once in a program); nothing depends on there being one.

use std::cell::Cell;
use std::ptr::{NonNull, null};

use crate::core::HeapCore;
use crate::header::{HEADER, NEVER};
use crate::record::{BY_LAYOUT, Ease, TypeRecord, VTable};

pub(crate) const CACHE: usize = 64;

#[derive(Clone, Copy)]
pub(crate) struct Cached {
    pub(crate) vtable: *const VTable,
    pub(crate) record: *const TypeRecord,
}

impl HeapCore {
    #[inline(always)]
    pub(crate) fn record(&self, vtable: &'static VTable) -> &TypeRecord {
        let cached = self.cache[first_place(vtable)].get();
        if std::ptr::eq(cached.vtable, vtable) {
            // SAFETY: records live as long as their heap.
            return unsafe { &*cached.record };
        }
        self.record_elsewhere(vtable)
    }

    #[inline(never)]
    fn record_elsewhere(&self, vtable: &'static VTable) -> &TypeRecord {
        let cached = self.cache[second_place(vtable)].get();
        if std::ptr::eq(cached.vtable, vtable) {
            // SAFETY: as above.
            return unsafe { &*cached.record };
        }
        self.record_slow(vtable)
    }

    #[cold]
    #[inline(never)]
    fn record_slow(&self, vtable: &'static VTable) -> &TypeRecord {
        let known = self.by_vtable.borrow().get(&std::ptr::from_ref(vtable)).copied();
        let record = known.unwrap_or_else(|| self.add_record(vtable));
        self.remember(Cached { vtable, record: record.as_ptr() });
        // SAFETY: as above.
        unsafe { record.as_ref() }
    }

    /// Puts a record into the cache: into a free place if there is one of its two, else in the place of another, which moves once.
    fn remember(&self, new: Cached) {
        let places = new.places();
        if let Some(free) = places.iter().find(|place| self.cache[**place].get().vtable.is_null()) {
            return self.cache[*free].set(new);
        }
        let moved = self.cache[places[0]].replace(new);
        if let Some(place) = moved.places().iter().find(|place| **place != places[0]) {
            self.cache[*place].set(moved);
        }
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
            rest: traits.rest | if class.is_some() { 0 } else { BY_LAYOUT },
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

impl Cached {
    fn places(&self) -> [usize; 2] {
        [first_place(self.vtable), second_place(self.vtable)]
    }
}

/// Neighbours in the program's constants have different first places.
#[inline(always)]
fn first_place(vtable: *const VTable) -> usize {
    (vtable.addr() >> size_of::<VTable>().ilog2()) % CACHE
}

/// Where a record is looked for whose first place another has.
fn second_place(vtable: *const VTable) -> usize {
    // Knuth's multiplicative hash: the upper bits of the product.
    ((vtable.addr() >> 3) as u32).wrapping_mul(0x9e37_79b9) as usize >> (32 - CACHE.ilog2())
}
