//! [`Finalize`]: a last look at an object whose neighbours are still whole.

use std::cell::Cell;

use crate::cc::Cc;
use crate::tail::Tail;
use crate::trace::Trace;
use crate::tracer::Tracer;

/// Runs once before an object is destroyed, by count or as part of a cycle, while everything it refers to is intact.
///
/// Connected by `#[trace(finalize)]` on the derive. It may allocate, mutate, collect (which does nothing inside a
/// run) or panic, and it may store a clone of `this` somewhere: the object then stays alive, whole, and is never
/// finalized again. Weak pointers made before are hidden while it runs. They come back if the object dies by count
/// and is resurrected; after a collection they stay cleared.
pub trait Finalize: Trace {
    /// Called on the object that is about to die.
    fn finalize(&self);

    /// As [`finalize`](Finalize::finalize), with the pointer, so that the object can be kept.
    fn finalize_cc(this: &Cc<Self>)
    where
        Self: Sized,
    {
        this.finalize();
    }

    /// As [`finalize_cc`](Finalize::finalize_cc), for the head of a [`Tail`]. What knows the type of the items gets at them with
    /// [`with_items`](Cc::with_items).
    fn finalize_tail<T: Trace>(this: &Cc<Tail<Self, T>>)
    where
        Self: Sized,
    {
        this.head().finalize();
    }
}

/// A switch that says whether a finalizer has anything to do, for types whose objects need one only sometimes.
///
/// A type that derives `Trace` with `#[trace(finalize, finalize_by = field)]` asks the field: a switch answers for itself, a [`Cc`] for what it
/// points to, a type with `#[trace(finalize_by = ..)]` passes the question on. An object for which the answer is no dies without the call and is
/// not counted as finalized.
#[derive(Debug, Default)]
pub struct FinalizerSwitch(Cell<bool>);

impl FinalizerSwitch {
    /// A switch in this position.
    pub const fn new(on: bool) -> FinalizerSwitch {
        FinalizerSwitch(Cell::new(on))
    }

    /// Changes the position: deaths from here on obey it.
    pub fn set(&self, on: bool) {
        self.0.set(on);
    }

    /// The position.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.0.get()
    }
}

// SAFETY: owns nothing.
unsafe impl Trace for FinalizerSwitch {
    fn trace(&self, _: &mut Tracer<'_>) {}

    fn is_cyclic() -> bool {
        false
    }

    #[inline]
    fn wants_finalizer(&self) -> bool {
        self.is_on()
    }
}
