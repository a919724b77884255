//! Subscripts, slices, membership and length.

use crate::build::{Finder, elements};
use crate::convert::{index_int, key, truncate};
use crate::error::{Raise, Result};
use crate::show::{compact, excerpt, show};
use crate::{Dict, Value, work};
use oxbow_cc::Heap;

/// Characters of a key or value that a message shows.
const SHOWN: usize = 60;

/// `object[index]` of a list, dict or range.
///
/// # Errors
/// `IndexError` outside `0..len`, `KeyError` for a missing key, `TypeError` for other kinds of object or index.
pub fn get(object: &Value, index: &Value) -> Result<Value> {
    match object {
        Value::List(list) => {
            list.get(position("an array", list.len() as u64, index)? as usize).ok_or_else(|| vanished(index))
        }
        Value::Dict(dict) => lookup(dict, index)?.ok_or_else(|| missing_key(index)),
        Value::Range(range) => {
            range.get(position("a range", range.len(), index)?).map(Value::Int).ok_or_else(|| vanished(index))
        }
        other => Err(not_indexable(other)),
    }
}

/// `object[index] = value` on a list (the element must exist) or dict.
///
/// # Errors
/// Like [`get`], but a new key is added.
pub fn set(heap: &Heap, object: &Value, index: &Value, value: Value) -> Result<()> {
    match object {
        Value::List(list) => {
            let replaced = list.set(position("an array", list.len() as u64, index)? as usize, value);
            if replaced { Ok(()) } else { Err(vanished(index)) }
        }
        Value::Dict(dict) => {
            dict.insert(key(heap, index)?, value);
            Ok(())
        }
        other => Err(Raise::type_error(format_args!("elements of {} cannot be assigned", other.type_name()))),
    }
}

/// `object[from:to]` of a list or string; an unset bound is an omitted one, floats are truncated, negative bounds count from the end,
/// all are clamped.
///
/// # Errors
/// `TypeError` for other kinds of object or bound.
pub fn slice(heap: &Heap, object: &Value, from: &Value, to: &Value) -> Result<Value> {
    match object {
        Value::List(list) => {
            let (start, end) = bounds(list.len(), from, to)?;
            Ok(Value::list(heap, elements(list, start, end)?))
        }
        Value::Str(text) => {
            work::scan(text.len())?;
            let (start, end) = bounds(text.char_count(), from, to)?;
            Ok(Value::Str(text.slice_chars(heap, start, end)))
        }
        other => Err(Raise::type_error(format_args!("{} cannot be sliced", other.type_name()))),
    }
}

/// `item in container`: key of a dict, element of a list, part of a string, int of a range (a float counts when it equals one).
///
/// # Errors
/// `TypeError` for other containers, `MemoryError` if the text form of `item` is too long.
pub fn contains(item: &Value, container: &Value) -> Result<bool> {
    match container {
        Value::List(list) => list.contains(item),
        Value::Dict(dict) => has_key(dict, item),
        Value::Str(text) => match item {
            Value::Str(part) => has_part(text, part),
            other => has_part(text, &show(other)?),
        },
        Value::Range(range) => Ok(match item {
            Value::Int(n) => range.contains(*n),
            Value::Float(x) if x.fract() == 0.0 => truncate(*x).is_some_and(|n| range.contains(n)),
            _ => false,
        }),
        other => Err(Raise::type_error(format_args!("operator 'in' cannot search {}", other.type_name()))),
    }
}

/// Whether a text contains another.
///
/// # Errors
/// Those of [`work::spend`].
pub fn has_part(text: &str, part: &str) -> Result<bool> {
    Ok(part.is_empty() || Finder::new(text, part).first()?.is_some())
}

/// The built-in `len(x)`: characters of a string, elements of a list, dict, range or host object.
///
/// # Errors
/// `TypeError` for other kinds, what the hook of a host object fails with, `MathError` for a range longer than an int can say.
pub fn length(value: &Value) -> Result<i64> {
    let length = match value {
        Value::Str(text) => text.char_count() as u64,
        Value::List(list) => list.len() as u64,
        Value::Dict(dict) => dict.len() as u64,
        Value::Range(range) => range.len(),
        Value::Host(object) => object.length()?.ok_or_else(|| no_length(value))? as u64,
        other => return Err(no_length(other)),
    };
    i64::try_from(length).map_err(|_| Raise::math("Integer overflow"))
}

#[cold]
fn no_length(value: &Value) -> Box<Raise> {
    let kind = value.type_name();
    Raise::type_error(format_args!("len() expects a string, array, dict or range, but got {kind}"))
}

/// The value under the text form of `index`.
///
/// # Errors
/// `MemoryError` if that is too long.
#[inline]
pub fn lookup(dict: &Dict, index: &Value) -> Result<Option<Value>> {
    match index {
        Value::Str(key) => Ok(dict.get(key)),
        other => Ok(dict.get_str(&compact(other)?)),
    }
}

/// Whether a dict has an entry under the text form of `key`.
///
/// # Errors
/// `MemoryError` if that is too long.
pub fn has_key(dict: &Dict, key: &Value) -> Result<bool> {
    match key {
        Value::Str(key) => Ok(dict.contains(key)),
        other => Ok(dict.contains_str(&compact(other)?)),
    }
}

/// A valid position in a container of this length.
fn position(container: &str, len: u64, index: &Value) -> Result<u64> {
    let Some(position) = index_int(index) else {
        let kind = index.type_name();
        return Err(Raise::type_error(format_args!(
            "the index of {container} must be an int, but got {kind}"
        )));
    };
    let valid = u64::try_from(position).ok().filter(|&position| position < len);
    valid.ok_or_else(|| {
        Raise::index(format_args!("index {position} is out of range for {container} of length {len}"))
    })
}

/// Only if an element disappeared between the check and the access, which nothing here can cause.
#[cold]
fn vanished(index: &Value) -> Box<Raise> {
    Raise::index(format_args!("index {} is out of range", excerpt(index, SHOWN)))
}

#[cold]
fn missing_key(index: &Value) -> Box<Raise> {
    Raise::key(format_args!("key '{}' not found", excerpt(index, SHOWN)))
}

#[cold]
fn not_indexable(object: &Value) -> Box<Raise> {
    let raise = Raise::type_error(format_args!("{} cannot be indexed", object.type_name()));
    match object {
        Value::Str(_) => raise.with_hint("use .char_at(i), or a slice [i:i + 1]"),
        Value::Instance(_) => raise.with_hint("fields are read with a dot: value.field"),
        _ => raise,
    }
}

fn bounds(len: usize, from: &Value, to: &Value) -> Result<(usize, usize)> {
    Ok((bound(len, from, 0)?, bound(len, to, len)?))
}

fn bound(len: usize, value: &Value, omitted: usize) -> Result<usize> {
    let wanted = match value {
        Value::Unset => return Ok(omitted),
        // Saturates, and nan becomes 0: bounds are clamped anyway.
        Value::Float(x) => *x as i64,
        other => index_int(other).ok_or_else(|| {
            Raise::type_error(format_args!("a slice bound must be an int, but got {}", other.type_name()))
        })?,
    };
    let from_start = if wanted < 0 { wanted.saturating_add_unsigned(len as u64) } else { wanted };
    Ok(usize::try_from(from_start).map_or(0, |position| position.min(len)))
}
