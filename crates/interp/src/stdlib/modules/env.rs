//! `env`: environment variables and the script's arguments.
//!
//! Invariant: what a script sets is seen by that engine only: changes are kept beside the process's environment, which other threads may be
//! reading and which is therefore never written.

use crate::stdlib::args::{Args, io_error};
use crate::stdlib::modules::file;
use crate::stdlib::table::{Native, native};
use oxbow_value::{Context, Dict, Raise, Result, Str, Value};
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("get", 1, 2, get),
    native("set_var", 2, 2, set_var),
    native("has", 1, 1, has),
    native("delete_var", 1, 1, delete_var),
    native("get_all list", 0, 0, get_all),
    native("get_int", 1, 2, get_int),
    native("get_float", 1, 2, get_float),
    native("get_bool", 1, 2, get_bool),
    native("get_args", 0, 0, get_args),
    native("parse_env_file", 1, 1, parse_env_file),
    native("load_dotenv", 0, 2, load_dotenv),
];

/// What the script changed: a new value, or none for a variable it removed.
#[derive(Default)]
struct Changes(BTreeMap<String, Option<String>>);

fn permitted(ctx: &Context, function: &str) -> Result<()> {
    if ctx.capabilities.environment {
        return Ok(());
    }
    Err(io_error(format_args!("{function}: not permitted to access the environment")))
}

fn variable(ctx: &mut Context, args: &Args) -> Result<Option<String>> {
    let name = args.str(0)?;
    permitted(ctx, args.function())?;
    match ctx.state::<Changes>().0.get(name.as_str()) {
        Some(changed) => Ok(changed.clone()),
        None => Ok(std::env::var_os(name.as_str()).map(|value| value.to_string_lossy().into_owned())),
    }
}

/// A name that the system could hold as well.
fn settable<'a>(args: &'a Args) -> Result<&'a Str> {
    let name = args.str(0)?;
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(args.out_of_range(0, "must be a name without '=' and not empty"));
    }
    Ok(name)
}

fn get(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::new("env.get", args);
    match variable(ctx, &args)? {
        Some(text) => Ok(ctx.str(text)),
        None if args.len() > 1 => Ok(args.take(1)),
        None => Ok(ctx.str("")),
    }
}

fn set_var(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("env.set_var", args);
    let (name, text) = (settable(&args)?.to_string(), args.str(1)?.to_string());
    permitted(ctx, args.function())?;
    ctx.state::<Changes>().0.insert(name, Some(text));
    Ok(Value::Null)
}

fn has(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(variable(ctx, &Args::new("env.has", args))?.is_some()))
}

fn delete_var(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("env.delete_var", args);
    let name = settable(&args)?.to_string();
    permitted(ctx, args.function())?;
    ctx.state::<Changes>().0.insert(name, None);
    Ok(Value::Null)
}

/// Sorted by name.
fn get_all(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    permitted(ctx, "env.get_all")?;
    let process = std::env::vars_os()
        .map(|(k, v)| (k.to_string_lossy().into_owned(), v.to_string_lossy().into_owned()));
    let mut all: BTreeMap<String, Option<String>> = process.map(|(k, v)| (k, Some(v))).collect();
    all.extend(ctx.state::<Changes>().0.clone());
    let set = all.into_iter().filter_map(|(k, v)| Some((Str::new(&ctx.heap, &k), ctx.str(v?))));
    Ok(ctx.dict(set.collect::<Dict>()))
}

/// A variable converted by `read`; the default if it is unset.
fn converted(
    ctx: &mut Context,
    mut args: Args,
    unset: Value,
    kind: &str,
    read: fn(&str) -> Option<Value>,
) -> Result<Value> {
    match variable(ctx, &args)? {
        None if args.len() > 1 => Ok(args.take(1)),
        None => Ok(unset),
        Some(text) => read(text.trim()).ok_or_else(|| {
            let (function, name) = (args.function(), args.value(0));
            let name = oxbow_value::show::excerpt(name, 100);
            Raise::argument(format_args!("{function}: variable '{name}' does not hold {kind}"))
        }),
    }
}

fn get_int(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    converted(ctx, Args::new("env.get_int", args), Value::Int(0), "an int", |text| {
        text.parse().ok().map(Value::Int)
    })
}

fn get_float(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    converted(ctx, Args::new("env.get_float", args), Value::Float(0.0), "a number", |text| {
        text.parse().ok().map(Value::Float)
    })
}

fn get_bool(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    converted(ctx, Args::new("env.get_bool", args), Value::Bool(false), "a bool", |text| {
        match text.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Some(Value::Bool(true)),
            "false" | "0" | "no" | "off" => Some(Value::Bool(false)),
            _ => None,
        }
    })
}

fn get_args(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    permitted(ctx, "env.get_args")?;
    Ok(ctx.list(ctx.args.iter().map(|arg| ctx.str(arg)).collect()))
}

fn parse_env_file(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("env.parse_env_file", args);
    Ok(as_dict(ctx, &assignments(args.str(0)?)))
}

fn load_dotenv(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("env.load_dotenv", args);
    let (path, strict) = (args.str_or(0, ".env")?, args.bool_or(1, false)?);
    permitted(ctx, args.function())?;
    file::permitted(ctx, args.function())?;
    if !strict && !Path::new(path).exists() {
        return Ok(ctx.dict(Dict::new()));
    }
    let text = file::read_text(ctx, args.function(), path)?;
    let found = assignments(&text);
    let changes = &mut ctx.state::<Changes>().0;
    for (name, value) in &found {
        changes.insert((*name).to_owned(), Some((*value).to_owned()));
    }
    Ok(as_dict(ctx, &found))
}

fn as_dict(ctx: &Context, assignments: &[(&str, &str)]) -> Value {
    ctx.dict(assignments.iter().map(|(k, v)| (Str::new(&ctx.heap, k), ctx.str(v))).collect::<Dict>())
}

/// `KEY=VALUE` lines; comments, empty lines and lines without `=` are skipped.
fn assignments(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs
        .map(|(key, value)| (key.trim(), unquoted(value.trim())))
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

/// Without one pair of surrounding quotes.
fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}
