//! Cells.
//!
//! `Cell<T: Copy>` cannot own a `Cc`. For a cell that holds a pointer there is [`CcCell`](crate::CcCell).

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::OnceLock;

use super::acyclic;
use crate::trace::{Trace, cyclic_by_fields};
use crate::tracer::Tracer;

acyclic! { [T: Copy + 'static] Cell<T> }

// SAFETY: the cell owns its value. While it is mutably borrowed the value may be half changed, and nothing is reported.
unsafe impl<T: Trace> Trace for RefCell<T> {
    #[inline]
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: hooks do not mutate what they look at (obligation 4), so nobody borrows the cell mutably meanwhile.
        if let Ok(value) = unsafe { self.try_borrow_unguarded() } {
            value.trace(tracer);
        } else {
            tracer.left_out();
        }
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        if let Ok(value) = self.try_borrow() {
            value.trace_named(tracer);
        }
    }

    fn is_cyclic() -> bool {
        cyclic_by_fields(&[T::is_cyclic])
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
        unsafe { self.get_mut().drop_rest() };
    }
}

macro_rules! once {
    ($($type:ident),*) => {$(
        // SAFETY: the cell owns its value, if it has one.
        unsafe impl<T: Trace> Trace for $type<T> {
            fn trace(&self, tracer: &mut Tracer<'_>) {
                if let Some(value) = self.get() {
                    value.trace(tracer);
                }
            }

            fn trace_named(&self, tracer: &mut Tracer<'_>) {
                if let Some(value) = self.get() {
                    value.trace_named(tracer);
                }
            }

            fn is_cyclic() -> bool {
                cyclic_by_fields(&[T::is_cyclic])
            }

            fn drops_only_edges() -> bool {
                T::drops_only_edges()
            }

            fn knows_rest() -> bool {
                T::knows_rest()
            }

            unsafe fn drop_rest(&mut self) {
                if let Some(value) = self.get_mut() {
                    // SAFETY: the caller's guarantee.
                    unsafe { value.drop_rest() };
                }
            }
        }
    )*};
}

once!(OnceCell, OnceLock);
