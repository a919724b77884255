//! `array`: functions on lists. Those marked `either` are methods of lists as well, with the list as receiver.
//!
//! Invariant: functions that change the list return that very list; `map_fn` and its kin, which call functions of the script, are in the
//! prelude.

use crate::stdlib::args::{Args, MODULE};
use crate::stdlib::modules::io::joined;
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{Native, native};
use oxbow_value::build::elements;
use oxbow_value::change::ChangeList;
use oxbow_value::{Context, Raise, Result, Value, order, work};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("length", 1, 1, length::<MODULE>),
    native("push", 2, 2, push::<MODULE>),
    native("pop", 1, 1, pop::<MODULE>),
    native("shift", 1, 1, shift::<MODULE>),
    native("unshift", 2, 2, unshift::<MODULE>),
    native("reverse", 1, 1, reverse),
    native("sort", 1, 1, sort),
    native("first", 1, 1, first),
    native("last", 1, 1, last),
    native("slice slice_arr", 3, 3, slice::<MODULE>),
    native("contains", 2, 2, contains::<MODULE>),
    native("join", 2, 2, join::<MODULE>),
];

pub(crate) fn length<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("array.length", args);
    Ok(Value::Int(args.list(0)?.len() as i64))
}

pub(crate) fn push<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::either::<SHIFT>("array.push", args);
    let item = args.take(1);
    args.list(0)?.push(item);
    Ok(args.take(0))
}

pub(crate) fn pop<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("array.pop", args);
    args.list(0)?.pop().ok_or_else(|| empty(&args))
}

pub(crate) fn shift<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("array.shift", args);
    let list = args.list(0)?;
    moved(list.len())?;
    list.remove(0).ok_or_else(|| empty(&args))
}

/// Charges moving this many elements.
pub(crate) fn moved(elements: usize) -> Result<()> {
    work::scan(elements.saturating_mul(size_of::<Value>()))
}

/// The error of a function that needs an element.
#[cold]
pub(crate) fn empty(args: &Args) -> Box<Raise> {
    Raise::index(format_args!("{} of an empty array", args.function()))
}

pub(crate) fn unshift<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::either::<SHIFT>("array.unshift", args);
    let item = args.take(1);
    let list = args.list(0)?;
    moved(list.len())?;
    list.insert(0, item);
    Ok(args.take(0))
}

fn reverse(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::new("array.reverse", args);
    let list = args.list(0)?;
    moved(list.len())?;
    list.reverse();
    Ok(args.take(0))
}

fn sort(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::new("array.sort", args);
    let list = args.list(0)?;
    let sorted = order::sorted(elements(list, 0, usize::MAX)?)?;
    list.replace(sorted);
    Ok(args.take(0))
}

fn first(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Args::new("array.first", args).list(0)?.get(0).unwrap_or_default())
}

fn last(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("array.last", args);
    let list = args.list(0)?;
    Ok(list.len().checked_sub(1).and_then(|i| list.get(i)).unwrap_or_default())
}

pub(crate) fn slice<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("array.slice", args);
    let (start, end) = (args.int(1)?, args.int_or(2, i64::MAX)?);
    let position = |at: i64| usize::try_from(at.max(0)).unwrap_or(usize::MAX);
    Ok(ctx.list(elements(args.list(0)?, position(start), position(end))?))
}

pub(crate) fn contains<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("array.contains", args);
    args.list(0)?.contains(args.value(1)).map(Value::Bool)
}

/// The method may leave the separator out.
pub(crate) fn join<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("array.join", args);
    let items = elements(args.list(0)?, 0, usize::MAX)?;
    Ok(owned(ctx, joined(&items, args.str_or(1, ",")?)?))
}
