//! Methods of weak references.
//!
//! Invariant: the receiver is a weak reference, or the call is refused.

use crate::stdlib::args::Args;
use crate::stdlib::table::{Native, native};
use oxbow_cc::Cc;
use oxbow_value::{Context, Result, Value, WeakRef};

pub(crate) const METHODS: &[Native] = &[native("get", 0, 0, get), native("alive", 0, 0, alive)];

fn receiver<'a>(args: &'a Args) -> Result<&'a Cc<WeakRef>> {
    match args.value(0) {
        Value::Weak(weak) => Ok(weak),
        _ => Err(args.wrong(0, "weak")),
    }
}

fn get(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(receiver(&Args::method("weak.get", args))?.get())
}

fn alive(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(receiver(&Args::method("weak.alive", args))?.is_alive()))
}
