//! `path`: paths as text. Only `resolve` and `exists` look at the file system.
//!
//! Invariant: the separator is `/`; nothing here depends on what exists, but for those two.

use crate::stdlib::args::{Args, io_error};
use crate::stdlib::modules::file;
use crate::stdlib::table::{ANY, Native, native};
use oxbow_value::{Context, Result, Value};
use std::path::Path;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("join", 1, ANY, join),
    native("dirname", 1, 1, dirname),
    native("basename", 1, 1, basename),
    native("extension", 1, 1, extension),
    native("normalize", 1, 1, normalize),
    native("resolve", 1, 1, resolve),
    native("is_absolute", 1, 1, is_absolute),
    native("exists", 1, 1, exists),
];

fn join(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("path.join", args);
    let mut joined = String::new();
    for i in 0..args.len() {
        let part = args.str(i)?;
        if part.starts_with('/') {
            joined.clear();
        } else if part.is_empty() {
            continue;
        } else if !joined.is_empty() && !joined.ends_with('/') {
            joined.push('/');
        }
        joined.push_str(part);
    }
    Ok(ctx.str(joined))
}

fn dirname(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(parent_of(Args::new("path.dirname", args).str(0)?)))
}

fn basename(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(base_of(Args::new("path.basename", args).str(0)?)))
}

fn extension(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(extension_of(Args::new("path.extension", args).str(0)?)))
}

fn normalize(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(normal_form(Args::new("path.normalize", args).str(0)?)))
}

fn resolve(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    file::permitted(ctx, "path.resolve")?;
    let args = Args::new("path.resolve", args);
    let path = Path::new(args.str(0)?.as_str());
    if let Ok(found) = path.canonicalize() {
        return Ok(ctx.str(found.to_string_lossy()));
    }
    let absolute = std::path::absolute(path).map_err(|e| io_error(format_args!("path.resolve: {e}")))?;
    Ok(ctx.str(normal_form(&absolute.to_string_lossy())))
}

fn is_absolute(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Bool(Args::new("path.is_absolute", args).str(0)?.starts_with('/')))
}

fn exists(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    file::permitted(ctx, "path.exists")?;
    Ok(Value::Bool(Path::new(Args::new("path.exists", args).str(0)?.as_str()).exists()))
}

/// What is before the last separator: `/a` of `/a/f.txt`, `/` of `/f`, nothing of `f`.
pub(crate) fn parent_of(path: &str) -> &str {
    match path.rfind('/') {
        None => "",
        Some(last) => {
            let parent = path[..last].trim_end_matches('/');
            if parent.is_empty() { "/" } else { parent }
        }
    }
}

/// What is behind the last separator.
pub(crate) fn base_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// From the last dot of the base name; nothing if there is none or if it is the leading one.
pub(crate) fn extension_of(path: &str) -> &str {
    let base = base_of(path);
    match base.rfind('.') {
        Some(dot) if dot > 0 && base != ".." => &base[dot..],
        _ => "",
    }
}

/// Folds `//`, `.` and `x/..`; keeps a trailing separator.
fn normal_form(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", None) if absolute => {}
            ("..", Some(&last)) if last != ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let mut text = if absolute { "/".to_owned() } else { String::new() };
    text.push_str(&parts.join("/"));
    if path.ends_with('/') && !parts.is_empty() {
        text.push('/');
    }
    if text.is_empty() { ".".to_owned() } else { text }
}
