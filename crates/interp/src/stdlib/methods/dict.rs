//! Methods of dicts.
//!
//! Invariant: the receiver is a dict, or the call is refused; keys are taken as text forms.

use crate::stdlib::args::Args;
use crate::stdlib::modules::string::OBJECT;
use crate::stdlib::table::{Native, native};
use oxbow_value::build::{Items, merge as merge_into};
use oxbow_value::change::ChangeDict;
use oxbow_value::convert::key;
use oxbow_value::{Context, Result, Str, Value, copy, index, work};

pub(crate) const METHODS: &[Native] = &[
    native("get getString getInt getFloat getBool getMap getList", 1, 2, get),
    native("has contains containsKey", 1, 1, has),
    native("put set", 2, 2, put),
    native("remove delete", 1, 1, remove),
    native("keys", 0, 0, keys),
    native("values", 0, 0, values),
    native("entries", 0, 0, entries),
    native("length size", 0, 0, length),
    native("isEmpty is_empty", 0, 0, is_empty),
    native("clone copy", 0, 0, duplicate),
    native("merge", 1, 1, merge),
];

fn get(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("dict.get", args);
    let found = index::lookup(args.dict(0)?, args.value(1))?;
    Ok(found.unwrap_or_else(|| args.take(2)))
}

fn has(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("dict.has", args);
    Ok(Value::Bool(index::has_key(args.dict(0)?, args.value(1))?))
}

fn put(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("dict.put", args);
    let (key, value) = (key(&ctx.heap, args.value(1))?, args.take(2));
    args.dict(0)?.insert(key, value);
    Ok(Value::Null)
}

fn remove(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("dict.remove", args);
    let dict = args.dict(0)?;
    // The entries behind it move up.
    work::spend(dict.len() / 4 + 1)?;
    dict.remove(&key(&ctx.heap, args.value(1))?);
    Ok(Value::Null)
}

fn keys(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    listed(ctx, &Args::method("dict.keys", args), |_, key, _| Value::Str(key))
}

fn values(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    listed(ctx, &Args::method("dict.values", args), |_, _, value| value)
}

fn entries(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    listed(ctx, &Args::method("dict.entries", args), |ctx, key, value| ctx.list(vec![Value::Str(key), value]))
}

/// A list with an element for each entry of the receiver.
fn listed(ctx: &Context, args: &Args, element: fn(&Context, Str, Value) -> Value) -> Result<Value> {
    let dict = args.dict(0)?;
    let mut items = Items::with_capacity(dict.len())?;
    for (key, value) in (0..dict.len()).map_while(|at| dict.entry_at(at)) {
        work::spend(OBJECT)?;
        items.push(element(ctx, key, value))?;
    }
    Ok(ctx.list(items.into_vec()))
}

fn length(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(Args::method("dict.length", args).dict(0)?.len() as i64))
}

fn is_empty(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(Args::method("dict.isEmpty", args).dict(0)?.is_empty()))
}

fn duplicate(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("dict.copy", args);
    args.dict(0)?;
    copy::copy(&ctx.heap, args.value(0))
}

fn merge(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("dict.merge", args);
    merge_into(args.dict(0)?, args.dict(1)?)?;
    Ok(args.take(0))
}
