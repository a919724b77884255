//! Arithmetic and comparison operators: everything the machine's fast paths do not decide themselves.

use crate::build::{Items, TextBuilder};
use crate::error::{Raise, Result};
use crate::list::List;
use crate::order::{Number, compare_numbers};
use crate::show::Digits;
use crate::{Str, Value, show, string};
use compact_str::CompactString;
use oxbow_cc::Heap;
use std::cmp::Ordering;

/// `a + b`: sum, concatenation of texts if either side is a string, or of two lists.
///
/// # Errors
/// `TypeError` for other kinds, `MathError` on overflow, `MemoryError` if the result is too large.
#[inline]
pub fn add(heap: &Heap, a: &Value, b: &Value) -> Result<Value> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => x.checked_add(*y).map(Value::Int).ok_or_else(overflow),
        (Value::Float(x), Value::Float(y)) => Ok(Value::Float(x + y)),
        _ => add_slow(heap, a, b),
    }
}

fn add_slow(heap: &Heap, a: &Value, b: &Value) -> Result<Value> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) if b.is_empty() => Ok(Value::Str(a.clone())),
        (Value::Str(a), Value::Str(b)) if a.is_empty() => Ok(Value::Str(b.clone())),
        (Value::Str(_), _) | (_, Value::Str(_)) => join(heap, [a, b]),
        (Value::List(a), Value::List(b)) => concat_lists(heap, a, b),
        _ => numeric("+", a, b, i64::checked_add, |a, b| a + b),
    }
}

/// `target = target + b`, in place when `target` is a string that nobody else holds: building a text piece by piece costs
/// amortised O(piece) each. On an error `target` is unchanged.
///
/// # Errors
/// Like [`add`].
#[inline]
pub fn append(heap: &Heap, target: &mut Value, b: &Value) -> Result<()> {
    match (&mut *target, b) {
        (Value::Str(text), Value::Str(tail)) => text.append(heap, tail),
        (Value::Str(text), Value::Int(number)) => text.append(heap, Digits::default().of(*number)?),
        (Value::Str(text), other) => text.append(heap, &show::compact(other)?),
        (a, b) => {
            *target = add(heap, a, b)?;
            Ok(())
        }
    }
}

/// The text forms of all values, joined.
///
/// # Errors
/// `MemoryError` if the result is too long.
pub fn concat(heap: &Heap, values: &[Value]) -> Result<Value> {
    match values {
        [Value::Str(only)] => Ok(Value::Str(only.clone())),
        _ => join(heap, values),
    }
}

fn join<'a>(heap: &Heap, values: impl IntoIterator<Item = &'a Value> + Copy) -> Result<Value> {
    let expected = |value: &Value| if let Value::Str(text) = value { text.len() } else { 4 };
    let capacity = values.into_iter().map(expected).fold(0, usize::saturating_add);
    let mut joined: CompactString = string::with_capacity(capacity)?;
    for value in values {
        match value {
            // Fits: the capacity was checked, and other values are checked against what is left.
            Value::Str(text) => {
                string::check_length(joined.len().checked_add(text.len()))?;
                joined.push_str(text);
            }
            other => show::compact_into(other, &mut joined)?,
        }
    }
    Ok(Value::Str(Str::from_compact(heap, joined)))
}

fn concat_lists(heap: &Heap, a: &List, b: &List) -> Result<Value> {
    let mut items = Items::with_capacity(a.len().saturating_add(b.len()))?;
    items.extend(a, 0, usize::MAX)?;
    items.extend(b, 0, usize::MAX)?;
    Ok(Value::list(heap, items.into_vec()))
}

/// `a - b`. Errors like [`add`].
#[inline]
pub fn sub(a: &Value, b: &Value) -> Result<Value> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => x.checked_sub(*y).map(Value::Int).ok_or_else(overflow),
        _ => numeric("-", a, b, i64::checked_sub, |a, b| a - b),
    }
}

/// `a * b`: product, or repetition of a string. Errors like [`add`].
#[inline]
pub fn mul(heap: &Heap, a: &Value, b: &Value) -> Result<Value> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => x.checked_mul(*y).map(Value::Int).ok_or_else(overflow),
        (Value::Str(text), Value::Int(count)) | (Value::Int(count), Value::Str(text)) => {
            repeat(heap, text, *count)
        }
        _ => numeric("*", a, b, i64::checked_mul, |a, b| a * b),
    }
}

