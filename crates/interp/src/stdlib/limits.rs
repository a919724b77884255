//! How large a result one native call may build.
//!
//! Invariant: a size is checked here before memory of that size is asked for, so an absurd count raises instead of ending the process.

use oxbow_value::{Raise, Result, Str, Value, memory};

/// Greatest size in bytes of a list made by one call.
const MAX_LIST_BYTES: usize = 1 << 31;

/// A text of this many bytes may be built; `None` stands for a size beyond all bounds.
pub(crate) fn text(bytes: Option<usize>) -> Result<usize> {
    match bytes {
        Some(bytes) if bytes <= Str::MAX_BYTES => memory::reserve(bytes).map(|()| bytes),
        _ => Err(Raise::memory("the resulting string would be too long")),
    }
}

/// A list of this many elements may be built; `None` stands for a size beyond all bounds.
pub(crate) fn list(elements: Option<usize>) -> Result<usize> {
    match elements {
        Some(n) if n <= MAX_LIST_BYTES / size_of::<Value>() => {
            memory::reserve(n * size_of::<Value>()).map(|()| n)
        }
        _ => Err(Raise::memory("the resulting array would be too long")),
    }
}
