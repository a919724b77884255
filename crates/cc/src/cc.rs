//! [`Cc`]: the pointer. Holds the address of the value; the header lies in front of it.
//!
//! Invariant: every `Cc` accounts for one unit of its object's strong count, and memory is never given back while the
//! count is above zero. A `Cc` may outlive its value only if it was cloned from a dying neighbour in a destructor; its
//! object then says `DEAD`, which dereferencing checks.

use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::pin::Pin;
use std::ptr::NonNull;

use crate::current::{current, with_current};
use crate::header::{DEAD, IN_RUN, Obj};
use crate::heap::Heap;
use crate::release;
use crate::trace::Trace;
use crate::weak::{self, Weak};

/// A reference-counted pointer, used like [`Rc`](std::rc::Rc), whose cycles are collected.
///
/// Without cycles it behaves as `Rc` does: the value is destroyed when the last pointer goes. Functions are associated
/// (`Cc::ptr_eq(&a, &b)`) so that they never hide a method of the value.
///
/// Dereferencing panics if the value was destroyed, which can only be observed inside `Drop` of a member of the same
/// dying cycle, or through a clone made there; see [`Cc::is_dead`] and [`Cc::try_deref`].
#[repr(transparent)]
pub struct Cc<T: ?Sized> {
    value: NonNull<T>,
    owns: PhantomData<T>,
}

impl<T: Trace> Cc<T> {
    /// Allocates in the thread's default heap. May collect, as the heap's policy says.
    #[inline]
    pub fn new(value: T) -> Cc<T> {
        // SAFETY: used for one call, while which collections hold a handle.
        unsafe { &*current() }.alloc(value)
    }

    /// Allocates an object that knows a weak pointer to itself. The pointer upgrades once `build` has returned.
    pub fn new_cyclic(build: impl FnOnce(&Weak<T>) -> T) -> Cc<T> {
        with_current(|heap| heap.alloc_cyclic(build))
    }

    /// The value, if this is its only strong pointer; weak pointers are cleared. Otherwise the pointer.
    ///
    /// # Errors
    /// Gives the pointer back if there are others, if the value is dead, or if a collection is looking at it.
    pub fn try_unwrap(this: Cc<T>) -> Result<T, Cc<T>> {
        let obj = this.obj();
        if !is_unshared(obj) {
            return Err(this);
        }
        std::mem::forget(this);
        // SAFETY: the only pointer is ours, so nobody sees the value again after it is read out here.
        unsafe {
            let value = obj.value().cast::<T>().read();
            obj.heap().control.external_shrank(value.external_bytes());
            release::vacate(obj);
            Ok(value)
        }
    }

    /// The value, if this is its only strong pointer; otherwise drops the pointer.
    pub fn into_inner(this: Cc<T>) -> Option<T> {
        Cc::try_unwrap(this).ok()
    }

    /// The value, moved out if this is the only strong pointer, else cloned.
    pub fn unwrap_or_clone(this: Cc<T>) -> T
    where
        T: Clone,
    {
        Cc::try_unwrap(this).unwrap_or_else(|this| (*this).clone())
    }

    /// Allocates a value that is never moved again.
    pub fn pin(value: T) -> Pin<Cc<T>> {
        // SAFETY: a pinned `Cc` gives no way to move the value: those need the `Cc` itself, or `&mut Cc`. Memory is not
        // reused before the value is dropped, or is known to have no destructor of its own.
        unsafe { Pin::new_unchecked(Cc::new(value)) }
    }
}

impl<T: ?Sized + Trace> Cc<T> {
    /// Mutable access, after cloning the value into a new object of the same heap if there are other strong pointers.
    /// Weak pointers stay with the old object, or are cleared if there is no other strong pointer.
    pub fn make_mut(this: &mut Cc<T>) -> &mut T
    where
        T: CloneInHeap,
    {
        if !is_unshared(this.obj()) {
            *this = (**this).clone_in(&Cc::heap(this));
        }
        sole(this)
    }

