//! `Cc` of slices, `str` and trait objects.
//!
//! Slices and strings are objects of their own, whose length lies in front of the header so that the collector, which sees
//! thin pointers, can find it. A trait object is an ordinary object seen through a wider pointer; [`coerce!`](crate::coerce)
//! widens it, checked by the compiler.

use std::alloc::{Layout, handle_alloc_error};
use std::any::Any;
use std::borrow::Cow;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

use crate::cc::{Cc, CloneInHeap};
use crate::core::HeapCore;
use crate::current::with_current;
use crate::heap::{AllocError, Heap};
use crate::record::{STR, Slice, VTable, length_word};
use crate::trace::Trace;
use crate::weak::Weak;

impl HeapCore {
    /// Moves `len` items into a new slice object. The caller has counted the allocation. `None` only if it is fallible.
    ///
    /// # Safety
    /// `items` holds that many items, which the caller gives up on success; the vtable is that of slices of `T`.
    unsafe fn slice_of<T>(
        &self,
        vtable: &'static VTable,
        items: *const T,
        len: usize,
        fallible: bool,
    ) -> Option<Cc<[T]>> {
        let record = self.record(vtable);
        let Ok(layout) = Layout::array::<T>(len) else { panic!("capacity overflow") };
        // SAFETY: the vtable will compute this layout from the length written below.
        let obj = unsafe {
            if fallible { self.place_within(record, layout)? } else { self.place_or_abort(record, layout) }
        };
        // SAFETY: the place has room for the items, which are moved; slices have a length word.
        unsafe {
            length_word(obj.value()).write(len);
            let place = obj.value().cast::<T>();
            std::ptr::copy_nonoverlapping(items, place.as_ptr(), len);
            Some(Cc::from_value(NonNull::slice_from_raw_parts(place, len)))
        }
    }

    fn str_of(&self, text: &str, fallible: bool) -> Option<Cc<str>> {
        self.spend(self.record(STR));
        // SAFETY: bytes are copied, not moved; a `str` object is laid out as a slice of bytes.
        unsafe {
            let bytes = self.slice_of::<u8>(STR, text.as_ptr(), text.len(), fallible)?;
            Some(Cc::from_raw(Cc::into_raw(bytes) as *const str))
        }
    }

    fn slice_of_vec<T: Trace>(&self, items: Vec<T>, fallible: bool) -> Result<Cc<[T]>, AllocError<Vec<T>>> {
        // First, as it may collect, and a destructor may panic.
        self.spend(self.record(Slice::<T>::VTABLE));
        let mut items = items;
        // SAFETY: the items are moved out, then the vector's memory is freed without dropping them.
        unsafe {
            let Some(slice) = self.slice_of(Slice::<T>::VTABLE, items.as_ptr(), items.len(), fallible) else {
                return Err(AllocError(items));
            };
            items.set_len(0);
            Ok(slice)
        }
    }

    fn alloc_vec<T: Trace>(&self, items: Vec<T>) -> Cc<[T]> {
        let layout = Layout::for_value(items.as_slice());
        self.slice_of_vec(items, false).unwrap_or_else(|_| handle_alloc_error(layout))
    }

    fn alloc_text(&self, text: &str) -> Cc<str> {
        self.str_of(text, false).unwrap_or_else(|| handle_alloc_error(Layout::for_value(text)))
    }
}

impl Heap {
    /// Allocates a slice in this heap, moving the items.
    pub fn alloc_slice<T: Trace>(&self, items: Vec<T>) -> Cc<[T]> {
        self.core().alloc_vec(items)
    }

    /// As [`alloc_slice`](Heap::alloc_slice), within the heap's limit (see [`try_alloc`](Heap::try_alloc)).
    ///
    /// # Errors
    /// The limit is reached, or memory is exhausted: gives the items back.
    pub fn try_alloc_slice<T: Trace>(&self, items: Vec<T>) -> Result<Cc<[T]>, AllocError<Vec<T>>> {
        self.core().slice_of_vec(items, true)
    }

    /// Allocates a string in this heap.
    pub fn alloc_str(&self, text: &str) -> Cc<str> {
        self.core().alloc_text(text)
    }

    /// As [`alloc_str`](Heap::alloc_str), within the heap's limit (see [`try_alloc`](Heap::try_alloc)).
    ///
    /// # Errors
    /// The limit is reached, or memory is exhausted.
    pub fn try_alloc_str<'t>(&self, text: &'t str) -> Result<Cc<str>, AllocError<&'t str>> {
        self.core().str_of(text, true).ok_or(AllocError(text))
    }
}

impl<T: Trace> From<Vec<T>> for Cc<[T]> {
    fn from(items: Vec<T>) -> Cc<[T]> {
        with_current(|heap| heap.alloc_vec(items))
    }
}

impl<T: Trace> From<Box<[T]>> for Cc<[T]> {
    fn from(items: Box<[T]>) -> Cc<[T]> {
        Cc::from(Vec::from(items))
    }
}

impl<T: Trace + Clone> From<&[T]> for Cc<[T]> {
    fn from(items: &[T]) -> Cc<[T]> {
        Cc::from(items.to_vec())
    }
}

impl<T: Trace, const N: usize> From<[T; N]> for Cc<[T]> {
    fn from(items: [T; N]) -> Cc<[T]> {
        Cc::from(Vec::from(items))
    }
}

impl From<&str> for Cc<str> {
    fn from(text: &str) -> Cc<str> {
        with_current(|heap| heap.alloc_text(text))
    }
}

