//! `Trace` for `either`.

use either::Either;

use crate::trace::{Trace, cyclic_by_fields};
use crate::tracer::Tracer;

// SAFETY: it owns the value of its side.
unsafe impl<L: Trace, R: Trace> Trace for Either<L, R> {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        match self {
            Either::Left(value) => value.trace(tracer),
            Either::Right(value) => value.trace(tracer),
        }
    }

    fn trace_named(&self, tracer: &mut Tracer<'_>) {
        match self {
            Either::Left(value) => value.trace_named(tracer),
            Either::Right(value) => value.trace_named(tracer),
        }
    }

    fn is_cyclic() -> bool {
        cyclic_by_fields(&[L::is_cyclic, R::is_cyclic])
    }
}
