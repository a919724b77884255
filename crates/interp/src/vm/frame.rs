//! Frames: one for each function that has begun and not returned.
//!
//! Invariant: a frame's window ends at `base + registers`; no register behind the top frame's end refers to anything. A `Call` or `Generator` frame
//! stands on the frame that waits for it; an `Entry` frame returns to the host; a `Finalizer` frame returns to the very
//! instruction that it interrupted.

use oxbow_cc::Cc;
use oxbow_value::Closure;

/// A function under way.
pub(super) struct Frame {
    /// The function.
    pub(super) closure: Cc<Closure>,
    /// Index of its first register.
    pub(super) base: u32,
    /// The next instruction; valid while another frame is on top.
    pub(super) pc: u32,
    /// Register of the frame below that receives the result.
    pub(super) dst: u16,
    /// Number of arguments given.
    pub(super) argc: u16,
    /// What happens at its end.
    pub(super) kind: FrameKind,
}

/// What happens when a frame ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// The result goes into the caller's register.
    Call,
    /// The result goes to the host.
    Entry,
    /// A generator resumed by the frame below, whose current instruction is the `IterNext`.
    Generator,
    /// A `drop` method run at a safe point: the result is discarded.
    Finalizer,
}

impl Frame {
    /// Index behind its last register.
    pub(super) fn end(&self) -> usize {
        self.base as usize + usize::from(self.closure.code.registers)
    }
}
