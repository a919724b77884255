//! `math`: numbers in, floats out; `floor`, `ceil` and `round` give ints.
//!
//! Invariant: a result that is not a number never appears where the mathematical function has no value: those cases raise.

use crate::stdlib::args::Args;
use crate::stdlib::table::{Native, native};
use oxbow_value::convert::truncate;
use oxbow_value::{Context, Raise, Result, Value};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("abs", 1, 1, abs),
    native("sqrt", 1, 1, sqrt),
    native("pow", 2, 2, pow),
    native("min", 2, 2, min),
    native("max", 2, 2, max),
    native("sin", 1, 1, sin),
    native("cos", 1, 1, cos),
    native("tan", 1, 1, tan),
    native("floor", 1, 1, floor),
    native("ceil", 1, 1, ceil),
    native("round", 1, 1, round),
    native("round_to", 2, 2, round_to),
];

/// Members that are values.
pub(crate) const CONSTANTS: &[(&str, f64)] = &[
    ("PI", std::f64::consts::PI),
    ("pi", std::f64::consts::PI),
    ("E", std::f64::consts::E),
    ("e", std::f64::consts::E),
];

/// Below this the cosine of an angle means that its tangent has no value; rounding keeps it from being exactly 0.
const ASYMPTOTE: f64 = 1e-12;

fn abs(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Float(Args::new("math.abs", args).number(0)?.abs()))
}

fn sqrt(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let x = Args::new("math.sqrt", args).number(0)?;
    if x < 0.0 {
        return Err(Raise::math("math.sqrt of a negative number"));
    }
    Ok(Value::Float(x.sqrt()))
}

fn pow(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("math.pow", args);
    Ok(Value::Float(args.number(0)?.powf(args.number(1)?)))
}

fn min(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("math.min", args);
    Ok(Value::Float(args.number(0)?.min(args.number(1)?)))
}

fn max(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("math.max", args);
    Ok(Value::Float(args.number(0)?.max(args.number(1)?)))
}

fn sin(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Float(Args::new("math.sin", args).number(0)?.sin()))
}

fn cos(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Float(Args::new("math.cos", args).number(0)?.cos()))
}

fn tan(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let x = Args::new("math.tan", args).number(0)?;
    if x.cos().abs() < ASYMPTOTE {
        return Err(Raise::math("math.tan has no value at this angle"));
    }
    Ok(Value::Float(x.tan()))
}

fn floor(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    whole(&Args::new("math.floor", args), f64::floor)
}

fn ceil(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    whole(&Args::new("math.ceil", args), f64::ceil)
}

/// Half away from zero.
fn round(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    whole(&Args::new("math.round", args), f64::round)
}

fn whole(args: &Args, rounded: fn(f64) -> f64) -> Result<Value> {
    // An int is whole already, and may be too great to pass through a float unharmed.
    if let Value::Int(n) = args.value(0) {
        return Ok(Value::Int(*n));
    }
    let x = rounded(args.number(0)?);
    let name = args.function();
    truncate(x).map(Value::Int).ok_or_else(|| Raise::math(format_args!("{name} is out of the range of int")))
}

fn round_to(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("math.round_to", args);
    let (x, places) = (args.number(0)?, args.int(1)?);
    let factor = 10f64.powi(places.clamp(-400, 400) as i32);
    let scaled = x * factor;
    Ok(Value::Float(match (factor == 0.0, scaled.is_finite()) {
        (true, _) => 0.0,
        // So many places that there is nothing to round away.
        (_, false) => x,
        _ => scaled.round() / factor,
    }))
}
