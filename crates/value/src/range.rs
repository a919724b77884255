//! Lazy ranges of ints.
//!
//! Invariant: immutable; a range whose start is past its end is empty.

use crate::Value;
use crate::convert::{index_int, truncate};
use crate::error::{Raise, Result};
use crate::show::excerpt;
use oxbow_cc::Trace;

/// `start..end`, or `start..=end` when inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Trace)]
#[trace(acyclic, label = "range")]
pub struct Range {
    /// First element.
    pub start: i64,
    /// Bound.
    pub end: i64,
    /// The bound itself belongs to the range.
    pub inclusive: bool,
}

impl Range {
    /// A range.
    pub fn new(start: i64, end: i64, inclusive: bool) -> Self {
        Range { start, end, inclusive }
    }

    /// The range of two bounds as written in a script: ints (bools count as 0 and 1), floats are truncated.
    ///
    /// # Errors
    /// `TypeError` for other kinds, `MathError` for a float that no int can hold.
    pub fn from_values(start: &Value, end: &Value, inclusive: bool) -> Result<Self> {
        Ok(Range { start: bound(start)?, end: bound(end)?, inclusive })
    }

    /// Number of elements, at most `u64::MAX`.
    pub fn len(&self) -> u64 {
        if self.start > self.end {
            return 0;
        }
        self.end.abs_diff(self.start).saturating_add(u64::from(self.inclusive))
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at a position.
    pub fn get(&self, index: u64) -> Option<i64> {
        (index < self.len()).then(|| self.start.wrapping_add_unsigned(index))
    }

    /// Whether `n` is an element.
    pub fn contains(&self, n: i64) -> bool {
        self.start <= n && if self.inclusive { n <= self.end } else { n < self.end }
    }
}

fn bound(value: &Value) -> Result<i64> {
    match value {
        Value::Float(x) => truncate(*x).ok_or_else(|| {
            Raise::math(format_args!("range bound {} is out of range for an int", excerpt(value, 40)))
        }),
        other => index_int(other).ok_or_else(|| {
            Raise::type_error(format_args!("a range bound must be an int, but got {}", other.type_name()))
        }),
    }
}
