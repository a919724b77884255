//! Methods of lists: those of the module `array`, and those that leave the receiver alone where the module changes it.
//!
//! Invariant: the receiver is a list, or the call is refused; methods that call functions of the script are in the prelude.

use crate::stdlib::args::{Args, METHOD};
use crate::stdlib::modules::array as module;
use crate::stdlib::table::{Native, native};
use oxbow_value::build::{Items, elements};
use oxbow_value::change::ChangeList;
use oxbow_value::{Context, Raise, Result, Value, order};

pub(crate) const METHODS: &[Native] = &[
    native("length size", 0, 0, module::length::<METHOD>),
    native("isEmpty is_empty", 0, 0, is_empty),
    native("push add append", 1, 1, module::push::<METHOD>),
    native("pop", 0, 0, module::pop::<METHOD>),
    native("get", 1, 1, get),
    native("contains includes", 1, 1, module::contains::<METHOD>),
    native("index_of indexOf findIndex", 1, 1, index_of),
    native("first", 0, 0, first),
    native("last", 0, 0, last),
    native("take", 1, 1, take),
    native("slice", 1, 2, module::slice::<METHOD>),
    native("remove removeAt", 1, 1, remove),
    native("shift", 0, 0, module::shift::<METHOD>),
    native("unshift", 1, 1, module::unshift::<METHOD>),
    native("insert", 2, 2, insert),
    native("clear", 0, 0, clear),
    native("reverse reversed", 0, 0, reverse),
    native("sort", 0, 0, sort),
    native("flat", 0, 0, flat),
    native("join", 0, 1, module::join::<METHOD>),
    native("clone copy", 0, 0, duplicate),
    native("asList toList asArray toArray", 0, 0, itself),
];

fn is_empty(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(Args::method("array.isEmpty", args).list(0)?.is_empty()))
}

/// The elements of the receiver.
fn all(args: &Args) -> Result<Vec<Value>> {
    elements(args.list(0)?, 0, usize::MAX)
}

#[cold]
fn outside(index: i64, length: usize) -> Box<Raise> {
    Raise::index(format_args!("Index {index} is outside of an array of length {length}"))
}

fn get(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("array.get", args);
    let (list, index) = (args.list(0)?, args.int(1)?);
    let found = usize::try_from(index).ok().and_then(|index| list.get(index));
    found.ok_or_else(|| outside(index, list.len()))
}

fn index_of(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("array.index_of", args);
    let found = args.list(0)?.position(args.value(1))?;
    Ok(Value::Int(found.map_or(-1, |index| index as i64)))
}

fn first(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("array.first", args);
    args.list(0)?.get(0).ok_or_else(|| module::empty(&args))
}

fn last(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("array.last", args);
    let list = args.list(0)?;
    list.len().checked_sub(1).and_then(|i| list.get(i)).ok_or_else(|| module::empty(&args))
}

fn take(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("array.take", args);
    let count = usize::try_from(args.int(1)?.max(0)).unwrap_or(usize::MAX);
    Ok(ctx.list(elements(args.list(0)?, 0, count)?))
}

fn remove(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("array.remove", args);
    let list = args.list(0)?;
    if let Ok(index) = usize::try_from(args.int(1)?) {
        module::moved(list.len().saturating_sub(index))?;
        list.remove(index);
    }
    Ok(args.take(0))
}

fn insert(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("array.insert", args);
    let item = args.take(2);
    let (list, index) = (args.list(0)?, args.int(1)?);
    match usize::try_from(index) {
        Ok(at) if at <= list.len() => {
            module::moved(list.len() - at)?;
            list.insert(at, item);
        }
        _ => return Err(outside(index, list.len())),
    }
    Ok(args.take(0))
}

fn clear(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("array.clear", args);
    args.list(0)?.clear();
    Ok(args.take(0))
}

fn reverse(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut items = all(&Args::method("array.reverse", args))?;
    items.reverse();
    Ok(ctx.list(items))
}

fn sort(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.list(order::sorted(all(&Args::method("array.sort", args))?)?))
}

/// Elements of elements that are lists; other elements as they are. One level.
fn flat(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut items = Items::new();
    for item in all(&Args::method("array.flat", args))? {
        match item {
            Value::List(inner) => items.extend(&inner, 0, usize::MAX)?,
            other => items.push(other)?,
        }
    }
    Ok(ctx.list(items.into_vec()))
}

fn duplicate(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.list(all(&Args::method("array.copy", args))?))
}

fn itself(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("array.toList", args);
    args.list(0)?;
    Ok(args.take(0))
}
