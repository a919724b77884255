//! Order of numbers, and the order of `array.sort`.

use crate::Value;
use std::cmp::Ordering;

/// Sorts stably by [`sort_order`].
pub fn sort(values: &mut [Value]) {
    values.sort_by(sort_order);
}

/// As [`sort`], but asks `go_on` every few thousand elements and gives up when it fails, leaving the values in any order.
///
/// # Errors
/// Those of `go_on`.
pub fn sort_while<E>(values: &mut [Value], mut go_on: impl FnMut() -> Result<(), E>) -> Result<(), E> {
    let mut sorted = 1 << 14;
    for chunk in values.chunks_mut(sorted) {
        go_on()?;
        sort(chunk);
    }
    // Sorting two sorted runs is merging them.
    while sorted < values.len() {
        sorted *= 2;
        for chunk in values.chunks_mut(sorted) {
            go_on()?;
            sort(chunk);
        }
    }
    Ok(())
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
