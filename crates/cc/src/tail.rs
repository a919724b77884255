//! [`Tail`]: an object with a fixed part and any number of items behind it, behind a pointer of one word.
//!
//! Invariant: `len` items lie behind the struct, where its empty array stands, from allocation to destruction. A `Tail`
//! is never moved, nor lent mutably (it is not `Trace`, which `Cc::get_mut` and `Cc::try_unwrap` ask for): swapping two
//! of them would swap their lengths. Objects of one Rust type have different vtables here: one for each length up to
//! [`FIXED`], so that these are placed, traced and freed as fast as objects of fixed layout, and one for all others.

use std::alloc::{Layout, handle_alloc_error};
use std::any::TypeId;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::cc::Cc;
use crate::collect::{self, Kind, Trigger};
use crate::core::HeapCore;
use crate::header::{DEAD, Obj};
use crate::heap::{AllocError, Heap};
use crate::record::{Traits, TypeRecord, VTable};
use crate::trace::{Rests, Trace};

/// A head followed by a slice, allocated as one object with [`Heap::alloc_tail`]. Use [`Cc::head`] and [`Cc::slice`].
///
/// ```
/// use oxbow_cc::{Cc, Heap, Tail};
///
/// let heap = Heap::new();
/// let object: Cc<Tail<u32, String>> = heap.alloc_tail(7, ["x".to_owned(), "y".to_owned()]);
/// assert_eq!((object.head(), object.slice().len()), (&7, 2));
/// ```
#[repr(C)]
pub struct Tail<H, T> {
    len: u32,
    tag: u32,
    head: H,
    items: [T; 0],
}

impl<H, T> Deref for Tail<H, T> {
    type Target = H;

    #[inline]
    fn deref(&self) -> &H {
        &self.head
    }
}

impl<H, T> Tail<H, T> {
    /// The number given to [`Heap::alloc_tagged_tail`].
    #[inline]
    pub fn tag(&self) -> u32 {
        self.tag
    }

    /// The items behind a pointer that [`Cc::as_ptr`] gave.
    ///
    /// # Safety
    /// A `Cc` keeps the object as long as the slice is used, and it is not dead.
    #[inline(always)]
    pub unsafe fn slice_at<'t>(tail: *const Tail<H, T>) -> &'t [T] {
        // SAFETY: the caller's guarantee; such a pointer has the whole object's provenance.
        unsafe {
            let items = items(NonNull::new_unchecked(tail.cast_mut()));
            NonNull::slice_from_raw_parts(items, (*tail).len as usize).as_ref()
        }
    }
}

impl<H, T> Cc<Tail<H, T>> {
    /// The fixed part.
    ///
    /// # Panics
    /// If the object is dead, as dereferencing does.
    #[inline]
    pub fn head(&self) -> &H {
        &self.deref().head
    }

    /// The items.
    ///
    /// # Panics
    /// If the object is dead, as dereferencing does.
    #[inline]
    pub fn slice(&self) -> &[T] {
        let len = self.deref().len as usize;
        // SAFETY: the items live as long as the object, and the pointer has the whole object's provenance.
        unsafe { NonNull::slice_from_raw_parts(items(self.value()), len).as_ref() }
    }

    /// The same pointer, if `U` is the type of the items: for code that is generic over it.
    pub fn with_items<U: 'static>(&self) -> Option<&Cc<Tail<H, U>>>
    where
        T: 'static,
    {
        // SAFETY: the types are the same.
        (TypeId::of::<T>() == TypeId::of::<U>()).then(|| unsafe { &*std::ptr::from_ref(self).cast() })
    }
}

/// # Safety
/// `tail` points to a tail object, through a pointer valid for all of it.
#[inline(always)]
unsafe fn items<H, T>(tail: NonNull<Tail<H, T>>) -> NonNull<T> {
    // SAFETY: the array of length zero marks where the items begin.
    unsafe { NonNull::new_unchecked((&raw mut (*tail.as_ptr()).items).cast::<T>()) }
}

const fn layout_for<H, T>(len: usize) -> Option<Layout> {
    if len > u32::MAX as usize {
        return None;
    }
    let Ok(rest) = Layout::array::<T>(len) else { return None };
    let Ok((layout, offset)) = Layout::new::<Tail<H, T>>().extend(rest) else { return None };
    debug_assert!(offset == size_of::<Tail<H, T>>());
    Some(layout)
}

/// Source of the vtables of tails: for each number `N` of items up to [`FIXED`], and with `N` = [`ANY`] for all others.
struct TailOf<H, T, const N: usize>(std::marker::PhantomData<(H, T)>);

/// Tails of up to that many items are placed and freed like objects of a fixed layout.
const FIXED: usize = 8;
const ANY: usize = usize::MAX;

impl<H: Trace, T: Trace, const N: usize> TailOf<H, T, N> {
    const LAYOUT: Option<Layout> = if N == ANY { None } else { layout_for::<H, T>(N) };