/// `text * count`; nothing for a negative count.
///
/// # Errors
/// `MemoryError` if the result is too large, and those of [`work::spend`](crate::work::spend).
pub fn repeat(heap: &Heap, text: &Str, count: i64) -> Result<Value> {
    let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
    if count == 1 {
        return Ok(Value::Str(text.clone()));
    }
    string::check_length(text.len().checked_mul(count))?;
    let mut repeated = TextBuilder::new();
    repeated.repeat(text, count)?;
    Ok(Value::Str(Str::from_string(heap, repeated.into_string())))
}

/// `a / b`, always a float. `MathError` for a zero divisor, `TypeError` for other kinds than numbers and bools.
pub fn div(a: &Value, b: &Value) -> Result<Value> {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Err(mismatch("/", a, b)) };
    let divisor = y.to_float();
    if divisor == 0.0 {
        return Err(division_by_zero());
    }
    Ok(Value::Float(x.to_float() / divisor))
}

/// `a % b` with the sign of `a`. `MathError` for a zero divisor, `TypeError` for other kinds than ints and bools.
pub fn rem(a: &Value, b: &Value) -> Result<Value> {
    match (Number::of(a), Number::of(b)) {
        (Some(Number::Int(_)), Some(Number::Int(0))) => Err(division_by_zero()),
        // Wrapping: the smallest int has remainder 0 by -1.
        (Some(Number::Int(x)), Some(Number::Int(y))) => Ok(Value::Int(x.wrapping_rem(y))),
        _ => Err(mismatch("%", a, b)),
    }
}

/// `-a`. `MathError` on overflow, `TypeError` for other kinds than numbers and bools.
pub fn neg(a: &Value) -> Result<Value> {
    match Number::of(a) {
        Some(Number::Int(n)) => n.checked_neg().map(Value::Int).ok_or_else(overflow),
        Some(Number::Float(x)) => Ok(Value::Float(-x)),
        None => Err(Raise::type_error(format_args!("operator '-' cannot be applied to {}", a.type_name()))),
    }
}

/// `a < b`. `TypeError` unless both are strings or both are numbers or bools.
#[inline]
pub fn lt(a: &Value, b: &Value) -> Result<bool> {
    compare("<", a, b, Ordering::is_lt)
}

/// `a <= b`. Errors like [`lt`].
#[inline]
pub fn le(a: &Value, b: &Value) -> Result<bool> {
    compare("<=", a, b, Ordering::is_le)
}

/// `a > b`. Errors like [`lt`].
#[inline]
pub fn gt(a: &Value, b: &Value) -> Result<bool> {
    compare(">", a, b, Ordering::is_gt)
}

/// `a >= b`. Errors like [`lt`].
#[inline]
pub fn ge(a: &Value, b: &Value) -> Result<bool> {
    compare(">=", a, b, Ordering::is_ge)
}

/// Comparisons with nan are false.
fn compare(operator: &str, a: &Value, b: &Value, holds: fn(Ordering) -> bool) -> Result<bool> {
    let ordering = match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(a.cmp(b)),
        _ => compare_numbers(a, b).ok_or_else(|| mismatch(operator, a, b))?,
    };
    Ok(ordering.is_some_and(holds))
}

fn numeric(
    operator: &str,
    a: &Value,
    b: &Value,
    ints: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Result<Value> {
    match (Number::of(a), Number::of(b)) {
        (Some(Number::Int(x)), Some(Number::Int(y))) => ints(x, y).map(Value::Int).ok_or_else(overflow),
        (Some(x), Some(y)) => Ok(Value::Float(floats(x.to_float(), y.to_float()))),
        _ => Err(mismatch(operator, a, b)),
    }
}

#[cold]
fn mismatch(operator: &str, a: &Value, b: &Value) -> Box<Raise> {
    let (a, b) = (a.type_name(), b.type_name());
    Raise::type_error(format_args!("operator '{operator}' cannot be applied to {a} and {b}"))
}

#[cold]
fn overflow() -> Box<Raise> {
    Raise::math("Integer overflow")
}

#[cold]
fn division_by_zero() -> Box<Raise> {
    Raise::math("Division by zero")
}
