//! `debug`: looking at values and at the engine.
//!
//! Invariant: nothing here changes the values looked at; what is reported goes to standard error. `stack` is in the prelude, and the compiler
//! gives `env` the visible variables, because a native sees neither.

mod diff;
pub(crate) mod heap;
mod inspect;

use crate::stdlib::args::Args;
use crate::stdlib::modules::io::to_err;
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{Native, native};
use oxbow_value::show::show;
use oxbow_value::{Context, Dict, ErrorKind, Fields, Raise, Result, Value};
use std::collections::HashMap;
use std::time::Instant;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("inspect", 1, 1, inspect),
    native("type", 1, 1, type_of),
    native("log", 2, 2, log),
    native("trace", 1, 1, trace),
    native("watch", 2, 2, watch),
    native("assert", 1, 2, assert),
    native("keys", 1, 1, keys),
    native("values", 1, 1, values),
    native("diff", 2, 2, diff),
    native("timer", 1, 1, timer),
    native("env", 0, 1, env),
    native("snapshot", 1, 1, snapshot),
    native("compare", 2, 2, compare),
];

fn inspect(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let text = inspect::inspect(Args::new("debug.inspect", args).value(0))?;
    Ok(owned(ctx, text))
}

fn type_of(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.type", args);
    let value = args.value(0);
    let prefix = if matches!(value, Value::Instance(_)) { "struct:" } else { "" };
    Ok(owned(ctx, format!("{prefix}{}", value.type_name())))
}

fn log(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    report(ctx, &mut Args::new("debug.log", args), "log")
}

fn watch(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    report(ctx, &mut Args::new("debug.watch", args), "watch")
}

/// `[log] label: value`
fn report(ctx: &mut Context, args: &mut Args, what: &str) -> Result<Value> {
    let (label, value) = (show(args.value(0))?, inspect::inspect(args.value(1))?);
    to_err(ctx, &format!("[{what}] {label}: {value}\n"))?;
    Ok(args.take(1))
}

fn trace(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::new("debug.trace", args);
    let value = inspect::inspect(args.value(0))?;
    to_err(ctx, &format!("[trace] {value}\n"))?;
    Ok(args.take(0))
}

fn assert(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.assert", args);
    if args.value(0).truthy() {
        return Ok(Value::Bool(true));
    }
    let message =
        if args.len() > 1 { show(args.value(1))? } else { "the condition does not hold".to_owned() };
    Err(Raise::new(ErrorKind::AssertionError, format!("Assertion error: {message}")))
}

fn keys(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.keys", args);
    let keys = match args.value(0) {
        Value::Dict(dict) => dict.keys(),
        Value::Instance(instance) => instance.ty.fields.iter().map(|(name, _)| name.clone()).collect(),
        _ => return Err(args.wrong(0, "dict or struct")),
    };
    Ok(ctx.list(keys.into_iter().map(Value::Str).collect()))
}

fn values(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.values", args);
    match args.value(0) {
        Value::Dict(dict) => Ok(ctx.list(dict.values())),
        Value::Instance(instance) => Ok(ctx.list(instance.values())),
        _ => Err(args.wrong(0, "dict or struct")),
    }
}

fn diff(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.diff", args);
    let text = diff::diff(args.value(0), args.value(1))?;
    Ok(owned(ctx, text))
}

/// Timers that run, by label.
#[derive(Default)]
struct Timers(HashMap<String, Instant>);

/// Starts the timer; or stops it and gives the milliseconds since.
fn timer(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let label = Args::new("debug.timer", args).str(0)?.to_string();
    let timers = &mut ctx.state::<Timers>().0;
    if let Some(started) = timers.remove(&label) {
        return Ok(Value::Float(started.elapsed().as_secs_f64() * 1000.0));
    }
    timers.insert(label, Instant::now());
    Ok(Value::Float(0.0))
}

/// Of the variables given (by the compiler: those visible at the call), the ones that are neither functions nor modules.
fn env(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.env", args);
    if args.len() == 0 {
        return Ok(ctx.dict(Dict::new()));
    }
    let entries = args.dict(0)?.entries();
    let shown =
        |value: &Value| !value.is_callable() && !value.is_unset() && !matches!(value, Value::Module(_));
    let variables = entries.into_iter().filter(|(_, value)| shown(value));
    Ok(ctx.dict(variables.collect::<Dict>()))
}

/// Figures of the heap at a moment.
#[derive(Clone, Copy)]
struct Figures {
    live: u64,
    allocated: u64,
    bytes: usize,
}

/// Snapshots by label.
#[derive(Default)]
struct Snapshots(HashMap<String, Figures>);

/// Remembers how much memory is in use.
fn snapshot(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let label = Args::new("debug.snapshot", args).str(0)?.to_string();
    let stats = ctx.heap.stats();
    let figures = Figures { live: stats.live, allocated: stats.allocated, bytes: stats.bytes };
    ctx.state::<Snapshots>().0.insert(label, figures);
    Ok(Value::Bool(true))
}

/// What changed between two snapshots.
fn compare(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("debug.compare", args);
    let (a, b) = (taken(ctx, &args, 0)?, taken(ctx, &args, 1)?);
    let lines = [
        ("live objects", a.live as i128, b.live as i128),
        ("allocated objects", a.allocated as i128, b.allocated as i128),
        ("bytes", a.bytes as i128, b.bytes as i128),
    ];
    let lines =
        lines.map(|(what, before, after)| format!("{what}: {before} -> {after} ({:+})", after - before));
    Ok(owned(ctx, lines.join("\n")))
}

fn taken(ctx: &mut Context, args: &Args, index: usize) -> Result<Figures> {
    let label = args.str(index)?;
    let found = ctx.state::<Snapshots>().0.get(label.as_str()).copied();
    found.ok_or_else(|| args.out_of_range(index, "is not the label of a snapshot"))
}
