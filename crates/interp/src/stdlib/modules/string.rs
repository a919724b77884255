//! `string`: functions on text. Those marked `either` are methods of strings as well, with the text as receiver.
//!
//! Invariant: positions and lengths count characters; nothing is converted to a string or an int silently.

use crate::stdlib::args::{Args, MODULE};
use crate::stdlib::limits;
use crate::stdlib::table::{ANY, Native, native};
use oxbow_value::build::{Finder, Items, TextBuilder, elements};
use oxbow_value::show::show_into;
use oxbow_value::{Context, Raise, Result, Str, Value, arith, index, work};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("length", 1, 1, length::<MODULE>),
    native("substring", 3, 3, substring::<MODULE>),
    native("concat", 2, 2, concat),
    native("split", 2, 2, split::<MODULE>),
    native("join", 2, 2, join),
    native("trim", 1, 1, trim::<MODULE>),
    native("upper", 1, 1, upper::<MODULE>),
    native("lower", 1, 1, lower::<MODULE>),
    native("replace", 3, 3, replace::<MODULE>),
    native("contains", 2, 2, contains::<MODULE>),
    native("starts_with", 2, 2, starts_with::<MODULE>),
    native("ends_with", 2, 2, ends_with::<MODULE>),
    native("index_of", 2, 2, index_of::<MODULE>),
    native("repeat", 2, 2, repeat::<MODULE>),
    native("char_at", 2, 2, char_at::<MODULE>),
    native("reverse", 1, 1, reverse::<MODULE>),
    native("pad_left", 2, 3, pad_left::<MODULE>),
    native("pad_right", 2, 3, pad_right::<MODULE>),
    native("format fmt", 1, ANY, format),
];

/// What making a small object costs compared to looking at an element.
pub(crate) const OBJECT: usize = 16;

/// A text in pieces of some kilobytes. They end behind blanks where possible: whether a sigma is the last letter of its word decides its small form.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    const PIECE: usize = 1 << 14;
    let mut rest = text;
    std::iter::from_fn(move || {
        let most = rest.ceil_char_boundary(PIECE.min(rest.len()));
        let end = rest[..most].rfind([' ', '\n']).map_or(most, |blank| blank + 1);
        let (piece, behind) = rest.split_at(if most == rest.len() { most } else { end });
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

/// A string value that takes over the text.
pub(crate) fn owned(ctx: &Context, text: String) -> Value {
    Value::Str(Str::from_string(&ctx.heap, text))
}

pub(crate) fn length<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.length", args);
    Ok(Value::Int(args.str(0)?.char_count() as i64))
}

pub(crate) fn substring<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.substring", args);
    let (text, start, end) = (args.str(0)?, args.int(1)?, args.int_or(2, i64::MAX)?);
    // A negative position counts as 0; `slice_chars` cuts off what is past the end.
    let position = |at: i64| usize::try_from(at.max(0)).unwrap_or(usize::MAX);
    Ok(Value::Str(text.slice_chars(&ctx.heap, position(start), position(end))))
}

fn concat(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("string.concat", args);
    let (left, right) = (args.str(0)?, args.str(1)?);
    limits::text(left.len().checked_add(right.len()))?;
    Ok(owned(ctx, [left.as_str(), right.as_str()].concat()))
}

pub(crate) fn split<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.split", args);
    let (text, separator) = (args.str(0)?, args.str(1)?);
    let mut pieces = Items::new();
    if separator.is_empty() {
        for c in text.chars() {
            work::spend(OBJECT)?;
            pieces.push(Value::Str(Str::of_char(&ctx.heap, c)))?;
        }
        return Ok(ctx.list(pieces.into_vec()));
    }
    let mut from = 0;
    Finder::new(text, separator).each(|at| {
        work::spend(OBJECT)?;
        pieces.push(ctx.str(&text[from..at]))?;
        from = at + separator.len();
        Ok(true)
    })?;
    pieces.push(ctx.str(&text[from..]))?;
    Ok(ctx.list(pieces.into_vec()))
}

fn join(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("string.join", args);
    let (list, separator) = (args.list(0)?, args.str(1)?);
    let mut text = TextBuilder::new();
    for (i, item) in elements(list, 0, usize::MAX)?.iter().enumerate() {
        let Value::Str(item) = item else {
            return Err(args.out_of_range(0, "must hold strings only"));
        };
        if i > 0 {
            text.push_str(separator)?;
        }
        text.push_str(item)?;
    }
    Ok(owned(ctx, text.into_string()))
}

pub(crate) fn trim<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.trim", args);
    Ok(ctx.str(args.str(0)?.trim_matches([' ', '\t', '\r', '\n'])))
}

pub(crate) fn upper<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.upper", args);
    let mut text = TextBuilder::new();
    pieces(args.str(0)?).try_for_each(|piece| text.push_str(&piece.to_uppercase()))?;
    Ok(owned(ctx, text.into_string()))
}

