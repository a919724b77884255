//! Conversions between kinds.

use crate::error::{Raise, Result};
use crate::show::excerpt;
use crate::{Str, Value};
use oxbow_cc::Heap;

/// Truthiness: null, false, zero and the empty string are falsy, everything else (empty lists and dicts too) is truthy.
#[inline]
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Bool(b) => *b,
        Value::Null | Value::Unset => false,
        Value::Int(n) => *n != 0,
        Value::Float(x) => *x != 0.0,
        Value::Str(text) => !text.is_empty(),
        _ => true,
    }
}

/// The key that a value denotes in a dict: its text form.
///
/// # Errors
/// `MemoryError` if the text is too long.
#[inline]
pub fn key(heap: &Heap, value: &Value) -> Result<Str> {
    value.text(heap)
}

/// An int used as an index: ints, and bools as 0 and 1.
#[inline]
pub fn index_int(value: &Value) -> Option<i64> {
    match value {
        Value::Int(n) => Some(*n),
        Value::Bool(b) => Some(i64::from(*b)),
        _ => None,
    }
}

/// Rounds toward zero; `None` for nan and for what no int can hold.
pub fn truncate(x: f64) -> Option<i64> {
    /// 2^63, exactly.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    (-BEYOND..BEYOND).contains(&x).then_some(x as i64)
}

/// The built-in `int(x)`: floats are truncated, bools 0 or 1, null 0, strings read as decimal numbers and truncated.
///
/// # Errors
/// `MathError` if no int can hold the number, `ArgumentError` for a string that is no number, `TypeError` for other kinds.
pub fn to_int(value: &Value) -> Result<i64> {
    let out_of_range = || Raise::math(format_args!("{} is out of range for an int", excerpt(value, 40)));
    match value {
        Value::Null => Ok(0),
        Value::Float(x) => truncate(*x).ok_or_else(out_of_range),
        Value::Str(text) => {
            let (whole, _) = decimal(text).ok_or_else(|| not_a_number("int", value))?;
            if whole.trim_start_matches(['+', '-']).is_empty() {
                Ok(0)
            } else {
                whole.parse().map_err(|_| out_of_range())
            }
        }
        other => index_int(other).ok_or_else(|| not_convertible("int", value)),
    }
}

/// The built-in `float(x)`: like [`to_int`], but strings may have an exponent and nothing is truncated.
///
/// # Errors
/// `ArgumentError` for a string that is no number, `TypeError` for other kinds.
pub fn to_float(value: &Value) -> Result<f64> {
    match value {
        Value::Null => Ok(0.0),
        Value::Float(x) => Ok(*x),
        Value::Str(text) => {
            let number = text.trim_matches(BLANKS);
            let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
            let well_formed =
                decimal(mantissa).is_some() && !mantissa.ends_with(BLANKS) && is_exponent(exponent);
            let parsed = well_formed.then(|| number.parse().ok()).flatten();
            parsed.ok_or_else(|| not_a_number("float", value))
        }
        other => index_int(other).map(|n| n as f64).ok_or_else(|| not_convertible("float", value)),
    }
}

const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// Splits `[+-]digits[.digits]`, at least one digit in all and blanks around it allowed, into whole part (with sign) and fraction.
fn decimal(text: &str) -> Option<(&str, &str)> {
    let number = text.trim_matches(BLANKS);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = whole.strip_prefix(['+', '-']).unwrap_or(whole);
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let some = !digits.is_empty() || !fraction.is_empty();
    (some && all_digits(digits) && all_digits(fraction)).then_some((whole, fraction))
}

fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cold]
fn not_a_number(target: &str, value: &Value) -> Box<Raise> {
    Raise::argument(format_args!("{target}() cannot convert the string '{}'", excerpt(value, 40)))
}

#[cold]
fn not_convertible(target: &str, value: &Value) -> Box<Raise> {
    Raise::type_error(format_args!("{target}() cannot convert {}", value.type_name()))
}
