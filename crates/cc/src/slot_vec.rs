//! [`SlotVec`]: a growable vector of cells for values that may own pointers.
//!
//! Invariant: as in `slot`, reading an element runs no foreign code, and what is replaced is dropped only after the vector holds its new content. While the
//! elements are lent, the vector does not change.

use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::mem;
use std::ops::Deref;

use crate::slot::{SlotValue, replace_by_words};
use crate::trace::Trace;
use crate::tracer::Tracer;

/// A growable vector of cells like [`Slot`](crate::Slot). Elements are read by copying and written by replacing; [`SlotVec::borrow`] lends all of them for reading,
/// and while such a borrow lasts every change panics, as with `RefCell`.
pub struct SlotVec<T: SlotValue> {
    /// Borrows under way.
    readers: Cell<usize>,
    items: UnsafeCell<Vec<T>>,
}

impl<T: SlotValue> SlotVec<T> {
    /// A vector of these elements.
    #[inline]
    pub const fn new(items: Vec<T>) -> SlotVec<T> {
        SlotVec { readers: Cell::new(0), items: UnsafeCell::new(items) }
    }

    /// Number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.items().len()
    }

    /// Elements for which there is room.
    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.items().capacity()
    }

    /// Whether there is no element.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of the element at `index`.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<T> {
        self.items().get(index).map(T::duplicate)
    }

    /// Replaces the element at `index` and gives the old one back; gives the new one back if there is none.
    ///
    /// # Errors
    /// There is no such element.
    ///
    /// # Panics
    /// While the vector is borrowed.
    #[inline(always)]
    pub fn replace(&self, index: usize, value: T) -> Result<T, T> {
        self.change(|items| match items.get_mut(index) {
            Some(item) => Ok(replace_by_words(item, value)),
            None => Err(value),
        })
    }

    /// Appends. Panics like [`SlotVec::replace`].
    #[inline(always)]
    pub fn push(&self, value: T) {
        self.change(|items| items.push(value));
    }

    /// Appends if there is room for it. Panics like [`SlotVec::replace`].
    ///
    /// # Errors
    /// Gives the value back if there is no room.
    #[inline(always)]
    pub fn push_within_capacity(&self, value: T) -> Result<(), T> {
        self.change(|items| {
            if items.len() == items.capacity() {
                return Err(value);
            }
            items.push(value);
            Ok(())
        })
    }

    /// Removes and returns the last element. Panics like [`SlotVec::replace`].
    #[inline]
    pub fn pop(&self) -> Option<T> {
        self.change(Vec::pop)
    }

    /// Inserts before `index`, at the end if the vector is shorter. Panics like [`SlotVec::replace`].
    pub fn insert(&self, index: usize, value: T) {
        self.change(|items| items.insert(index.min(items.len()), value));
    }

    /// Removes and returns the element at `index`; later ones move up. Panics like [`SlotVec::replace`].
    pub fn remove(&self, index: usize) -> Option<T> {
        self.change(|items| (index < items.len()).then(|| items.remove(index)))
    }

    /// Appends all of `more`. Panics like [`SlotVec::replace`].
    pub fn append(&self, mut more: Vec<T>) {
        self.change(|items| items.append(&mut more));
    }

    /// Reverses the order. Panics like [`SlotVec::replace`].
    pub fn reverse(&self) {
        self.change(|items| items.reverse());
    }

    /// Exchanges the contents and gives the old ones back. Panics like [`SlotVec::replace`].
    pub fn take(&self, items: Vec<T>) -> Vec<T> {
        self.change(|old| mem::replace(old, items))
    }

    /// Lends all elements for reading.
    pub fn borrow(&self) -> SlotRef<'_, T> {
        self.readers.set(self.readers.get() + 1);
        SlotRef(self)
    }

    #[inline(always)]
    fn items(&self) -> &Vec<T> {
        // SAFETY: private; callers let go of it before anything changes the vector, or count as readers.
        unsafe { &*self.items.get() }
    }

    /// Changes the vector. `change` is code of this file; it only moves elements.
    #[inline(always)]
    fn change<R>(&self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        if self.readers.get() != 0 {
            borrowed();
        }
        // SAFETY: nobody reads: there is no `SlotRef`, and the other methods run no foreign code while they look.
        change(unsafe { &mut *self.items.get() })
    }
}

#[cold]
#[inline(never)]
fn borrowed() -> ! {
    panic!("a SlotVec was changed while it was borrowed");
}

impl<T: SlotValue> Drop for SlotVec<T> {
    /// Drops the elements as [`SlotValue::discard`] does, without asking for their variants where that is possible.
    fn drop(&mut self) {
        mem::take(self.items.get_mut()).into_iter().for_each(T::discard);
    }
}

impl<T: SlotValue> Default for SlotVec<T> {
    fn default() -> SlotVec<T> {
        SlotVec::new(Vec::new())
    }
}

impl<T: SlotValue> fmt::Debug for SlotVec<T> {
    /// Says only that there is a vector: what it holds may lead back to it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SlotVec(..)")
    }
}

// SAFETY: the vector owns its elements, whose hooks cannot change it (`SlotValue`).
unsafe impl<T: SlotValue> Trace for SlotVec<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.items().trace(tracer);
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        self.items().trace_named(tracer);
    }

    fn is_cyclic() -> bool {
        T::is_cyclic()
    }

    fn knows_rest() -> bool {
        T::knows_rest()
    }

    #[inline]
    unsafe fn drop_rest(&mut self) {
        // SAFETY: the caller's guarantee.
        unsafe { self.items.get_mut().drop_rest() };
    }
}

/// The elements of a [`SlotVec`], lent for reading.
pub struct SlotRef<'v, T: SlotValue>(&'v SlotVec<T>);

impl<T: SlotValue> Deref for SlotRef<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: nothing changes the vector while it has readers.
        unsafe { &*self.0.items.get() }
    }
}

impl<T: SlotValue> Drop for SlotRef<'_, T> {
    fn drop(&mut self) {
        self.0.readers.set(self.0.readers.get() - 1);
    }
}
