//! [`Finalize`]: a last look at an object whose neighbours are still whole.

use crate::cc::Cc;
use crate::trace::Trace;

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
}
