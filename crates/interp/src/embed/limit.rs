//! Stopping an evaluation from another thread.
//!
//! Invariant: a request stands until it has stopped an evaluation or was withdrawn; the machine looks at it wherever it counts fuel.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stops an engine's evaluation from any thread.
#[derive(Clone, Debug)]
pub struct InterruptHandle {
    pub(super) flag: Arc<AtomicBool>,
}

impl InterruptHandle {
    /// Ends the evaluation under way with an uncatchable error, at its next loop or call. Without one, the next evaluation ends so, unless the
    /// request is withdrawn by [`InterruptHandle::clear`].
    pub fn interrupt(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }

    /// Withdraws a request. An evaluation that was stopped does so itself.
    pub fn clear(&self) {
        self.flag.store(false, Ordering::Relaxed);
    }

    /// Whether a request stands.
    pub fn is_requested(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }
}
