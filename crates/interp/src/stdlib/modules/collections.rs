//! `collections`: sets as lists.
//!
//! Invariant: a set is never changed in place; membership is by `==`.

use crate::stdlib::args::Args;
use crate::stdlib::table::{Native, native};
use oxbow_value::build::{Items, elements};
use oxbow_value::equal::try_equal;
use oxbow_value::{Context, Result, Value};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("Set", 0, 0, set),
    native("set_add", 2, 2, set_add),
    native("set_remove", 2, 2, set_remove),
    native("set_contains", 2, 2, set_contains),
    native("set_size", 1, 1, set_size),
];

fn set(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    Ok(ctx.list(Vec::new()))
}

fn set_add(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::new("collections.set_add", args);
    let list = args.list(0)?;
    if list.contains(args.value(1))? {
        return Ok(args.take(0));
    }
    let mut items = Items::with_capacity(list.len() + 1)?;
    items.extend(list, 0, usize::MAX)?;
    items.push(args.take(1))?;
    Ok(ctx.list(items.into_vec()))
}

fn set_remove(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("collections.set_remove", args);
    let mut items = Items::new();
    for item in elements(args.list(0)?, 0, usize::MAX)? {
        if !try_equal(&item, args.value(1))? {
            items.push(item)?;
        }
    }
    Ok(ctx.list(items.into_vec()))
}

fn set_contains(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("collections.set_contains", args);
    args.list(0)?.contains(args.value(1)).map(Value::Bool)
}

fn set_size(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(Args::new("collections.set_size", args).list(0)?.len() as i64))
}
