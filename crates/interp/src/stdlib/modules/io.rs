//! `io`: standard output, standard error, standard input, and the plainest file functions.
//!
//! Invariant: standard output is flushed before anything goes to standard error and before a line is awaited.

use crate::stdlib::args::{Args, io_error};
use crate::stdlib::modules::file;
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{ANY, Native, native};
use oxbow_value::build::TextBuilder;
use oxbow_value::show::show_into;
use oxbow_value::{Context, Result, Value};
use std::io::{self, BufRead};
use std::path::Path;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("write output", 1, ANY, write),
    native("print log", 0, ANY, write),
    native("println", 0, ANY, println),
    native("write_error", 1, ANY, write_error),
    native("read_line", 0, 0, read_line),
    native("input", 0, 1, input),
    native("read_file", 1, 1, read_file),
    native("write_file", 2, 2, write_file),
    native("exists", 1, 1, exists),
    native("list_dir", 1, 1, list_dir),
];

/// Writes to the script's standard output.
pub(crate) fn to_out(ctx: &mut Context, text: &str, flush: bool) -> Result<()> {
    ctx.spend_output(text.len())?;
    let written = ctx.out.write_all(text.as_bytes());
    let done = if flush { written.and_then(|()| ctx.out.flush()) } else { written };
    done.map_err(|e| io_error(format_args!("cannot write to standard output: {e}")))
}

/// Writes to the script's standard error, after what went to standard output before.
pub(crate) fn to_err(ctx: &mut Context, text: &str) -> Result<()> {
    ctx.spend_output(text.len())?;
    to_out(ctx, "", true)?;
    let written = ctx.err.write_all(text.as_bytes()).and_then(|()| ctx.err.flush());
    written.map_err(|e| io_error(format_args!("cannot write to standard error: {e}")))
}

/// The text forms one after the other, with `separator` between them.
pub(crate) fn joined(values: &[Value], separator: &str) -> Result<String> {
    let mut text = TextBuilder::new();
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            text.push_str(separator)?;
        }
        show_into(value, text.buffer())?;
    }
    Ok(text.into_string())
}

fn write(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    to_out(ctx, &joined(args, "")?, true)?;
    Ok(Value::Null)
}

fn println(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut line = joined(args, "")?;
    line.push('\n');
    to_out(ctx, &line, true)?;
    Ok(Value::Null)
}

fn write_error(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    to_err(ctx, &joined(args, "")?)?;
    Ok(Value::Null)
}

fn read_line(ctx: &mut Context, _: &mut [Value]) -> Result<Value> {
    next_line(ctx, "io.read_line", &mut io::stdin().lock())
}

fn input(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    to_out(ctx, &joined(args, "")?, true)?;
    next_line(ctx, "io.input", &mut io::stdin().lock())
}

/// A line without its end; empty at the end of input.
fn next_line(ctx: &mut Context, function: &str, input: &mut dyn BufRead) -> Result<Value> {
    if !ctx.capabilities.input {
        return Err(io_error(format_args!("{function}: not permitted to read standard input")));
    }
    to_out(ctx, "", true)?;
    let mut line = String::new();
    input.read_line(&mut line).map_err(|e| io_error(format_args!("{function}: {e}")))?;
    let text = line.strip_suffix('\n').unwrap_or(&line);
    Ok(ctx.str(text.strip_suffix('\r').unwrap_or(text)))
}

fn read_file(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("io.read_file", args);
    Ok(owned(ctx, file::read_text(ctx, args.function(), args.str(0)?)?))
}

fn write_file(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("io.write_file", args);
    file::write_text(ctx, args.function(), args.str(0)?, args.str(1)?)?;
    Ok(Value::Bool(true))
}

fn exists(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("io.exists", args);
    file::permitted(ctx, args.function())?;
    Ok(Value::Bool(Path::new(args.str(0)?.as_str()).exists()))
}

fn list_dir(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("io.list_dir", args);
    file::names_in(ctx, args.function(), args.str(0)?)
}
