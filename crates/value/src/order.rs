//! Order of numbers, and the order of `array.sort`.

use crate::build::Items;
use crate::error::Result;
use crate::{Value, work};
use std::cmp::Ordering;

/// Sorts stably by [`sort_order`].
pub fn sort(values: &mut [Value]) {
    values.sort_by(sort_order);
}

/// The same values, sorted stably by [`sort_order`].
///
/// # Errors
/// `MemoryError`, and those of [`work::spend`].
pub fn sorted(mut values: Vec<Value>) -> Result<Vec<Value>> {
    // Comparisons of long texts take long, so each is charged for itself.
    let is_long = |value: &Value| matches!(value, Value::Str(text) if text.len() > 256);
    let mut run = if values.iter().any(is_long) { 1 } else { 1 << 13 };
    for chunk in values.chunks_mut(run) {
        work::spend(8 * chunk.len())?;
        sort(chunk);
    }
    while run < values.len() {
        let mut merged = Items::with_capacity(values.len())?;
        for pair in values.chunks_mut(2 * run) {
            merge(pair, run, &mut merged)?;
        }
        values = merged.into_vec();
        run *= 2;
    }
    Ok(values)
}

/// Moves two sorted runs, the first of this length, behind what is in `merged`.
fn merge(pair: &mut [Value], run: usize, merged: &mut Items) -> Result<()> {
    let (left, right) = pair.split_at_mut(run.min(pair.len()));
    let (mut left, mut right) = (left.iter_mut().peekable(), right.iter_mut().peekable());
    loop {
        let right_first = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => {
                if let (Value::Str(a), Value::Str(b)) = (&**a, &**b) {
                    work::scan(a.len().min(b.len()))?;
                }
                sort_order(a, b).is_gt()
            }
            (None, None) => return Ok(()),
            (left, _) => left.is_none(),
        };
        let next = if right_first { right.next() } else { left.next() };
        merged.push(next.map(std::mem::take).unwrap_or_default())?;
    }
}

/// The order of `array.sort`, total on all values: null < numbers < bools < strings < arrays < dicts < others. Numbers by value (nan
/// behind all others), strings by code point; values that are not distinguished so are equal.
pub fn sort_order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Str(a), Value::Str(b)) => a.cmp(b),
        _ => rank(a).cmp(&rank(b)).then_with(|| number_order(a, b)),
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null | Value::Unset => 0,
        Value::Int(_) | Value::Float(_) => 1,
        Value::Bool(_) => 2,
        Value::Str(_) => 3,
        Value::List(_) => 4,
        Value::Dict(_) => 5,
        _ => 6,
    }
}

/// Numbers with nan last, everything else equal.
fn number_order(a: &Value, b: &Value) -> Ordering {
    let is_nan = |v: &Value| matches!(v, Value::Float(x) if x.is_nan());
    match (a, b) {
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            compare_numbers(a, b).flatten().unwrap_or_else(|| is_nan(a).cmp(&is_nan(b)))
        }
        _ => Ordering::Equal,
    }
}

/// Compares two numbers or bools by exact value: `None` if one is something else, `Some(None)` if one is nan.
pub fn compare_numbers(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    Some(match (Number::of(a)?, Number::of(b)?) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Int(a), Number::Float(b)) => compare_int_float(a, b),
        (Number::Float(a), Number::Int(b)) => compare_int_float(b, a).map(Ordering::reverse),
    })
}

/// Compares by exact value: converting either side would lose digits beyond 2^53.
pub(crate) fn compare_int_float(a: i64, b: f64) -> Option<Ordering> {
    /// 2^63, the first float beyond every int.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if b.is_nan() {
        return None;
    }
    if b >= BEYOND {
        return Some(Ordering::Less);
    }
    if b < -BEYOND {
        return Some(Ordering::Greater);
    }
    // In range, so the cast is exact for the whole part; the fraction decides ties.
    let whole = b.trunc();
    Some(a.cmp(&(whole as i64)).then_with(|| 0.0_f64.total_cmp(&(b - whole))))
}

/// A number or a bool, as arithmetic sees it.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    Int(i64),
    Float(f64),
}

impl Number {
    #[inline]
    pub(crate) fn of(value: &Value) -> Option<Number> {
        match value {
            Value::Int(n) => Some(Number::Int(*n)),
            Value::Float(x) => Some(Number::Float(*x)),
            Value::Bool(b) => Some(Number::Int(i64::from(*b))),
            _ => None,
        }
    }

    pub(crate) fn to_float(self) -> f64 {
        match self {
            Number::Int(n) => n as f64,
            Number::Float(x) => x,
        }
    }
}