pub(crate) fn lower<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.lower", args);
    let mut text = TextBuilder::new();
    pieces(args.str(0)?).try_for_each(|piece| text.push_str(&piece.to_lowercase()))?;
    Ok(owned(ctx, text.into_string()))
}

pub(crate) fn replace<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::either::<SHIFT>("string.replace", args);
    let (text, old, new) = (args.str(0)?, args.str(1)?, args.str(2)?);
    if old.is_empty() {
        return Ok(args.take(0));
    }
    let (mut result, mut from) = (TextBuilder::new(), 0);
    Finder::new(text, old).each(|at| {
        result.push_str(&text[from..at])?;
        result.push_str(new)?;
        from = at + old.len();
        Ok(true)
    })?;
    if from == 0 {
        return Ok(args.take(0));
    }
    result.push_str(&text[from..])?;
    Ok(owned(ctx, result.into_string()))
}

pub(crate) fn contains<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.contains", args);
    index::has_part(args.str(0)?, args.str(1)?).map(Value::Bool)
}

pub(crate) fn starts_with<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.starts_with", args);
    Ok(Value::Bool(args.str(0)?.starts_with(args.str(1)?.as_str())))
}

pub(crate) fn ends_with<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.ends_with", args);
    Ok(Value::Bool(args.str(0)?.ends_with(args.str(1)?.as_str())))
}

pub(crate) fn index_of<const SHIFT: usize>(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.index_of", args);
    let (text, part) = (args.str(0)?, args.str(1)?);
    let found = if part.is_empty() { Some(0) } else { Finder::new(text, part).first()? };
    Ok(character_position(text, found))
}

/// The position in characters of a byte position; -1 for none.
pub(crate) fn character_position(text: &Str, byte: Option<usize>) -> Value {
    Value::Int(match byte {
        None => -1,
        Some(byte) if text.is_ascii() => byte as i64,
        Some(byte) => text[..byte].chars().count() as i64,
    })
}

/// A negative count is refused by the module's function and gives nothing in the method.
pub(crate) fn repeat<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.repeat", args);
    let text = args.str(0)?;
    let count = if SHIFT == MODULE { args.count(1)? } else { args.int(1)?.max(0) as usize };
    limits::text(text.len().checked_mul(count))?;
    arith::repeat(&ctx.heap, text, i64::try_from(count).unwrap_or(i64::MAX))
}

pub(crate) fn char_at<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.char_at", args);
    let (text, position) = (args.str(0)?, args.int(1)?);
    let found = usize::try_from(position).ok().and_then(|position| text.char_at(position));
    let Some(found) = found else {
        let length = text.char_count();
        return Err(Raise::index(format_args!(
            "Position {position} is outside of a string of length {length}"
        )));
    };
    Ok(Value::Str(Str::of_char(&ctx.heap, found)))
}

pub(crate) fn reverse<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.reverse", args);
    let text = args.str(0)?;
    let mut reversed = TextBuilder::with_capacity(text.len())?;
    text.chars().rev().try_for_each(|c| reversed.push(c))?;
    Ok(owned(ctx, reversed.into_string()))
}

pub(crate) fn pad_left<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.pad_left", args);
    let mut text = padding(&args)?;
    text.push_str(args.str(0)?)?;
    Ok(owned(ctx, text.into_string()))
}

pub(crate) fn pad_right<const SHIFT: usize>(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::either::<SHIFT>("string.pad_right", args);
    let padding = padding(&args)?.into_string();
    let mut text = TextBuilder::with_capacity(args.str(0)?.len() + padding.len())?;
    text.push_str(args.str(0)?)?;
    text.push_str(&padding)?;
    Ok(owned(ctx, text.into_string()))
}

/// What is missing to the width in argument 1, filled with the character in argument 2.
fn padding(args: &Args) -> Result<TextBuilder> {
    let (text, width) = (args.str(0)?, args.int(1)?);
    let mut fill = args.str_or(2, " ")?.chars();
    let (Some(fill), None) = (fill.next(), fill.next()) else {
        return Err(args.out_of_range(2, "must be one character"));
    };
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(text.char_count());
    let bytes = missing.checked_mul(fill.len_utf8());
    limits::text(bytes.and_then(|bytes| bytes.checked_add(text.len())))?;
    let mut padding = TextBuilder::new();
    padding.repeat(fill.encode_utf8(&mut [0; 4]), missing)?;
    Ok(padding)
}

fn format(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("string.format", args);
    let mut values = args.rest(1).iter();
    let mut pieces = args.str(0)?.split("{}");
    let mut text = TextBuilder::new();
    text.push_str(pieces.next().unwrap_or_default())?;
    for piece in pieces {
        match values.next() {
            Some(value) => show_into(value, text.buffer())?,
            None => text.push_str("{}")?,
        }
        text.push_str(piece)?;
    }
    Ok(owned(ctx, text.into_string()))
}
