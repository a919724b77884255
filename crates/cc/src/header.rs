//! The sixteen bytes in front of every value, and [`Obj`], the typed handle on them.
//!
//! ```text
//!   strong: u32 | slot: u32 | meta: pointer + flag bits | value ...
//!   ^ Obj                                               ^ Cc<T>
//! ```
//!
//! `strong` is the real count and is never used for trial counts. `slot` says where the object stands:
//!
//! | value            | outside a run                         | member of the running collection (`IN_RUN`) |
//! |------------------|---------------------------------------|---------------------------------------------|
//! | 0                | not registered                        | -                                           |
//! | 1 ..= `MAX_SLOT` | index + 1 in its candidate buffer     | internal edges seen + 1                     |
//! | `NEVER`          | its type owns no `Cc`: never registers| -                                           |
//! | `DEAD`           | value destroyed, being destroyed, or condemned                                     ||
//!
//! `meta` points to the [`TypeRecord`], or with `HAS_WEAK` to the first [`WeakBox`]. Both are aligned to 32, so
//! five low bits are free for flags.

use std::cell::Cell;
use std::ptr::NonNull;

use crate::core::HeapCore;
use crate::record::TypeRecord;
use crate::weak::WeakBox;

/// Value destroyed, being destroyed, queued for destruction, or condemned by a running collection.
pub(crate) const DEAD: u32 = u32::MAX;
/// The type owns no `Cc`, so the object is never a candidate and never a member of a run.
pub(crate) const NEVER: u32 = u32::MAX - 1;
/// Largest ordinary slot. An internal count that reaches it is saturated and means live.
pub(crate) const MAX_SLOT: u32 = u32::MAX - 2;

/// `meta` points to a `WeakBox`.
pub(crate) const HAS_WEAK: usize = 1;
/// Was proved live by a run: young runs treat it as outside.
pub(crate) const OLD: usize = 2;
/// Its finalizer was called; it is never called again.
pub(crate) const FINALIZED: usize = 4;
/// Member of the running collection; `slot` holds its internal count.
pub(crate) const IN_RUN: usize = 8;

const FLAGS: usize = 31;

#[repr(C)]
pub(crate) struct Header {
    pub(crate) strong: Cell<u32>,
    pub(crate) slot: Cell<u32>,
    pub(crate) meta: Cell<*mut u8>,
}

/// Bytes between a header and its value.
pub(crate) const HEADER: usize = size_of::<Header>();

/// A pointer to a header whose memory is valid. Whoever creates one guarantees that it is not used after the memory
/// was given back; all accessors rely on that.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Obj(NonNull<Header>);

impl Obj {
    /// # Safety
    /// `header` is initialised and stays valid as long as this `Obj` and its copies are used.
    #[inline(always)]
    pub(crate) unsafe fn new(header: NonNull<Header>) -> Obj {
        Obj(header)
    }

    /// # Safety
    /// `value` is the value of an object, as in `Cc`; same lifetime rule as [`Obj::new`].
    #[inline(always)]
    pub(crate) unsafe fn of_value(value: NonNull<u8>) -> Obj {
        // SAFETY: every value is preceded by its header inside the same allocation.
        Obj(unsafe { value.byte_sub(HEADER) }.cast())
    }

    #[inline(always)]
    pub(crate) fn header(&self) -> &Header {
        // SAFETY: an `Obj` points to a valid header (its creator's guarantee); all fields are cells.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub(crate) fn as_ptr(self) -> *mut Header {
        self.0.as_ptr()
    }

    #[inline(always)]
    pub(crate) fn value(self) -> NonNull<u8> {
        // SAFETY: the value follows its header inside the same allocation.
        unsafe { self.0.byte_add(HEADER) }.cast()
    }

    #[inline(always)]
    pub(crate) fn strong(self) -> u32 {
        self.header().strong.get()
    }

    #[inline(always)]
    pub(crate) fn set_strong(self, count: u32) {
        self.header().strong.set(count);
    }

    #[inline(always)]
    pub(crate) fn slot(self) -> u32 {
        self.header().slot.get()
    }

    #[inline(always)]
    pub(crate) fn set_slot(self, slot: u32) {
        self.header().slot.set(slot);
    }

    #[inline(always)]
    pub(crate) fn is_dead(self) -> bool {
        self.slot() == DEAD
    }

    #[inline(always)]
    pub(crate) fn has(self, flag: usize) -> bool {
        self.header().meta.get().addr() & flag != 0
    }

    #[inline(always)]
    pub(crate) fn set_flag(self, flag: usize) {
        let meta = &self.header().meta;
        meta.set(meta.get().map_addr(|a| a | flag));
    }

    #[inline(always)]
    pub(crate) fn clear_flag(self, flag: usize) {
        let meta = &self.header().meta;
        meta.set(meta.get().map_addr(|a| a & !flag));
    }

    /// Points `meta` at a record or a weak box, keeping the flags other than `HAS_WEAK`.
    pub(crate) fn set_meta(self, target: *mut u8, has_weak: bool) {
        let flags = self.header().meta.get().addr() & FLAGS & !HAS_WEAK;
        self.header().meta.set(target.map_addr(|a| a | flags | usize::from(has_weak)));
    }

    #[inline(always)]
    fn untagged(self) -> *mut u8 {
        self.header().meta.get().map_addr(|a| a & !FLAGS)
    }

    /// The first weak box, if there is one.
    #[inline(always)]
    pub(crate) fn weak_box(self) -> Option<NonNull<WeakBox>> {
        if self.has(HAS_WEAK) { NonNull::new(self.untagged().cast()) } else { None }
    }

    #[inline(always)]
    pub(crate) fn record_ptr(self) -> NonNull<TypeRecord> {
        let target = self.untagged();
        if self.has(HAS_WEAK) {
            // SAFETY: with HAS_WEAK, `meta` points to an attached weak box, which outlives the attachment.
            unsafe { (*target.cast::<WeakBox>()).record }
        } else {
            // SAFETY: `meta` of a valid header is never null.
            unsafe { NonNull::new_unchecked(target.cast()) }
        }
    }

    /// [`record`](Obj::record) of an object known to have no weak box.
    #[inline(always)]
    pub(crate) fn plain_record(&self) -> &TypeRecord {
        debug_assert!(!self.has(HAS_WEAK));
        // SAFETY: as in `record` and `record_ptr`.
        unsafe { &*self.untagged().cast::<TypeRecord>() }
    }

    /// The record of the object's type. Valid as long as the object: a heap keeps its records while it has objects.
    #[inline(always)]
    pub(crate) fn record(&self) -> &TypeRecord {
        // SAFETY: records live as long as their heap, and a heap lives as long as any of its objects.
        unsafe { self.record_ptr().as_ref() }
    }

    /// The heap the object lives in.
    #[inline(always)]
    pub(crate) fn heap(&self) -> &HeapCore {
        // SAFETY: a heap lives as long as any of its objects.
        unsafe { &*self.record().heap }
    }
}