    /// # Safety
    /// `value` is a live tail object with that number of items.
    #[inline(always)]
    unsafe fn slice(value: NonNull<u8>) -> NonNull<[T]> {
        let tail = value.cast::<Tail<H, T>>();
        // SAFETY: the caller's guarantee.
        unsafe {
            let len = if N == ANY { (*tail.as_ptr()).len as usize } else { N };
            NonNull::slice_from_raw_parts(items(tail), len)
        }
    }

    const VTABLE: &'static VTable = &VTable {
        type_id: TypeId::of::<Tail<H, T>>(),
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        trace: |v, t| unsafe {
            let head = &v.cast::<Tail<H, T>>().as_ref().head;
            t.awaited |= H::tail_finalizer::<T>().is_some() && head.wants_finalizer();
            head.trace(t);
            Self::slice(v).as_ref().iter().for_each(|item| item.trace(t));
        },
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        trace_named: |v, t| unsafe {
            let head = &v.cast::<Tail<H, T>>().as_ref().head;
            head.trace_named(t);
            for (index, item) in Self::slice(v).as_ref().iter().enumerate() {
                match head.item_name(index) {
                    Some(name) => t.named(name, |t| item.trace_named(t)),
                    None => t.indexed(index, |t| item.trace_named(t)),
                }
            }
        },
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        drop: |v| unsafe {
            // The items go even if the head's destructor panics.
            let rest = DropItems(Self::slice(v));
            v.cast::<Tail<H, T>>().drop_in_place();
            drop(rest);
        },
        // SAFETY: the caller passes a live tail object that is not used again; head and items know their rest.
        drop_rest: |v| unsafe {
            let rests = Rests::new(Self::slice(v).as_mut());
            v.cast::<Tail<H, T>>().as_mut().head.drop_rest();
            drop(rests);
        },
        finalize: |v| {
            if let Some(finalizer) = H::tail_finalizer::<T>() {
                // SAFETY: a live tail object; the pointer is not dropped, so it takes no count.
                finalizer(&ManuallyDrop::new(unsafe { Cc::from_value(v.cast::<Tail<H, T>>()) }));
            }
        },
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        wants_finalizer: |v| unsafe { v.cast::<Tail<H, T>>().as_ref() }.head.wants_finalizer(),
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        label: |v| unsafe { v.cast::<Tail<H, T>>().as_ref() }.head.label(),
        // SAFETY: as above.
        label_key: |v| unsafe { v.cast::<Tail<H, T>>().as_ref() }.head.label_key(),
        // SAFETY: the caller passes a live tail object, as `VTable` demands; its length was accepted when it was allocated.
        layout: |v| unsafe {
            let len = if N == ANY { (*v.cast::<Tail<H, T>>().as_ptr()).len as usize } else { N };
            layout_for::<H, T>(len).unwrap_unchecked()
        },
        traits: || Traits {
            cyclic: H::is_cyclic() || T::is_cyclic(),
            finalizer: H::tail_finalizer::<T>().is_some(),
            rest: Traits::rest_of(
                H::knows_rest() && T::knows_rest(),
                H::drops_only_edges() && T::drops_only_edges(),
            ),
        },
        external: |_| 0,
        fixed: Self::LAYOUT,
        prefixed: false,
        needs_drop: std::mem::needs_drop::<H>() || std::mem::needs_drop::<T>(),
    };
}

/// The vtable for so many items.
#[inline(always)]
fn vtable_for<H: Trace, T: Trace>(len: usize) -> &'static VTable {
    match len {
        0 => TailOf::<H, T, 0>::VTABLE,
        1 => TailOf::<H, T, 1>::VTABLE,
        2 => TailOf::<H, T, 2>::VTABLE,
        3 => TailOf::<H, T, 3>::VTABLE,
        4 => TailOf::<H, T, 4>::VTABLE,
        5 => TailOf::<H, T, 5>::VTABLE,
        6 => TailOf::<H, T, 6>::VTABLE,
        7 => TailOf::<H, T, 7>::VTABLE,
        FIXED => TailOf::<H, T, FIXED>::VTABLE,
        _ => TailOf::<H, T, ANY>::VTABLE,
    }
}

struct DropItems<T>(NonNull<[T]>);

impl<T> Drop for DropItems<T> {
    fn drop(&mut self) {
        // SAFETY: made for items that are initialised and not used again.
        unsafe { self.0.drop_in_place() };
    }
}

/// A tail object whose items are being written.
struct Building<T> {
    obj: Obj,
    items: NonNull<T>,
    written: usize,
}

impl<T> Drop for Building<T> {
    fn drop(&mut self) {
        drop(DropItems(NonNull::slice_from_raw_parts(self.items, self.written)));
        // SAFETY: there is no pointer to the object yet; its length word is written.
        unsafe { crate::reclaim::give_back(self.obj) };
    }
}

