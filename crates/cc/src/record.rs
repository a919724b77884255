//! What the collector knows of a type: [`VTable`], static, one per Rust type; and [`TypeRecord`], one per heap and
//! type, which headers point to.
//!
//! Invariant: a record's `vtable` describes every object whose header leads to the record.

use std::alloc::Layout;
use std::any::TypeId;
use std::borrow::Cow;
use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

use crate::cc::Cc;
use crate::core::HeapCore;
use crate::header::{FINALIZED, Obj};
use crate::pages::ClassCell;
use crate::trace::{Trace, short_type_name};
use crate::tracer::Tracer;

/// The operations on a value behind a thin pointer. Each function takes a pointer to a live value of the type.
pub(crate) struct VTable {
    /// The type. One type may have several vtables, since constants are not merged across crates.
    pub(crate) type_id: TypeId,
    pub(crate) trace: unsafe fn(NonNull<u8>, &mut Tracer<'_>),
    pub(crate) trace_named: unsafe fn(NonNull<u8>, &mut Tracer<'_>),
    pub(crate) drop: unsafe fn(NonNull<u8>),
    /// `Trace::drop_rest`, and buffers are no longer accounted.
    pub(crate) drop_rest: unsafe fn(NonNull<u8>),
    pub(crate) finalize: unsafe fn(NonNull<u8>),
    pub(crate) wants_finalizer: unsafe fn(NonNull<u8>) -> bool,
    pub(crate) label: unsafe fn(NonNull<u8>) -> Cow<'static, str>,
    pub(crate) label_key: unsafe fn(NonNull<u8>) -> Option<usize>,
    /// Layout of the value; also works after the value was dropped.
    pub(crate) layout: unsafe fn(NonNull<u8>) -> Layout,
    pub(crate) traits: fn() -> Traits,
    /// `Trace::external_bytes`.
    pub(crate) external: unsafe fn(NonNull<u8>) -> usize,
    /// The layout, where it is the same for all values.
    pub(crate) fixed: Option<Layout>,
    /// A length word of 16 bytes precedes the header (slices and `str`).
    pub(crate) prefixed: bool,
    pub(crate) needs_drop: bool,
}

/// What `Trace` says about a type as a whole.
pub(crate) struct Traits {
    pub(crate) cyclic: bool,
    pub(crate) finalizer: bool,
    pub(crate) rest: u8,
}

/// [`Traits::rest`] of a type whose values own something beside the pointers that they report, and know what (see [`Trace::knows_rest`]).
/// The bits of several types add up; 0 says that dropping values does nothing but drop these pointers.
pub(crate) const KNOWN_REST: u8 = 1;
/// [`Traits::rest`] of a type whose values have to be dropped.
pub(crate) const UNKNOWN_REST: u8 = 2;
/// Added in a record whose objects are placed by layout.
pub(crate) const BY_LAYOUT: u8 = 4;

impl Traits {
    pub(crate) const fn rest_of(knows_rest: bool, drops_only_edges: bool) -> u8 {
        match (knows_rest, drops_only_edges) {
            (false, _) => UNKNOWN_REST,
            (true, false) => KNOWN_REST,
            (true, true) => 0,
        }
    }
}

/// One per heap and type. Aligned so that header pointers to it have five flag bits.
#[repr(align(32))]
pub(crate) struct TypeRecord {
    pub(crate) heap: *const HeapCore,
    /// Size class of a fixed layout, null when objects are placed by size or by the global allocator.
    pub(crate) class: *const ClassCell,
    pub(crate) vtable: &'static VTable,
    pub(crate) allocated: Cell<u64>,
    pub(crate) freed: Cell<u64>,
    /// `slot` of a new object: 0, or `NEVER` for acyclic types.
    pub(crate) initial_slot: u32,
    /// What an allocation takes from the heap's budget: 1, or 0 for acyclic types.
    pub(crate) cost: u32,
    pub(crate) has_finalizer: bool,
    /// Of the vtable, one load nearer.
    pub(crate) trace: unsafe fn(NonNull<u8>, &mut Tracer<'_>),
    pub(crate) drop: unsafe fn(NonNull<u8>),
    /// Bytes of an object, where the layout is fixed.
    pub(crate) bytes: usize,
    pub(crate) ease: Ease,
    /// As in [`Traits`], and [`BY_LAYOUT`].
    pub(crate) rest: u8,
}

/// What has to be done when an object dies that has no weak pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ease {
    /// Give its cell back: no destructor, no finalizer, never registered.
    Nothing,
    /// Drop the value and give its cell back: no finalizer.
    Drop,
    /// The same, unless the object wants its finalizer.
    Ask,
    /// Anything else: objects that are placed by layout.
    Hooks,
}

impl TypeRecord {
    pub(crate) fn live(&self) -> u64 {
        self.allocated.get() - self.freed.get()
    }
}

/// Source of the vtable of a sized type.
pub(crate) struct Sized_<T>(std::marker::PhantomData<T>);

impl<T: Trace> Sized_<T> {
    pub(crate) const VTABLE: &'static VTable = &VTable {
        type_id: TypeId::of::<T>(),
        trace: |v, t| {
            // SAFETY: the caller passes a live value of `T`, as `VTable` demands.
            let value = unsafe { v.cast::<T>().as_ref() };
            t.awaited |= T::finalizer().is_some() && value.wants_finalizer();
            value.trace(t);
        },
        // SAFETY: the caller passes a live value of `T`, as `VTable` demands.
        trace_named: |v, t| unsafe { v.cast::<T>().as_ref() }.trace_named(t),
        // SAFETY: the caller passes a live value of `T`, as `VTable` demands.
        drop: |v| unsafe {
            shrink(v, v.cast::<T>().as_ref());
            v.cast::<T>().drop_in_place()
        },
        // SAFETY: the caller passes a live value of `T` that is not used again, and `T` knows its rest.
        drop_rest: |v| unsafe {
            shrink(v, v.cast::<T>().as_ref());
            v.cast::<T>().as_mut().drop_rest()
        },
        finalize: |v| {
            if let Some(finalizer) = T::finalizer() {
                // SAFETY: a live value of `T`; the pointer is not dropped, so it takes no count.
                finalizer(&ManuallyDrop::new(unsafe { Cc::from_value(v.cast::<T>()) }));
            }
        },
        // SAFETY: the caller passes a live value of `T`, as `VTable` demands.
        wants_finalizer: |v| unsafe { v.cast::<T>().as_ref() }.wants_finalizer(),
        // SAFETY: as above.
        label: |v| unsafe { v.cast::<T>().as_ref() }.label(),
        // SAFETY: as above.
        label_key: |v| unsafe { v.cast::<T>().as_ref() }.label_key(),
        layout: |_| Layout::new::<T>(),
        traits: || Traits {
            cyclic: T::is_cyclic(),
            finalizer: T::finalizer().is_some(),
            rest: Traits::rest_of(T::knows_rest(), T::drops_only_edges()),
        },
        // SAFETY: the caller passes a live value of `T`, as `VTable` demands.
        external: |v| unsafe { v.cast::<T>().as_ref() }.external_bytes(),
        fixed: Some(Layout::new::<T>()),
        prefixed: false,
        needs_drop: std::mem::needs_drop::<T>(),
    };
}

/// Takes the buffers of a value that is about to go off the account. Nothing but a size for most types: the compiler leaves it out.
///
/// # Safety
/// `place` is where the value lives, as an object.
#[inline(always)]
unsafe fn shrink<T: Trace>(place: NonNull<u8>, value: &T) {
    let external = value.external_bytes();
    if external > 0 {
        // SAFETY: the caller's guarantee.
        unsafe { Obj::of_value(place) }.heap().control.external_shrank(external);
    }
}

/// Source of the vtables of slices and `str`, whose length precedes the header.
pub(crate) struct Slice<T>(std::marker::PhantomData<T>);

/// Address of the length word of a prefixed object.
pub(crate) fn length_word(value: NonNull<u8>) -> NonNull<usize> {
    // SAFETY: only called for prefixed objects, whose block starts 32 bytes before the value.
    unsafe { value.byte_sub(32) }.cast()
}

/// # Safety
/// `value` is the value of a prefixed object of `T`s.
unsafe fn slice_of<T>(value: NonNull<u8>) -> NonNull<[T]> {
    // SAFETY: the length word was written at allocation and is never changed.
    NonNull::slice_from_raw_parts(value.cast(), unsafe { length_word(value).read() })
}

impl<T: Trace> Slice<T> {
    pub(crate) const VTABLE: &'static VTable = &VTable {
        type_id: TypeId::of::<[T]>(),
        // SAFETY: the caller passes a live slice object of `T`, as `VTable` demands.
        trace: |v, t| unsafe { slice_of::<T>(v).as_ref() }.trace(t),
        // SAFETY: the caller passes a live slice object of `T`, as `VTable` demands.
        trace_named: |v, t| unsafe { slice_of::<T>(v).as_ref() }.trace_named(t),
        // SAFETY: the caller passes a live slice object of `T`, as `VTable` demands.
        drop: |v| unsafe { slice_of::<T>(v).drop_in_place() },
        drop_rest: |_| {},
        finalize: |_| {},
        wants_finalizer: |_| false,
        label: |_| short_type_name::<[T]>(),
        label_key: |_| Some(0),
        // SAFETY: the caller passes a live slice object of `T`, as `VTable` demands.
        layout: |v| unsafe { slice_layout::<T>(v) },
        traits: || Traits { cyclic: T::is_cyclic(), finalizer: false, rest: UNKNOWN_REST },
        external: |_| 0,
        fixed: None,
        prefixed: true,
        needs_drop: std::mem::needs_drop::<T>(),
    };
}

