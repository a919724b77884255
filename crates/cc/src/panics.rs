//! Panics of user code that were caught: the first reaches the caller, later ones are dropped.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

pub(crate) type Payload = Box<dyn Any + Send>;

/// The earlier of two panics; the other is dropped, and if that panics too, forgotten.
pub(crate) fn keep_first(first: Option<Payload>, second: Option<Payload>) -> Option<Payload> {
    match (first, second) {
        (Some(first), Some(second)) => {
            discard(second);
            Some(first)
        }
        (first, second) => first.or(second),
    }
}

/// Drops a panic that nobody will hear of.
pub(crate) fn discard(panic: Payload) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| drop(panic))) {
        std::mem::forget(panic);
    }
}

/// Passes a caught panic on, unless the thread is unwinding already: a second one would abort.
pub(crate) fn raise(panic: Option<Payload>) {
    if let Some(panic) = panic {
        if std::thread::panicking() { discard(panic) } else { resume_unwind(panic) }
    }
}
