//! Methods of dicts.
//!
//! Invariant: the receiver is a dict, or the call is refused; keys are taken as text forms.

use crate::stdlib::args::Args;
use crate::stdlib::table::{Native, native};
use oxbow_value::convert::key;
use oxbow_value::{Context, Result, Value};

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

fn get(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("dict.get", args);
    let found = args.dict(0)?.get(&key(&ctx.heap, args.value(1))?);
    Ok(found.unwrap_or_else(|| args.take(2)))
}

fn has(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("dict.has", args);
    Ok(Value::Bool(args.dict(0)?.contains(&key(&ctx.heap, args.value(1))?)))
}

fn put(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("dict.put", args);
    let (key, value) = (key(&ctx.heap, args.value(1))?, args.take(2));
    args.dict(0)?.insert(key, value);
    Ok(Value::Null)
}

fn remove(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::method("dict.remove", args);
    args.dict(0)?.remove(&key(&ctx.heap, args.value(1))?);
    Ok(Value::Null)
}

fn keys(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let keys = Args::method("dict.keys", args).dict(0)?.keys();
    Ok(ctx.list(keys.into_iter().map(Value::Str).collect()))
}

fn values(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let values = Args::method("dict.values", args).dict(0)?.values();
    Ok(ctx.list(values))
}

fn entries(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let entries = Args::method("dict.entries", args).dict(0)?.entries();
    Ok(ctx.list(entries.into_iter().map(|(key, value)| ctx.list(vec![Value::Str(key), value])).collect()))
}

fn length(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(Args::method("dict.length", args).dict(0)?.len() as i64))
}

fn is_empty(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(Args::method("dict.isEmpty", args).dict(0)?.is_empty()))
}

fn duplicate(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let copy = Args::method("dict.copy", args).dict(0)?.duplicate();
    Ok(ctx.dict(copy))
}

fn merge(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::method("dict.merge", args);
    args.dict(0)?.merge(args.dict(1)?);
    Ok(args.take(0))
}
