//! Allocation: where an object goes, and its header.
//!
//! Invariant: small objects come from the heap's pages, by size class; objects larger than a cell or aligned beyond 16 come
//! from the global allocator. The choice depends on the layout alone, so that freeing repeats it.

use std::alloc::{Layout, handle_alloc_error};
use std::cell::Cell;
use std::ptr::NonNull;

use crate::cc::Cc;
use crate::collect::{self, Kind, Trigger};
use crate::core::HeapCore;
use crate::header::{DEAD, HEADER, Header, Obj};
use crate::heap::AllocError;
use crate::pages::ClassCell;
use crate::record::{Sized_, TypeRecord};
use crate::trace::Trace;
use crate::weak::{self, Weak};

impl HeapCore {
    // The value has one way to its place: a second one, through a call, would have it built on the stack first.
    #[inline(always)]
    pub(crate) fn alloc<T: Trace>(&self, value: T) -> Cc<T> {
        let record = self.record(Sized_::<T>::VTABLE);
        let is_recorded = self.spend(record);
        self.external_grew(value.external_bytes());
        // SAFETY: the record is that of `T`, whose layout is fixed.
        let obj = unsafe { self.place_fixed(record, None) };
        let Some(obj) = obj else { handle_alloc_error(Layout::new::<T>()) };
        // SAFETY: the place is new and has the layout of `T`; the header's count of one is the new pointer's.
        let pointer = unsafe {
            let place = obj.value().cast::<T>();
            place.write(value);
            Cc::from_value(place)
        };
        if is_recorded {
            self.record_allocation(Cc::as_ptr(&pointer).addr());
        }
        pointer
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn record_allocation(&self, address: usize) {
        self.recorded.borrow_mut().push(address);
    }

    pub(crate) fn try_alloc<T: Trace>(&self, value: T) -> Result<Cc<T>, AllocError<T>> {
        let record = self.record(Sized_::<T>::VTABLE);
        self.spend(record);
        // SAFETY: as in `alloc`.
        unsafe {
            let mut obj = self.place_fixed(record, self.room());
            if obj.is_none() {
                collect::run(self, Kind::Full, Trigger::Limit);
                obj = self.place_fixed(record, self.room());
            }
            let Some(obj) = obj else { return Err(AllocError(value)) };
            let place = obj.value().cast::<T>();
            self.external_grew(value.external_bytes());
            place.write(value);
            Ok(Cc::from_value(place))
        }
    }

    pub(crate) fn alloc_cyclic<T: Trace>(&self, build: impl FnOnce(&Weak<T>) -> T) -> Cc<T> {
        let record = self.record(Sized_::<T>::VTABLE);
        self.spend(record);
        // SAFETY: as in `alloc`.
        let Some(obj) = (unsafe { self.place_fixed(record, None) }) else {
            handle_alloc_error(Layout::new::<T>())
        };
        let unbuilt = Unbuilt(obj);
        obj.set_slot(DEAD);
        let weak = weak::early::<T>(obj);
        let value = build(&weak);
        self.external_grew(value.external_bytes());
        // SAFETY: the place is ours alone until the weak pointers are shown.
        unsafe { obj.value().cast::<T>().write(value) };
        std::mem::forget(unbuilt);
        obj.set_slot(record.initial_slot);
        weak::show(obj);
        // SAFETY: the header's count of one is the new pointer's.
        unsafe { Cc::from_value(obj.value().cast()) }
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

    /// [`place`](HeapCore::place) without limit.
    ///
    /// # Safety
    /// As [`place`](HeapCore::place).
    pub(crate) unsafe fn place_or_abort(&self, record: &TypeRecord, value: Layout) -> Obj {
        // SAFETY: the caller's guarantee.
        unsafe { self.place(record, value, None) }.unwrap_or_else(|| handle_alloc_error(value))
    }

    /// [`place`](HeapCore::place) within the limit, after a collection if need be.
    ///
    /// # Safety
    /// As [`place`](HeapCore::place).
    #[cold]
    pub(crate) unsafe fn place_within(&self, record: &TypeRecord, value: Layout) -> Option<Obj> {
        // SAFETY: the caller's guarantee.
        unsafe {
            self.place(record, value, self.room()).or_else(|| {
                collect::run(self, Kind::Full, Trigger::Limit);
                self.place(record, value, self.room())
            })
        }
    }
}

/// Frees the place of an object whose value was never written.
struct Unbuilt(Obj);

impl Drop for Unbuilt {
    fn drop(&mut self) {
        weak::detach(self.0);
        // SAFETY: there is no pointer to the object.
        unsafe { crate::reclaim::give_back(self.0) };
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
