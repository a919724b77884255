//! [`Slot`]: a cell for a value that may own pointers, without a borrow flag on the reading side. `slot_vec` holds a vector of them.
//!
//! A `Cell` of any type could not be traced, and a `RefCell` pays for its flag at every access. Here nothing is ever lent to code that could
//! come back to the cell: what reads a value in place ([`SlotValue::duplicate`] and the trace hook) is code of this crate and its derive alone,
//! and what is replaced is dropped only after the cell holds its new content. So a panic cannot leave a cell half changed either.

use std::cell::UnsafeCell;
use std::fmt;
use std::mem::{self, ManuallyDrop, MaybeUninit};

use crate::cc::{Cc, release, retain};
use crate::header::Obj;
use crate::trace::Trace;
use crate::tracer::Tracer;

/// A value that a [`Slot`] may hold: copied and traced without running foreign code. Use `#[derive(Trace)]` with `#[trace(slot)]`, which is
/// possible when all fields are such values.
///
/// # Safety
/// 1. `retain`, `trace` and `trace_named` run no code that could reach, replace or drop the value they are called on: that is, only the methods
///    of the same name of the value's fields.
/// 2. After `retain` has returned, a bitwise copy of the value is an owned value of its own.
/// 3. If `ONE_POINTER` is true, the value owns nothing, or one `Cc`, which `owned` gives, and dropping the value does no more than dropping that.
pub unsafe trait SlotValue: Trace {
    /// Whether a value owns one pointer at most. Then it is copied and dropped without asking which of its variants it is.
    const ONE_POINTER: bool = false;

    /// Counts one more owner of everything that the value owns.
    fn retain(&self);

    /// The one pointer that the value owns, if `ONE_POINTER`.
    #[doc(hidden)]
    #[inline(always)]
    fn owned(&self) -> Option<Owned> {
        None
    }

    /// Whether that pointer leads to an object of an acyclic type.
    #[doc(hidden)]
    #[inline(always)]
    fn is_acyclic(&self) -> bool {
        false
    }

    /// Drops the value.
    #[inline(always)]
    fn discard(self)
    where
        Self: Sized,
    {
        if !Self::ONE_POINTER {
            return drop(self);
        }
        let owned = self.owned();
        mem::forget(self);
        if let Some(Owned(obj)) = owned {
            // SAFETY: obligation 3: this pointer is all that the forgotten value owned.
            unsafe { release(obj) };
        }
    }

    /// A copy of the value, as `Clone` makes it.
    #[inline(always)]
    fn duplicate(&self) -> Self
    where
        Self: Sized,
    {
        self.retain();
        // SAFETY: obligation 2.
        unsafe { read_by_words(self) }
    }
}

/// What a pointer leads to, without its type.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Owned(Obj);

impl Owned {
    #[inline(always)]
    pub(crate) fn obj(self) -> Obj {
        self.0
    }

    /// Counts one more owner.
    #[inline(always)]
    pub fn retain(self) {
        retain(self.0);
    }
}

/// As `ptr::read`. A value of two words is read word by word: it was probably written so a moment ago, and a processor cannot forward two
/// stores that are on their way to one load of both. (Passing on what was just written took 5.9 ns with one load, 0.9 ns with two.) The
/// first is volatile for no other reason than that the compiler may not join a volatile load with its neighbour.
///
/// # Safety
/// As for `ptr::read`.
#[doc(hidden)]
#[inline(always)]
pub unsafe fn read_by_words<T>(place: *const T) -> T {
    type Word = MaybeUninit<u64>;
    if size_of::<T>() != 2 * size_of::<Word>() || align_of::<T>() < align_of::<Word>() {
        // SAFETY: the caller's guarantee.
        return unsafe { place.read() };
    }
    // SAFETY: the value has the size and at least the alignment of two words, which may be padding in part.
    unsafe {
        let words = place.cast::<Word>();
        let pair = [words.read_volatile(), words.add(1).read()];
        mem::transmute_copy::<[Word; 2], T>(&pair)
    }
}

