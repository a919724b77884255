//! The text form of floats: C's `%.15g`.

use compact_str::{CompactString, format_compact};
use std::fmt::{self, Write};

/// Significant digits.
const DIGITS: usize = 15;

/// Writes at most 15 significant digits without trailing zeros; in exponent form (at least two exponent digits) when the decimal
/// exponent is below -4 or at least 15.
///
/// # Errors
/// Only those of `out`.
pub fn float_into(x: f64, out: &mut impl Write) -> fmt::Result {
    if !x.is_finite() {
        let sign = if x.is_sign_negative() && x.is_infinite() { "-" } else { "" };
        return write!(out, "{sign}{}", if x.is_nan() { "nan" } else { "inf" });
    }
    if x.trunc() == x && x.abs() < 1e15 && x.to_bits() != (-0.0_f64).to_bits() {
        return write!(out, "{}", x as i64);
    }
    let scientific = format_compact!("{:.*e}", DIGITS - 1, x.abs());
    // The standard library always writes `d.ddde±x` for this format.
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits: CompactString = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if x.is_sign_negative() {
        out.write_char('-')?;
    }
    if (-4..DIGITS as i32).contains(&exponent) {
        write_fixed(digits, exponent, out)
    } else {
        write_exponent(digits, exponent, out)
    }
}

fn write_fixed(digits: &str, exponent: i32, out: &mut impl Write) -> fmt::Result {
    let Ok(point) = usize::try_from(exponent).map(|e| e + 1) else {
        let zeros = exponent.unsigned_abs() as usize - 1;
        return write!(out, "0.{}{digits}", &"000"[..zeros]);
    };
    match digits.split_at_checked(point) {
        None | Some((_, "")) => write!(out, "{digits:0<point$}"),
        Some((whole, fraction)) => write!(out, "{whole}.{fraction}"),
    }
}

fn write_exponent(digits: &str, exponent: i32, out: &mut impl Write) -> fmt::Result {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    write!(out, "{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}