    /// Mutable access, if this is the only pointer, strong or weak, and the value is alive.
    ///
    /// The object stops being a candidate, so that no collection reads it while it is borrowed: a collection reaches an
    /// object from the buffer or through its owner, and the owner is the one that is borrowed.
    pub fn get_mut(this: &mut Cc<T>) -> Option<&mut T> {
        let obj = this.obj();
        if !is_unshared(obj) || obj.weak_box().is_some() {
            return None;
        }
        obj.heap().candidates.unregister(obj);
        // SAFETY: the only pointer is borrowed mutably and nothing else leads to the value (see above).
        Some(unsafe { this.value.as_mut() })
    }
}

impl<T: ?Sized> Cc<T> {
    /// A weak pointer to the same object.
    pub fn downgrade(this: &Cc<T>) -> Weak<T> {
        Weak::to(this.obj(), this.value)
    }

    /// Whether both point to the same object.
    #[inline]
    pub fn ptr_eq(a: &Cc<T>, b: &Cc<T>) -> bool {
        std::ptr::addr_eq(a.value.as_ptr(), b.value.as_ptr())
    }

    /// Strong pointers to the object. A running collection may hold one of its own.
    #[inline]
    pub fn strong_count(this: &Cc<T>) -> usize {
        this.obj().strong() as usize
    }

    /// Weak pointers to the object.
    pub fn weak_count(this: &Cc<T>) -> usize {
        weak::count(this.obj())
    }

    /// Address of the value. Valid for reads while the object lives.
    #[inline]
    pub fn as_ptr(this: &Cc<T>) -> *const T {
        this.value.as_ptr()
    }

    /// Turns the pointer into a raw one without touching the count.
    pub fn into_raw(this: Cc<T>) -> *const T {
        ManuallyDrop::new(this).value.as_ptr()
    }

    /// Takes a pointer back from [`Cc::into_raw`].
    ///
    /// # Safety
    /// `raw` came from `into_raw` of a `Cc` with the same or a compatible type, and each is taken back at most once.
    pub unsafe fn from_raw(raw: *const T) -> Cc<T> {
        // SAFETY: `raw` came from a `Cc` and so is not null; the count comes with it.
        unsafe { Cc::from_value(NonNull::new_unchecked(raw.cast_mut())) }
    }

    /// Takes one more count of an object given by a raw pointer.
    ///
    /// # Safety
    /// `raw` came from `into_raw` of a `Cc` with the same or a compatible type, and the object still has a count.
    pub unsafe fn increment_strong_count(raw: *const T) {
        // SAFETY: the caller's guarantee; the pointer read here is not dropped.
        let this = ManuallyDrop::new(unsafe { Cc::from_raw(raw) });
        std::mem::forget(Cc::clone(&this));
    }

    /// Gives up one count of an object given by a raw pointer, as dropping a `Cc` would.
    ///
    /// # Safety
    /// `raw` came from `into_raw` of a `Cc` with the same or a compatible type, and the caller owns one of its counts.
    pub unsafe fn decrement_strong_count(raw: *const T) {
        // SAFETY: the caller's guarantee.
        drop(unsafe { Cc::from_raw(raw) });
    }

    /// Whether the value was destroyed: only to be seen in a destructor of the same dying cycle, or later through a
    /// clone made there.
    #[inline]
    pub fn is_dead(this: &Cc<T>) -> bool {
        this.obj().is_dead()
    }

    /// The value, or `None` if it was destroyed.
    #[inline]
    pub fn try_deref(this: &Cc<T>) -> Option<&T> {
        if Cc::is_dead(this) {
            return None;
        }
        // SAFETY: the value is alive and stays so while `this` is borrowed, as `this` counts.
        Some(unsafe { this.value.as_ref() })
    }

    /// The value, without the check that it is alive.
    ///
    /// # Safety
    /// The value is alive: this is not called from a destructor that runs as part of a dying cycle, nor on a pointer that
    /// was cloned in one.
    #[inline(always)]
    pub unsafe fn deref_unchecked(this: &Cc<T>) -> &T {
        // SAFETY: the caller's guarantee.
        unsafe { this.value.as_ref() }
    }

    /// Whether the object's finalizer was called.
    pub fn is_finalized(this: &Cc<T>) -> bool {
        this.obj().has(crate::header::FINALIZED)
    }

    /// The heap the object lives in.
    pub fn heap(this: &Cc<T>) -> crate::Heap {
        crate::Heap::of(this.obj().heap())
    }

