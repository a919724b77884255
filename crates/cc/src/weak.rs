//! [`Weak`] and the boxes behind it.
//!
//! A [`WeakBox`] stands between weak pointers and their object, so that an object's memory can be reused the moment it
//! dies. Invariants: an attached box is on the chain that starts at its owner's `meta`; a detached box has no owner;
//! a box is freed with its last `Weak`. A chain longer than one only arises when a pointer is downgraded inside the
//! object's finalizer while the older boxes are hidden.

use std::cell::Cell;
use std::fmt;
use std::ptr::NonNull;

use crate::cc::Cc;
use crate::header::{DEAD, Obj};
use crate::record::TypeRecord;

/// A pointer that does not keep its object alive. Once the object is condemned, [`upgrade`](Weak::upgrade) gives `None`.
pub struct Weak<T: ?Sized> {
    /// Address and metadata of the value; dangling when there is no box.
    value: NonNull<T>,
    link: Option<NonNull<WeakBox>>,
}

#[repr(align(32))]
pub(crate) struct WeakBox {
    pub(crate) record: NonNull<TypeRecord>,
    owner: Cell<Option<Obj>>,
    hidden: Cell<bool>,
    weaks: Cell<usize>,
    next: Cell<Option<NonNull<WeakBox>>>,
}

impl<T> Weak<T> {
    /// A weak pointer to nothing. Does not allocate.
    pub const fn new() -> Weak<T> {
        Weak { value: NonNull::dangling(), link: None }
    }
}

impl<T: ?Sized> Weak<T> {
    /// A weak pointer to a live object whose value is at `value`.
    pub(crate) fn to(obj: Obj, value: NonNull<T>) -> Weak<T> {
        if obj.is_dead() {
            return Weak { value, link: None };
        }
        let link = visible_box(obj).unwrap_or_else(|| attach(obj));
        // SAFETY: attached boxes are valid.
        let weaks = unsafe { &link.as_ref().weaks };
        weaks.set(weaks.get() + 1);
        Weak { value, link: Some(link) }
    }

    fn link(&self) -> Option<&WeakBox> {
        // SAFETY: a box lives until its last `Weak` is dropped.
        self.link.map(|link| unsafe { link.as_ref() })
    }

    fn target(&self) -> Option<Obj> {
        self.link().filter(|link| !link.hidden.get()).and_then(|link| link.owner.get())
    }

    /// A strong pointer, or `None` if the object is dead, condemned, being finalized, or not built yet.
    ///
    /// # Panics
    /// If the strong count is at its limit of 2^32 - 1.
    pub fn upgrade(&self) -> Option<Cc<T>> {
        let obj = self.target()?;
        crate::cc::retain(obj);
        // SAFETY: the object is alive and `value` is its value; the count for the new pointer was just taken.
        Some(unsafe { Cc::from_value(self.value) })
    }

    /// Address of the value; it may be gone, and is dangling for [`Weak::new`].
    pub fn as_ptr(&self) -> *const T {
        self.value.as_ptr()
    }

    /// Whether two weak pointers were made from the same object, or both from none.
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool {
        match (self.link, other.link) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                a == b
                    || std::ptr::addr_eq(self.value.as_ptr(), other.value.as_ptr())
                        && self.target().is_some()
                        && self.target() == other.target()
            }
            _ => false,
        }
    }

    /// Strong pointers to the object; 0 when it cannot be upgraded.
    pub fn strong_count(&self) -> usize {
        self.target().map_or(0, |obj| obj.strong() as usize)
    }

    /// Weak pointers to the object; 0 when it cannot be upgraded.
    pub fn weak_count(&self) -> usize {
        self.target().map_or(0, count)
    }

    pub(crate) fn raw_value(&self) -> NonNull<T> {
        self.value
    }

    /// The same weak pointer with other metadata.
    ///
    /// # Safety
    /// `value` is this pointer's value, unsized (or sized) differently.
    pub(crate) unsafe fn with_value<U: ?Sized>(self, value: NonNull<U>) -> Weak<U> {
        let link = self.link;
        std::mem::forget(self);
        Weak { value, link }
    }
}

