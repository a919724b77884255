//! [`Tail`]: an object with a fixed part and any number of items behind it, behind a pointer of one word.
//!
//! Invariant: `len` items lie behind the struct, at the offset [`offset`] says, from allocation to destruction. A `Tail`
//! is never moved, nor lent mutably (it is not `Trace`, which `Cc::get_mut` and `Cc::try_unwrap` ask for): swapping two
//! of them would swap their lengths.

use std::alloc::{Layout, handle_alloc_error};
use std::any::TypeId;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::cc::Cc;
use crate::core::HeapCore;
use crate::header::{DEAD, Obj};
use crate::heap::{AllocError, Heap};
use crate::record::{Traits, VTable};
use crate::trace::Trace;

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
    len: usize,
    head: H,
    items: [T; 0],
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
        let len = self.deref().len;
        // SAFETY: the items live as long as the object, and the pointer has the whole object's provenance.
        unsafe { NonNull::slice_from_raw_parts(items(self.value()), len).as_ref() }
    }
}

/// # Safety
/// `tail` points to a tail object, through a pointer valid for all of it.
#[inline(always)]
unsafe fn items<H, T>(tail: NonNull<Tail<H, T>>) -> NonNull<T> {
    // SAFETY: the array of length zero marks where the items begin.
    unsafe { NonNull::new_unchecked((&raw mut (*tail.as_ptr()).items).cast::<T>()) }
}

/// # Safety
/// `value` is a live tail object.
unsafe fn slice_of<H, T>(value: NonNull<u8>) -> NonNull<[T]> {
    let tail = value.cast::<Tail<H, T>>();
    // SAFETY: the caller's guarantee.
    unsafe { NonNull::slice_from_raw_parts(items(tail), (*tail.as_ptr()).len) }
}

fn layout_for<H, T>(len: usize) -> Option<Layout> {
    let (layout, offset) = Layout::new::<Tail<H, T>>().extend(Layout::array::<T>(len).ok()?).ok()?;
    debug_assert_eq!(offset, size_of::<Tail<H, T>>());
    Some(layout)
}

struct TailOf<H, T>(std::marker::PhantomData<(H, T)>);

impl<H: Trace, T: Trace> TailOf<H, T> {
    const VTABLE: &'static VTable = &VTable {
        type_id: TypeId::of::<Tail<H, T>>(),
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        trace: |v, t| unsafe {
            v.cast::<Tail<H, T>>().as_ref().head.trace(t);
            slice_of::<H, T>(v).as_ref().trace(t);
        },
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        trace_named: |v, t| unsafe {
            v.cast::<Tail<H, T>>().as_ref().head.trace_named(t);
            slice_of::<H, T>(v).as_ref().trace_named(t);
        },
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        drop: |v| unsafe {
            // The items go even if the head's destructor panics.
            let rest = DropItems(slice_of::<H, T>(v));
            v.cast::<Tail<H, T>>().drop_in_place();
            drop(rest);
        },
        finalize: |_| {},
        wants_finalizer: |_| false,
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        label: |v| unsafe { v.cast::<Tail<H, T>>().as_ref() }.head.label(),
        // SAFETY: the caller passes a live tail object, as `VTable` demands.
        layout: |v| unsafe { layout_for::<H, T>((*v.cast::<Tail<H, T>>().as_ptr()).len).unwrap_unchecked() },
        traits: || Traits { cyclic: H::is_cyclic() || T::is_cyclic(), finalizer: false, edges_only: false },
        external: |_| 0,
        fixed: None,
        prefixed: false,
        needs_drop: std::mem::needs_drop::<H>() || std::mem::needs_drop::<T>(),
    };
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
        match self.core().tail_of(head, items.into_iter(), false) {
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
        self.core().tail_of(head, items.into_iter(), true)
    }
}

impl HeapCore {
    fn tail_of<H: Trace, T: Trace, I: ExactSizeIterator<Item = T>>(
        &self,
        head: H,
        mut source: I,
        fallible: bool,
    ) -> TailResult<H, T, I> {
        let record = self.record(TailOf::<H, T>::VTABLE);
        self.spend(record);
        let len = source.len();
        let Some(layout) = layout_for::<H, T>(len) else { panic!("capacity overflow") };
        // SAFETY: the vtable will compute this layout from the length written below.
        let obj = unsafe {
            if fallible { self.place_within(record, layout) } else { self.place(record, layout, None) }
        };
        let Some(obj) = obj else { return Err(AllocError((head, source))) };
        obj.set_slot(DEAD);
        let tail = obj.value().cast::<Tail<H, T>>();
        // SAFETY: the place has room for head and items, and is ours alone until it is complete.
        unsafe {
            (&raw mut (*tail.as_ptr()).len).write(len);
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
            Ok(Cc::from_value(tail))
        }
    }
}