/// A tail, or the head and the items that found no room.
pub type TailResult<H, T, I> = Result<Cc<Tail<H, T>>, AllocError<(H, I)>>;

impl Heap {
    /// Allocates a head with items behind it.
    ///
    /// # Panics
    /// If the iterator yields fewer items than it said. Further items are ignored.
    pub fn alloc_tail<H, T, I>(&self, head: H, items: I) -> Cc<Tail<H, T>>
    where
        H: Trace,
        T: Trace,
        I: IntoIterator<Item = T>,
        I::IntoIter: ExactSizeIterator,
    {
        self.alloc_tagged_tail(0, head, items)
    }

    /// As [`alloc_tail`](Heap::alloc_tail), with a number that [`Tail::tag`] gives back: it takes no room, as it lies beside the length.
    #[inline]
    pub fn alloc_tagged_tail<H, T, I>(&self, tag: u32, head: H, items: I) -> Cc<Tail<H, T>>
    where
        H: Trace,
        T: Trace,
        I: IntoIterator<Item = T>,
        I::IntoIter: ExactSizeIterator,
    {
        match self.core().tail_of(tag, head, items.into_iter(), false) {
            Ok(tail) => tail,
            Err(AllocError((_, items))) => {
                handle_alloc_error(layout_for::<H, T>(items.len()).unwrap_or(Layout::new::<Tail<H, T>>()))
            }
        }
    }

    /// As [`alloc_tail`](Heap::alloc_tail), within the heap's limit (see [`try_alloc`](Heap::try_alloc)).
    ///
    /// # Errors
    /// The limit is reached, or memory is exhausted: gives the head and the items back.
    pub fn try_alloc_tail<H, T, I>(&self, head: H, items: I) -> TailResult<H, T, I::IntoIter>
    where
        H: Trace,
        T: Trace,
        I: IntoIterator<Item = T>,
        I::IntoIter: ExactSizeIterator,
    {
        self.core().tail_of(0, head, items.into_iter(), true)
    }
}

impl HeapCore {
    #[inline]
    fn tail_of<H: Trace, T: Trace, I: ExactSizeIterator<Item = T>>(
        &self,
        tag: u32,
        head: H,
        mut source: I,
        fallible: bool,
    ) -> TailResult<H, T, I> {
        let len = source.len();
        let record = self.record(vtable_for::<H, T>(len));
        let is_recorded = self.spend(record);
        // SAFETY: the record's vtable is the one for that length, which is written below.
        let Some(obj) = (unsafe { self.place_tail::<H, T>(record, len, fallible) }) else {
            return Err(AllocError((head, source)));
        };
        obj.set_slot(DEAD);
        let tail = obj.value().cast::<Tail<H, T>>();
        // SAFETY: the place has room for head and items, and is ours alone until it is complete.
        let tail = unsafe {
            (&raw mut (*tail.as_ptr()).len).write(len as u32);
            (&raw mut (*tail.as_ptr()).tag).write(tag);
            let mut building = Building { obj, items: items(tail), written: 0 };
            while building.written < len {
                let Some(item) = source.next() else {
                    panic!("the iterator yielded fewer items than it said")
                };
                building.items.add(building.written).write(item);
                building.written += 1;
            }
            std::mem::forget(building);
            (&raw mut (*tail.as_ptr()).head).write(head);
            obj.set_slot(record.initial_slot);
            Cc::from_value(tail)
        };
        if is_recorded {
            self.record_allocation(Cc::as_ptr(&tail).addr());
        }
        Ok(tail)
    }

    /// A place for a tail of that length.
    ///
    /// # Safety
    /// `record` is that of the length's vtable; the caller writes the length before anything else happens.
    #[inline(always)]
    unsafe fn place_tail<H, T>(&self, record: &TypeRecord, len: usize, fallible: bool) -> Option<Obj> {
        if !fallible && !record.class.is_null() {
            // SAFETY: a record with a class has a fixed layout.
            return unsafe { self.place_fixed(record, None) };
        }
        let Some(layout) = layout_for::<H, T>(len) else { panic!("capacity overflow") };
        // SAFETY: the vtable says this layout, or will compute it from the length.
        unsafe { self.place_tail_slowly(record, layout, fallible) }
    }

    /// # Safety
    /// The layout is what the record's vtable will say of the value.
    #[inline(never)]
    unsafe fn place_tail_slowly(&self, record: &TypeRecord, layout: Layout, fallible: bool) -> Option<Obj> {
        let place = |limit| match record.vtable.fixed {
            // SAFETY: the caller's guarantee.
            Some(_) => unsafe { self.place_fixed(record, limit) },
            // SAFETY: the caller's guarantee.
            None => unsafe { self.place(record, layout, limit) },
        };
        if !fallible {
            return place(None);
        }
        place(self.room()).or_else(|| {
            collect::run(self, Kind::Full, Trigger::Limit);
            place(self.room())
        })
    }
}
