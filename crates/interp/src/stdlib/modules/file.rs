//! `file`, also `fs`: whole files, folders, and the parts of a file name.
//!
//! Invariant: nothing is touched unless the engine permits files; every failure of the system raises with the path in its message.

use crate::stdlib::args::{Args, io_error};
use crate::stdlib::modules::path::{base_of, extension_of, parent_of};
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{Native, native};
use oxbow_value::{Context, Result, Value};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("read", 1, 1, read),
    native("write", 2, 2, write),
    native("append", 2, 2, append),
    native("exists", 1, 1, exists),
    native("delete", 1, 1, delete),
    native("list_dir", 1, 1, list_dir),
    native("create_dir", 1, 2, create_dir),
    native("is_file", 1, 1, is_file),
    native("is_dir", 1, 1, is_dir),
    native("read_lines", 1, 1, read_lines),
    native("write_lines", 2, 2, write_lines),
    native("copy", 2, 2, copy),
    native("move", 2, 2, move_file),
    native("size", 1, 1, size),
    native("basename", 1, 1, basename),
    native("dirname", 1, 1, dirname),
    native("extension", 1, 1, extension),
];

/// Raises unless the engine permits files.
pub(crate) fn permitted(ctx: &Context, function: &str) -> Result<()> {
    if ctx.capabilities.files {
        return Ok(());
    }
    Err(io_error(format_args!("{function}: not permitted to access files")))
}

/// The error of a system call on `path`.
pub(crate) fn failed(function: &str, path: &str, error: &io::Error) -> Box<oxbow_value::Raise> {
    io_error(format_args!("{function}: '{path}': {error}"))
}

/// The whole text of a file.
pub(crate) fn read_text(ctx: &Context, function: &str, path: &str) -> Result<String> {
    permitted(ctx, function)?;
    fs::read_to_string(path).map_err(|e| failed(function, path, &e))
}

/// Replaces the content of a file; creates it and its missing parent folders.
pub(crate) fn write_text(ctx: &Context, function: &str, path: &str, text: &str) -> Result<()> {
    permitted(ctx, function)?;
    create_parents(path).and_then(|()| fs::write(path, text)).map_err(|e| failed(function, path, &e))
}

/// Sorted names in a folder; none if it is not a folder.
pub(crate) fn names_in(ctx: &Context, function: &str, path: &str) -> Result<Value> {
    permitted(ctx, function)?;
    if !Path::new(path).is_dir() {
        return Ok(ctx.list(Vec::new()));
    }
    let entries = fs::read_dir(path).and_then(|found| found.collect::<io::Result<Vec<_>>>());
    let entries = entries.map_err(|e| failed(function, path, &e))?;
    let mut names: Vec<String> =
        entries.iter().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(ctx.list(names.into_iter().map(|name| ctx.str(name)).collect()))
}

/// Lines without their ends; a final line end opens no further line.
fn lines_of(ctx: &Context, text: &str) -> Value {
    ctx.list(text.lines().map(|line| ctx.str(line.trim_end_matches('\r'))).collect())
}

fn create_parents(path: &str) -> io::Result<()> {
    match Path::new(path).parent() {
        Some(parent) if !parent.as_os_str().is_empty() => fs::create_dir_all(parent),
        _ => Ok(()),
    }
}

fn read(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.read", args);
    Ok(owned(ctx, read_text(ctx, args.function(), args.str(0)?)?))
}

fn write(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.write", args);
    write_text(ctx, args.function(), args.str(0)?, args.str(1)?)?;
    Ok(Value::Null)
}

fn append(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.append", args);
    let (path, text) = (args.str(0)?, args.str(1)?);
    permitted(ctx, args.function())?;
    let opened = create_parents(path)
        .and_then(|()| fs::OpenOptions::new().append(true).create(true).open(path.as_str()));
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|e| failed(args.function(), path, &e))?;
    Ok(Value::Null)
}

fn exists(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    test(ctx, &Args::new("file.exists", args), Path::exists)
}

fn is_file(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    test(ctx, &Args::new("file.is_file", args), Path::is_file)
}

fn is_dir(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    test(ctx, &Args::new("file.is_dir", args), Path::is_dir)
}

fn test(ctx: &Context, args: &Args, holds: fn(&Path) -> bool) -> Result<Value> {
    let path = args.str(0)?;
    permitted(ctx, args.function())?;
    Ok(Value::Bool(holds(Path::new(path.as_str()))))
}

fn delete(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.delete", args);
    let path = args.str(0)?;
    permitted(ctx, args.function())?;
    match fs::remove_file(path.as_str()) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(failed(args.function(), path, &e)),
        _ => Ok(Value::Null),
    }
}

fn list_dir(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.list_dir", args);
    names_in(ctx, args.function(), args.str(0)?)
}

fn create_dir(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.create_dir", args);
    let (path, recursive) = (args.str(0)?, args.bool_or(1, true)?);
    permitted(ctx, args.function())?;
    let made = if recursive { fs::create_dir_all(path.as_str()) } else { fs::create_dir(path.as_str()) };
    made.map_err(|e| failed(args.function(), path, &e))?;
    Ok(Value::Null)
}

fn read_lines(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.read_lines", args);
    Ok(lines_of(ctx, &read_text(ctx, args.function(), args.str(0)?)?))
}

fn write_lines(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.write_lines", args);
    let mut text = String::new();
    for line in oxbow_value::build::elements(args.list(1)?, 0, usize::MAX)? {
        let Value::Str(line) = line else { return Err(args.wrong(1, "array of strings")) };
        text.push_str(&line);
        text.push('\n');
    }
    write_text(ctx, args.function(), args.str(0)?, &text)?;
    Ok(Value::Null)
}

fn copy(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.copy", args);
    let (from, to) = (args.str(0)?, args.str(1)?);
    permitted(ctx, args.function())?;
    fs::copy(from.as_str(), to.as_str()).map_err(|e| failed(args.function(), from, &e))?;
    Ok(Value::Null)
}

fn move_file(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.move", args);
    let (from, to) = (args.str(0)?, args.str(1)?);
    permitted(ctx, args.function())?;
    fs::rename(from.as_str(), to.as_str()).map_err(|e| failed(args.function(), from, &e))?;
    Ok(Value::Null)
}

fn size(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("file.size", args);
    let path = args.str(0)?;
    permitted(ctx, args.function())?;
    let found = fs::metadata(path.as_str()).map_err(|e| failed(args.function(), path, &e))?;
    Ok(Value::Int(found.len() as i64))
}

fn basename(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(base_of(Args::new("file.basename", args).str(0)?)))
}

fn dirname(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(parent_of(Args::new("file.dirname", args).str(0)?)))
}

fn extension(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(extension_of(Args::new("file.extension", args).str(0)?)))
}