impl From<String> for Cc<str> {
    fn from(text: String) -> Cc<str> {
        Cc::from(text.as_str())
    }
}

impl From<Box<str>> for Cc<str> {
    fn from(text: Box<str>) -> Cc<str> {
        Cc::from(&*text)
    }
}

impl<T: Trace + Clone> From<&mut [T]> for Cc<[T]> {
    fn from(items: &mut [T]) -> Cc<[T]> {
        Cc::from(&*items)
    }
}

impl From<&mut str> for Cc<str> {
    fn from(text: &mut str) -> Cc<str> {
        Cc::from(&*text)
    }
}

impl<'a, T> From<Cow<'a, T>> for Cc<T>
where
    T: ?Sized + ToOwned,
    Cc<T>: From<&'a T> + From<T::Owned>,
{
    fn from(value: Cow<'a, T>) -> Cc<T> {
        match value {
            Cow::Borrowed(value) => Cc::from(value),
            Cow::Owned(value) => Cc::from(value),
        }
    }
}

impl From<Cc<str>> for Cc<[u8]> {
    /// The same object, seen as bytes.
    fn from(text: Cc<str>) -> Cc<[u8]> {
        // SAFETY: a `str` object is laid out as a slice of bytes; the count moves along.
        unsafe { Cc::from_raw(Cc::into_raw(text) as *const [u8]) }
    }
}

impl<T, const N: usize> TryFrom<Cc<[T]>> for Cc<[T; N]> {
    type Error = Cc<[T]>;

    /// The same object, if it has exactly `N` items.
    fn try_from(items: Cc<[T]>) -> Result<Cc<[T; N]>, Cc<[T]>> {
        if Cc::as_ptr(&items).len() != N {
            return Err(items);
        }
        // SAFETY: the slice has that length; the count moves along.
        Ok(unsafe { Cc::from_raw(Cc::into_raw(items).cast()) })
    }
}

impl<T: Trace + Clone> CloneInHeap for [T] {
    fn clone_in(&self, heap: &Heap) -> Cc<[T]> {
        heap.alloc_slice(self.to_vec())
    }
}

impl CloneInHeap for str {
    fn clone_in(&self, heap: &Heap) -> Cc<str> {
        heap.alloc_str(self)
    }
}

impl Cc<dyn Any> {
    /// The pointer with its concrete type.
    ///
    /// # Errors
    /// Gives the pointer back if the value is not a `T`.
    pub fn downcast<T: Trace>(self) -> Result<Cc<T>, Cc<dyn Any>> {
        if (*self).is::<T>() {
            // SAFETY: the value is a `T`; the count moves along.
            Ok(unsafe { Cc::from_value(ManuallyDrop::new(self).value().cast()) })
        } else {
            Err(self)
        }
    }
}

/// Pointers that [`coerce!`](crate::coerce) can widen.
#[doc(hidden)]
pub trait Coerce: Sized {
    type Value: ?Sized;
    type With<U: ?Sized>;

    fn value_ptr(&self) -> *const Self::Value;

    /// # Safety
    /// `value` is the result of an unsizing coercion of `self.value_ptr()`.
    unsafe fn with_ptr<U: ?Sized>(self, value: *const U) -> Self::With<U>;
}

impl<T: ?Sized> Coerce for Cc<T> {
    type Value = T;
    type With<U: ?Sized> = Cc<U>;

    fn value_ptr(&self) -> *const T {
        Cc::as_ptr(self)
    }

    unsafe fn with_ptr<U: ?Sized>(self, value: *const U) -> Cc<U> {
        std::mem::forget(self);
        // SAFETY: the same object, seen wider; the count moves along.
        unsafe { Cc::from_raw(value) }
    }
}

impl<T: ?Sized> Coerce for Weak<T> {
    type Value = T;
    type With<U: ?Sized> = Weak<U>;

    fn value_ptr(&self) -> *const T {
        self.raw_value().as_ptr()
    }

    unsafe fn with_ptr<U: ?Sized>(self, value: *const U) -> Weak<U> {
        // SAFETY: not null, as it comes from a `NonNull`; the caller's guarantee.
        unsafe { self.with_value(NonNull::new_unchecked(value.cast_mut())) }
    }
}

/// Widens a [`Cc`] or [`Weak`] to a trait object or slice, as `Rc` does by itself with the compiler's help.
///
/// ```
/// use oxbow_cc::{Cc, Trace, coerce};
///
/// trait Shape: Trace {
///     fn area(&self) -> f64;
/// }
///
/// #[derive(Trace)]
/// struct Square(f64);
///
/// impl Shape for Square {
///     fn area(&self) -> f64 {
///         self.0 * self.0
///     }
/// }
///
/// let shape: Cc<dyn Shape> = coerce!(Cc::new(Square(3.0)) => dyn Shape);
/// assert_eq!(shape.area(), 9.0);
/// ```
///
/// Only unsizing is accepted:
///
/// ```compile_fail
/// let n: oxbow_cc::Cc<u64> = oxbow_cc::coerce!(oxbow_cc::Cc::new(1u32) => u64);
/// ```
#[macro_export]
macro_rules! coerce {
    ($pointer:expr => $target:ty) => {{
        let pointer = $pointer;
        let value: *const $target = $crate::__private::Coerce::value_ptr(&pointer);
        // SAFETY: the line above compiles only for an unsizing coercion.
        #[allow(unsafe_code)]
        unsafe {
            $crate::__private::Coerce::with_ptr::<$target>(pointer, value)
        }
    }};
}