/// The vtable of `str` objects: bytes with another name.
pub(crate) const STR: &VTable = &VTable {
    type_id: TypeId::of::<str>(),
    label: |_| Cow::Borrowed("str"),
    label_key: |_| Some(0),
    // SAFETY: as for slices of bytes.
    layout: |v| unsafe { slice_layout::<u8>(v) },
    trace: |_, _| {},
    trace_named: |_, _| {},
    drop: |_| {},
    drop_rest: |_| {},
    finalize: |_| {},
    wants_finalizer: |_| false,
    traits: || Traits { cyclic: false, finalizer: false, rest: UNKNOWN_REST },
    external: |_| 0,
    fixed: None,
    prefixed: true,
    needs_drop: false,
};

/// # Safety
/// `value` is the value of a prefixed object of `T`s.
unsafe fn slice_layout<T>(value: NonNull<u8>) -> Layout {
    // SAFETY: the caller's guarantee; the length was accepted by `Layout::array` at allocation.
    unsafe {
        let bytes = length_word(value).read() * size_of::<T>();
        Layout::from_size_align_unchecked(bytes, align_of::<T>())
    }
}

/// Calls the trace hook of a live object.
///
/// # Safety
/// The value of `obj` is alive.
#[inline(always)]
pub(crate) unsafe fn trace_object(obj: Obj, tracer: &mut Tracer<'_>) {
    let hook = obj.record().trace;
    // SAFETY: the record describes the object's type; the caller says the value lives.
    unsafe { hook(obj.value(), tracer) }
}

/// Whether a live object still has a finalizer to run.
///
/// # Safety
/// The value of `obj` is alive.
#[inline(always)]
pub(crate) unsafe fn awaits_finalizer(obj: Obj) -> bool {
    let record = obj.record();
    if !record.has_finalizer || obj.has(FINALIZED) {
        return false;
    }
    // SAFETY: the record describes the object's type; the caller says the value lives. The hook only looks.
    unsafe { (record.vtable.wants_finalizer)(obj.value()) }
}