/// As `mem::replace`, word by word like [`read_by_words`].
#[inline(always)]
pub fn replace_by_words<T: SlotValue>(place: &mut T, value: T) -> T {
    // SAFETY: what is written over was read out, and so is not dropped twice.
    unsafe {
        let old = read_by_words(place);
        std::ptr::from_mut(place).write(value);
        old
    }
}

// SAFETY: raises a count, or panics and changes nothing.
unsafe impl<T: ?Sized + 'static> SlotValue for Cc<T> {
    const ONE_POINTER: bool = true;

    #[inline(always)]
    fn retain(&self) {
        retain(self.obj());
    }

    #[inline(always)]
    fn owned(&self) -> Option<Owned> {
        Some(Owned(self.obj()))
    }
}

macro_rules! plain {
    ($($type:ty)*) => {$(
        // SAFETY: plain data without pointers.
        unsafe impl SlotValue for $type {
            const ONE_POINTER: bool = true;

            #[inline(always)]
            fn retain(&self) {}
        }
    )*};
}

plain! { () bool char u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64 }

// SAFETY: as for the value inside.
unsafe impl<T: SlotValue> SlotValue for Option<T> {
    const ONE_POINTER: bool = T::ONE_POINTER;

    #[inline]
    fn retain(&self) {
        if let Some(value) = self {
            value.retain();
        }
    }

    #[inline(always)]
    fn owned(&self) -> Option<Owned> {
        self.as_ref().and_then(T::owned)
    }

    #[inline(always)]
    fn is_acyclic(&self) -> bool {
        self.as_ref().is_some_and(T::is_acyclic)
    }
}

/// A cell that is read by copying and written by replacing. As large as its value.
#[repr(transparent)]
pub struct Slot<T: SlotValue>(UnsafeCell<ManuallyDrop<T>>);

impl<T: SlotValue> Slot<T> {
    /// A cell holding `value`.
    #[inline]
    pub const fn new(value: T) -> Slot<T> {
        Slot(UnsafeCell::new(ManuallyDrop::new(value)))
    }

    /// A copy of the value.
    #[inline(always)]
    pub fn get(&self) -> T {
        // SAFETY: `duplicate` runs no code that could replace the value meanwhile (`SlotValue`).
        unsafe { &*self.place() }.duplicate()
    }

    /// Replaces the value; the old one is dropped afterwards.
    #[inline(always)]
    pub fn set(&self, value: T) {
        self.replace(value).discard();
    }

    /// Replaces the value and gives the old one back.
    #[inline(always)]
    pub fn replace(&self, value: T) -> T {
        // SAFETY: no reference into the cell outlives the method that made it, and none of them calls foreign code.
        unsafe {
            let old = read_by_words(self.place());
            self.place().write(value);
            old
        }
    }

    #[inline(always)]
    fn place(&self) -> *mut T {
        self.0.get().cast()
    }
}

impl<T: SlotValue> Drop for Slot<T> {
    /// Drops the value as [`SlotValue::discard`] does, without asking for its variant where that is possible.
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the cell is not used again.
        unsafe { ManuallyDrop::take(self.0.get_mut()) }.discard();
    }
}

impl<T: SlotValue + Default> Default for Slot<T> {
    fn default() -> Slot<T> {
        Slot::new(T::default())
    }
}

impl<T: SlotValue> fmt::Debug for Slot<T> {
    /// Says only that there is a cell: what it holds may lead back to it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot(..)")
    }
}

// SAFETY: the cell owns its value, whose hook cannot replace it (`SlotValue`).
unsafe impl<T: SlotValue> Trace for Slot<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: as in `get`.
        unsafe { &*self.place() }.trace(tracer);
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: as in `get`.
        unsafe { &*self.place() }.trace_named(tracer);
    }

    fn is_cyclic() -> bool {
        T::is_cyclic()
    }

    fn drops_only_edges() -> bool {
        T::drops_only_edges()
    }

    fn knows_rest() -> bool {
        T::knows_rest()
    }

    #[inline]
    unsafe fn drop_rest(&mut self) {
        // SAFETY: the caller's guarantee.
        unsafe { (**self.0.get_mut()).drop_rest() };
    }
}
