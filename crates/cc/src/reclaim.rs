//! Gives the memory of dead objects back.
//!
//! Invariant: an object comes here once, after its value is gone and its last count too; what places it is chosen as in
//! `place`, by its record or its layout. In a heap without handles, the last object takes the heap along.

use std::ptr::NonNull;

use crate::header::{HEADER, Obj};
use crate::large::bytes_of;
use crate::pages;
use crate::record::TypeRecord;

/// Gives the memory of an object back whose value is gone.
///
/// # Safety
/// Nothing uses the object again.
#[inline]
pub(crate) unsafe fn give_back(obj: Obj) {
    let record = obj.record();
    record.freed.set(record.freed.get() + 1);
    // SAFETY: the heap is alive, as it has this object. The rest as the caller's.
    unsafe {
        if record.class.is_null() || (*record.heap).handles.get() == 0 {
            give_back_apart(obj);
        } else {
            // Objects of a record with a class are unprefixed cells.
            pages::give_back_plain(NonNull::new_unchecked(obj.as_ptr().cast()));
        }
    }
}

/// [`give_back`] of an object whose record has a class.
///
/// # Safety
/// As [`give_back`]; the record is the object's and its `ease` is not `Hooks`.
#[inline(always)]
pub(crate) unsafe fn give_back_cell(obj: Obj, record: &TypeRecord) {
    record.freed.set(record.freed.get() + 1);
    // SAFETY: the heap is alive, as it has this object. The rest as the caller's.
    unsafe {
        if (*record.heap).handles.get() == 0 {
            give_back_apart(obj);
        } else {
            pages::give_back_plain(NonNull::new_unchecked(obj.as_ptr().cast()));
        }
    }
}

/// [`give_back`] in a heap that has a handle for the time of the call. Returns the object's bytes.
///
/// # Safety
/// As [`give_back`]; the record is the object's, and has a class if `in_cell`.
#[inline(always)]
pub(crate) unsafe fn give_back_held(obj: Obj, record: &TypeRecord, in_cell: bool) -> usize {
    // SAFETY: the caller's guarantee; objects of a record with a class are unprefixed cells.
    unsafe {
        if !in_cell {
            let bytes = block_bytes(obj);
            give_back(obj);
            return bytes;
        }
        record.freed.set(record.freed.get() + 1);
        pages::give_back_plain(NonNull::new_unchecked(obj.as_ptr().cast()));
    }
    record.bytes
}

/// The rare part of [`give_back`]: placed by layout, or in a heap that may have to go too.
///
/// # Safety
/// As [`give_back`].
#[cold]
#[inline(never)]
unsafe fn give_back_apart(obj: Obj) {
    let record = obj.record();
    let heap = record.heap;
    let last = record.live() == 0;
    // SAFETY: the caller's guarantee; the heap is freed at the earliest inside the last call.
    unsafe {
        if record.class.is_null() {
            give_back_by_layout(obj);
        } else {
            pages::give_back(NonNull::new_unchecked(obj.as_ptr().cast()));
        }
        if last {
            (*heap).last_of_type();
        }
    }
}

/// # Safety
/// As [`give_back`].
unsafe fn give_back_by_layout(obj: Obj) {
    let record = obj.record();
    let heap = obj.heap();
    let prefixed = record.vtable.prefixed;
    // SAFETY: `layout` works after the value was dropped.
    let layout = unsafe { (record.vtable.layout)(obj.value()) };
    let front = HEADER + if prefixed { 16 } else { 0 };
    // SAFETY: the same choice as in `HeapCore::place`.
    unsafe {
        if heap.class_for(layout, prefixed).is_some() {
            heap.cell_bytes.set(heap.cell_bytes.get() - (front + layout.size()).next_multiple_of(16));
            let block = obj.value().byte_sub(front);
            pages::give_back(block);
        } else {
            heap.large.give_back(obj.value(), layout, prefixed);
        }
    }
}

/// Bytes of an object, header included, rounded up as cells are.
///
/// # Safety
/// The object's memory is valid.
#[inline]
pub(crate) unsafe fn block_bytes(obj: Obj) -> usize {
    let record = obj.record();
    if record.bytes > 0 {
        return record.bytes;
    }
    // SAFETY: `layout` works after the value was dropped.
    bytes_of(unsafe { (record.vtable.layout)(obj.value()) }.size(), record.vtable.prefixed)
}
