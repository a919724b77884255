//! How large a text one native call may build in one piece. What grows piece by piece is built with `oxbow_value::build`.
//!
//! Invariant: a size is checked here before memory of that size is asked for, so an absurd count raises instead of ending the process.

use oxbow_value::{Raise, Result, Str, memory};

/// A text of this many bytes may be built; `None` stands for a size beyond all bounds.
pub(crate) fn text(bytes: Option<usize>) -> Result<usize> {
    match bytes {
        Some(bytes) if bytes <= Str::MAX_BYTES => memory::reserve(bytes).map(|()| bytes),
        _ => Err(Raise::memory("the resulting string would be too long")),
    }
}
