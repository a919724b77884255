//! The built-in functions.
//!
//! Invariant: what they mean is defined by the value crate; here their arguments are checked and their results wrapped.

use crate::stdlib::args::Args;
use crate::stdlib::modules::io::{joined, to_out};
use crate::stdlib::table::{ANY, Native, native};
use oxbow_value::build::Items;
use oxbow_value::{Context, ErrorKind, Raise, Result, Value, WeakRef, convert, copy, index};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("print", 0, ANY, print),
    native("len", 1, 1, len),
    native("typeof type", 1, 1, type_of),
    native("string", 1, 1, string),
    native("int", 1, 1, int),
    native("float", 1, 1, float),
    native("bool", 1, 1, bool),
    native("range", 1, 3, range),
    native("copy", 1, 1, shallow_copy),
    native("deep_copy", 1, 1, deep_copy),
    native("weak", 1, 1, weak),
];

/// Natives of the prelude, which scripts cannot name.
pub(crate) const PRIVATE: &[Native] = &[
    native("__check_array", 2, 2, check_array),
    native("__check_callable", 3, 3, check_callable),
    native("__fail", 0, 0, fail),
];

fn print(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut line = joined(args, " ")?;
    line.push('\n');
    to_out(ctx, &line, false)?;
    Ok(Value::Null)
}

fn len(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    index::length(Args::new("len", args).value(0)).map(Value::Int)
}

fn type_of(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Str(Args::new("typeof", args).value(0).type_text()))
}

fn string(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Args::new("string", args).value(0).text(&ctx.heap).map(Value::Str)
}

fn int(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    convert::to_int(Args::new("int", args).value(0)).map(Value::Int)
}

fn float(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    convert::to_float(Args::new("float", args).value(0)).map(Value::Float)
}

fn bool(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(Args::new("bool", args).value(0).truthy()))
}

fn range(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("range", args);
    let (start, end) =
        if args.len() == 1 { (0, args.truncated(0)?) } else { (args.truncated(0)?, args.truncated(1)?) };
    let step = if args.len() > 2 { args.truncated(2)? } else { 1 };
    if step == 0 {
        return Err(args.out_of_range(2, "must not be 0"));
    }
    // 128 bits hold every distance between two ints.
    let distance = (i128::from(end) - i128::from(start)) * i128::from(step.signum());
    let count = (distance.max(0) as u128).div_ceil(u128::from(step.unsigned_abs()));
    let mut items = Items::with_capacity(usize::try_from(count).unwrap_or(usize::MAX))?;
    // Products may wrap around; the sums are between start and end, so they come out right.
    for i in 0..count as i64 {
        items.push(Value::Int(start.wrapping_add(i.wrapping_mul(step))))?;
    }
    Ok(ctx.list(items.into_vec()))
}

fn shallow_copy(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    copy::copy(&ctx.heap, Args::new("copy", args).value(0))
}

fn deep_copy(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    copy::deep_copy(&ctx.heap, Args::new("deep_copy", args).value(0))
}

fn weak(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let weak = WeakRef::new(Args::new("weak", args).value(0))?;
    Ok(Value::Weak(ctx.heap.alloc(weak)))
}

/// `(function, value)`: raises unless the value is a list; the complaint is that of the function, about its first argument.
fn check_array(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("__check_array", args);
    match args.value(1) {
        Value::List(_) => Ok(Value::Null),
        other => Err(wrong_argument(args.str(0)?, 1, "array", other)),
    }
}

/// `(function, position, value)`: raises unless the value is callable.
fn check_callable(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("__check_callable", args);
    match args.value(2) {
        value if value.is_callable() => Ok(Value::Null),
        other => Err(wrong_argument(args.str(0)?, args.int(1)?, "function", other)),
    }
}

#[cold]
fn wrong_argument(function: &str, position: i64, expected: &str, got: &Value) -> Box<Raise> {
    let got = got.type_name();
    Raise::type_error(format_args!(
        "Argument {position} of function '{function}' expects {expected}, but got {got}"
    ))
}

/// Raises: how the prelude learns the call stack.
fn fail(_: &mut Context, _: &mut [Value]) -> Result<Value> {
    Err(Raise::new(ErrorKind::RuntimeError, "Runtime error: stack requested"))
}
