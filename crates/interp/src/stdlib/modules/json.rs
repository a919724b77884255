//! `json`: text to values and back.
//!
//! Invariant: neither direction recurses, so the depth of the data is limited by memory only. Strings and numbers are left to serde_json.

mod parse;
mod stringify;

use self::parse::Failed;
use crate::stdlib::args::Args;
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{Native, native};
use oxbow_value::{Context, Raise, Result, Value};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("parse", 1, 1, parse),
    native("parse_object", 1, 1, parse_object),
    native("parse_array", 1, 1, parse_array),
    native("is_valid", 1, 1, is_valid),
    native("stringify", 1, 2, stringify),
    native("pretty", 1, 2, pretty),
];

/// Indentation is repeated on every line, so it is bounded.
const MAX_INDENT: i64 = 100;

fn parse(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("json.parse", args);
    parse::parse(ctx, args.str(0)?).map_err(|e| e.into_raise(args.function()))
}

fn parse_object(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("json.parse_object", args);
    match parse::parse(ctx, args.str(0)?).map_err(|e| e.into_raise(args.function()))? {
        dict @ Value::Dict(_) => Ok(dict),
        other => Err(another_kind("object", &other)),
    }
}

fn parse_array(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("json.parse_array", args);
    match parse::parse(ctx, args.str(0)?).map_err(|e| e.into_raise(args.function()))? {
        list @ Value::List(_) => Ok(list),
        other => Err(another_kind("array", &other)),
    }
}

fn another_kind(expected: &str, got: &Value) -> Box<Raise> {
    Raise::type_error(format_args!(
        "json.parse_{expected} expects an {expected}, but the text holds {}",
        got.type_name()
    ))
}

fn is_valid(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("json.is_valid", args);
    match parse::parse(ctx, args.str(0)?) {
        Ok(_) => Ok(Value::Bool(true)),
        Err(Failed::Invalid { .. }) => Ok(Value::Bool(false)),
        Err(Failed::Raised(raise)) => Err(raise),
    }
}

fn stringify(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("json.stringify", args);
    let indent = if args.len() > 1 { indentation(&args)? } else { None };
    Ok(owned(ctx, stringify::stringify(args.value(0), indent)?))
}

fn pretty(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("json.pretty", args);
    let indent = if args.len() > 1 { indentation(&args)? } else { Some(2) };
    Ok(owned(ctx, stringify::stringify(args.value(0), indent)?))
}

/// Blanks per level; none for the compact form, which a negative argument asks for.
fn indentation(args: &Args) -> Result<Option<usize>> {
    match args.int(1)? {
        ..0 => Ok(None),
        n @ 0..=MAX_INDENT => Ok(Some(n as usize)),
        _ => Err(args.out_of_range(1, "must be at most 100")),
    }
}