impl<T: ?Sized> Clone for Weak<T> {
    fn clone(&self) -> Weak<T> {
        if let Some(link) = self.link() {
            link.weaks.set(link.weaks.get() + 1);
        }
        Weak { value: self.value, link: self.link }
    }
}

impl<T: ?Sized> Drop for Weak<T> {
    fn drop(&mut self) {
        let (Some(at), Some(link)) = (self.link, self.link()) else { return };
        let left = link.weaks.get() - 1;
        link.weaks.set(left);
        if left == 0 {
            if let Some(owner) = link.owner.get() {
                unchain(owner, at);
            }
            // SAFETY: the last `Weak` is going and the owner no longer leads to the box.
            drop(unsafe { Box::from_raw(at.as_ptr()) });
        }
    }
}

impl<T> Default for Weak<T> {
    fn default() -> Weak<T> {
        Weak::new()
    }
}

impl<T: ?Sized> fmt::Debug for Weak<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(Weak)")
    }
}

fn chain(obj: Obj) -> impl Iterator<Item = NonNull<WeakBox>> {
    // SAFETY: the members of an owner's chain are attached boxes, which are valid.
    std::iter::successors(obj.weak_box(), |link| unsafe { link.as_ref() }.next.get())
}

fn visible_box(obj: Obj) -> Option<NonNull<WeakBox>> {
    // SAFETY: as in `chain`.
    chain(obj).find(|link| unsafe { !link.as_ref().hidden.get() })
}

fn attach(obj: Obj) -> NonNull<WeakBox> {
    let link = NonNull::from(Box::leak(Box::new(WeakBox {
        record: obj.record_ptr(),
        owner: Cell::new(Some(obj)),
        hidden: Cell::new(false),
        weaks: Cell::new(0),
        next: Cell::new(obj.weak_box()),
    })));
    obj.set_meta(link.as_ptr().cast(), true);
    link
}

fn unchain(obj: Obj, at: NonNull<WeakBox>) {
    // SAFETY: boxes on the chain are valid, and so is `at`, which is on it.
    unsafe {
        let (record, next) = (at.as_ref().record, at.as_ref().next.get());
        match chain(obj).find(|link| link.as_ref().next.get() == Some(at)) {
            Some(before) => before.as_ref().next.set(next),
            None => match next {
                Some(next) => obj.set_meta(next.as_ptr().cast(), true),
                None => obj.set_meta(record.as_ptr().cast(), false),
            },
        }
    }
}

/// Weak pointers to an object.
pub(crate) fn count(obj: Obj) -> usize {
    // SAFETY: as in `chain`.
    chain(obj).map(|link| unsafe { link.as_ref() }.weaks.get()).sum()
}

/// Makes all weak pointers to an object fail to upgrade, for now.
pub(crate) fn hide(obj: Obj) {
    // SAFETY: as in `chain`.
    chain(obj).for_each(|link| unsafe { link.as_ref() }.hidden.set(true));
}

/// Undoes [`hide`].
pub(crate) fn show(obj: Obj) {
    // SAFETY: as in `chain`.
    chain(obj).for_each(|link| unsafe { link.as_ref() }.hidden.set(false));
}

/// Cuts all weak pointers off an object for ever.
#[inline]
pub(crate) fn detach(obj: Obj) {
    if let Some(first) = obj.weak_box() {
        // SAFETY: the first box of a chain is valid.
        obj.set_meta(unsafe { first.as_ref() }.record.as_ptr().cast(), false);
        let mut link = Some(first);
        while let Some(at) = link {
            // SAFETY: as in `chain`; `next` is read before the box is let go.
            let at = unsafe { at.as_ref() };
            link = at.next.take();
            at.owner.set(None);
        }
    }
}

/// A weak pointer to an object whose value is not there yet: it upgrades once [`show`] was called.
pub(crate) fn early<T>(obj: Obj) -> Weak<T> {
    debug_assert_eq!(obj.slot(), DEAD);
    let link = attach(obj);
    // SAFETY: just made.
    unsafe {
        link.as_ref().hidden.set(true);
        link.as_ref().weaks.set(1);
    }
    Weak { value: obj.value().cast(), link: Some(link) }
}