    #[inline(always)]
    pub(crate) fn obj(&self) -> Obj {
        // SAFETY: `value` is the value of an object whose memory is valid, because this pointer counts.
        unsafe { Obj::of_value(self.value.cast()) }
    }

    #[inline(always)]
    pub(crate) fn value(&self) -> NonNull<T> {
        self.value
    }

    /// # Safety
    /// `value` is the value of an object, and one unit of its count belongs to the new pointer.
    #[inline(always)]
    pub(crate) unsafe fn from_value(value: NonNull<T>) -> Cc<T> {
        Cc { value, owns: PhantomData }
    }
}

/// Values of which [`Cc::make_mut`] can make another object: those that are `Clone`, slices of such, and `str`.
pub trait CloneInHeap {
    /// A clone, in a new object of a heap.
    fn clone_in(&self, heap: &Heap) -> Cc<Self>;
}

impl<T: Trace + Clone> CloneInHeap for T {
    fn clone_in(&self, heap: &Heap) -> Cc<T> {
        heap.alloc(self.clone())
    }
}

/// Whether a strong pointer to the object is the only one, and its value is alive and in no run.
pub(crate) fn is_unshared(obj: Obj) -> bool {
    obj.strong() == 1 && !obj.is_dead() && !obj.has(IN_RUN)
}

/// Mutable access to an unshared object. Weak pointers are cut off.
pub(crate) fn sole<T: ?Sized>(this: &mut Cc<T>) -> &mut T {
    let obj = this.obj();
    debug_assert!(is_unshared(obj));
    weak::detach(obj);
    obj.heap().candidates.unregister(obj);
    // SAFETY: the only strong pointer is borrowed mutably, there are no weak ones, and as the object is no candidate no
    // collection looks at it while the borrow lasts (see `get_mut`).
    unsafe { this.value.as_mut() }
}

/// Takes one unit of an object's count.
#[inline(always)]
pub(crate) fn retain(obj: Obj) {
    match obj.strong().checked_add(1) {
        Some(count) => obj.set_strong(count),
        None => too_many(),
    }
}

#[cold]
#[inline(never)]
fn too_many() -> ! {
    panic!("more than 2^32 - 1 strong pointers to one object");
}

#[cold]
#[inline(never)]
fn dead() -> ! {
    panic!(
        "dereferenced a Cc whose value was destroyed: a destructor in a dying cycle may not read its neighbours"
    );
}

impl<T: ?Sized> Clone for Cc<T> {
    /// Another pointer to the same object.
    ///
    /// # Panics
    /// At 2^32 - 1 pointers to one object.
    #[inline]
    fn clone(&self) -> Cc<T> {
        retain(self.obj());
        Cc { value: self.value, owns: PhantomData }
    }
}

impl<T: ?Sized> Deref for Cc<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        if self.obj().slot() == DEAD {
            dead();
        }
        // SAFETY: the value is alive and stays so while `self` is borrowed, as `self` counts.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> Drop for Cc<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this pointer's own unit, and it is not used again.
        unsafe { release(self.obj()) }
    }
}

/// Gives one unit of an object's count back.
///
/// # Safety
/// The caller owns the unit: a `Cc` that is not used again.
#[inline(always)]
pub(crate) unsafe fn release(obj: Obj) {
    let left = obj.strong() - 1;
    obj.set_strong(left);
    if left == 0 {
        // SAFETY: the count is zero, so no pointer to the object is left.
        unsafe { release::dropped_to_zero(obj) }
    } else if obj.slot() == 0 {
        release::register(obj);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Heap;

    #[test]
    fn the_count_goes_to_its_limit_and_no_further() {
        let heap = Heap::new();
        let pointer = heap.alloc(Box::new(Vec::<Cc<u8>>::new()));
        pointer.obj().set_strong(u32::MAX - 1);
        std::mem::forget(pointer.clone());
        assert_eq!(Cc::strong_count(&pointer), u32::MAX as usize);
        let clone = || pointer.clone();
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(clone)).is_err());
        // Such an object is live to a collection, however many edges lead to it.
        heap.core().candidates.register(pointer.obj());
        assert_eq!(heap.collect().live, 1);
        pointer.obj().set_strong(1);
    }
}
