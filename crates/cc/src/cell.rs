//! [`CcCell`]: a replaceable pointer without a borrow flag.
//!
//! A `Cell` of any type could not be traced: the hook of a user type might reach the same cell and replace the value under
//! itself. For `Option<Cc<T>>` it is sound, because nothing runs between taking the address of the pointer and
//! reporting it. The pointer is always replaced before the old one is dropped.

use std::cell::Cell;
use std::fmt;

use crate::cc::Cc;
use crate::trace::Trace;
use crate::tracer::Tracer;

/// A cell that holds a [`Cc`] or nothing: one word, like `Cell<Option<Cc<T>>>`, but traced.
pub struct CcCell<T: ?Sized>(Cell<Option<Cc<T>>>);

impl<T: ?Sized> CcCell<T> {
    /// A cell with a pointer or nothing in it.
    pub const fn new(pointer: Option<Cc<T>>) -> CcCell<T> {
        CcCell(Cell::new(pointer))
    }

    /// A clone of the pointer.
    pub fn get(&self) -> Option<Cc<T>> {
        // SAFETY: cloning a `Cc` runs no user code, so nobody replaces the pointer while it is borrowed.
        unsafe { &*self.0.as_ptr() }.clone()
    }

    /// Replaces the pointer and drops the old one.
    pub fn set(&self, pointer: Option<Cc<T>>) {
        self.0.set(pointer);
    }

    /// Takes the pointer out.
    pub fn take(&self) -> Option<Cc<T>> {
        self.0.take()
    }

    /// Replaces the pointer and gives the old one back.
    pub fn replace(&self, pointer: Option<Cc<T>>) -> Option<Cc<T>> {
        self.0.replace(pointer)
    }

    /// Whether there is no pointer.
    pub fn is_none(&self) -> bool {
        // SAFETY: as in `get`.
        unsafe { &*self.0.as_ptr() }.is_none()
    }
}

impl<T: ?Sized> Default for CcCell<T> {
    fn default() -> CcCell<T> {
        CcCell::new(None)
    }
}

impl<T: ?Sized> From<Cc<T>> for CcCell<T> {
    fn from(pointer: Cc<T>) -> CcCell<T> {
        CcCell::new(Some(pointer))
    }
}

impl<T: ?Sized> fmt::Debug for CcCell<T> {
    /// Shows the address only: what a cell points to may lead back to the cell.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.get() {
            Some(pointer) => write!(f, "CcCell({:p})", pointer),
            None => f.write_str("CcCell(None)"),
        }
    }
}

// SAFETY: the cell owns its pointer, which is reported once.
unsafe impl<T: ?Sized + 'static> Trace for CcCell<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: `edge` runs no user code, so nobody replaces the pointer while it is borrowed.
        if let Some(pointer) = unsafe { &*self.0.as_ptr() } {
            tracer.edge(pointer);
        }
    }

    fn is_cyclic() -> bool {
        true
    }

    fn drops_only_edges() -> bool {
        true
    }
}
