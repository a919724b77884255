//! `csv`: rows of strings.
//!
//! Invariant: a delimiter is one ASCII character that is neither a quote nor a line end.

use crate::stdlib::args::Args;
use crate::stdlib::modules::file;
use crate::stdlib::modules::string::{OBJECT, owned};
use crate::stdlib::table::{Native, native};
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use oxbow_value::build::{Items, elements};
use oxbow_value::{Context, Dict, ErrorKind, Raise, Result, Str, Value, work};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("parse", 1, 2, parse),
    native("parse_dict", 1, 2, parse_dict),
    native("read", 1, 2, read),
    native("read_dict", 1, 2, read_dict),
    native("format_row", 1, 2, format_row),
    native("format_rows stringify", 1, 2, format_rows),
    native("write", 2, 3, write),
    native("write_dict", 2, 3, write_dict),
];

fn parse(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.parse", args);
    let rows = records(&args, args.str(0)?, delimiter(&args, 1)?)?;
    as_lists(ctx, &rows)
}

fn parse_dict(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.parse_dict", args);
    let rows = records(&args, args.str(0)?, delimiter(&args, 1)?)?;
    as_dicts(ctx, &args, &rows)
}

fn read(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.read", args);
    let text = file::read_text(ctx, args.function(), args.str(0)?)?;
    let rows = records(&args, &text, delimiter(&args, 1)?)?;
    as_lists(ctx, &rows)
}

fn read_dict(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.read_dict", args);
    let text = file::read_text(ctx, args.function(), args.str(0)?)?;
    let rows = records(&args, &text, delimiter(&args, 1)?)?;
    as_dicts(ctx, &args, &rows)
}

fn format_row(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.format_row", args);
    let row = strings(&args, 0, args.value(0))?;
    let text = formatted(&args, &[row], delimiter(&args, 1)?)?;
    Ok(ctx.str(text.strip_suffix('\n').unwrap_or(&text)))
}

fn format_rows(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.format_rows", args);
    let text = formatted(&args, &rows_of(&args, 0)?, delimiter(&args, 1)?)?;
    Ok(owned(ctx, text))
}

fn write(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.write", args);
    let text = formatted(&args, &rows_of(&args, 1)?, delimiter(&args, 2)?)?;
    file::write_text(ctx, args.function(), args.str(0)?, &text)?;
    Ok(Value::Null)
}

fn write_dict(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("csv.write_dict", args);
    let text = formatted(&args, &rows_of_dicts(&args)?, delimiter(&args, 2)?)?;
    file::write_text(ctx, args.function(), args.str(0)?, &text)?;
    Ok(Value::Null)
}

#[cold]
fn csv_error(args: &Args, why: impl std::fmt::Display) -> Box<Raise> {
    Raise::new(ErrorKind::RuntimeError, format!("CSV error: {}: {why}", args.function()))
}

fn delimiter(args: &Args, index: usize) -> Result<u8> {
    match args.str_or(index, ",")?.as_bytes() {
        [b] if b.is_ascii() && !matches!(b, b'"' | b'\n' | b'\r') => Ok(*b),
        _ => Err(args.out_of_range(index, "must be one ASCII character, not a quote or line end")),
    }
}

/// The rows of a text; empty lines are skipped.
fn records(args: &Args, text: &str, delimiter: u8) -> Result<Vec<StringRecord>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| csv_error(args, e))?;
        work::spend(OBJECT + row.len() + row.as_slice().len() / 8)?;
        rows.push(row);
    }
    Ok(rows)
}

fn as_lists(ctx: &Context, rows: &[StringRecord]) -> Result<Value> {
    let mut lists = Items::with_capacity(rows.len())?;
    for row in rows {
        let mut fields = Items::with_capacity(row.len())?;
        for field in row {
            work::spend(OBJECT)?;
            fields.push(ctx.str(field))?;
        }
        lists.push(ctx.list(fields.into_vec()))?;
    }
    Ok(ctx.list(lists.into_vec()))
}

fn as_dicts(ctx: &Context, args: &Args, rows: &[StringRecord]) -> Result<Value> {
    let Some((header, rows)) = rows.split_first() else { return Ok(ctx.list(Vec::new())) };
    let keys: Vec<Str> = header.iter().map(|key| Str::new(&ctx.heap, key)).collect();
    let mut dicts = Items::with_capacity(rows.len())?;
    for (i, row) in rows.iter().enumerate() {
        if row.len() != keys.len() {
            let (number, got, expected) = (i + 2, row.len(), keys.len());
            return Err(csv_error(
                args,
                format_args!("row {number} has {got} fields, the header has {expected}"),
            ));
        }
        let fields = keys.iter().cloned().zip(row.iter().map(|field| ctx.str(field)));
        work::spend(OBJECT * (1 + row.len()))?;
        dicts.push(ctx.dict(fields.collect::<Dict>()))?;
    }
    Ok(ctx.list(dicts.into_vec()))
}

/// A row of strings.
fn strings(args: &Args, index: usize, row: &Value) -> Result<Vec<Str>> {
    let Value::List(row) = row else { return Err(args.wrong(index, "array of strings")) };
    let field = |value| match value {
        Value::Str(text) => Ok(text),
        _ => Err(args.out_of_range(index, "must hold strings only")),
    };
    elements(row, 0, usize::MAX)?.into_iter().map(field).collect()
}

fn rows_of(args: &Args, index: usize) -> Result<Vec<Vec<Str>>> {
    elements(args.list(index)?, 0, usize::MAX)?.iter().map(|row| strings(args, index, row)).collect()
}

/// Header and rows of the dicts in argument 1, which must all have the keys of the first.
fn rows_of_dicts(args: &Args) -> Result<Vec<Vec<Str>>> {
    let mut rows: Vec<Vec<Str>> = Vec::new();
    for value in elements(args.list(1)?, 0, usize::MAX)? {
        let Value::Dict(dict) = value else { return Err(args.wrong(1, "array of dicts")) };
        if rows.is_empty() {
            rows.push(dict.keys());
        }
        let fields: Option<Vec<Value>> = rows[0].iter().map(|key| dict.get(key)).collect();
        match fields {
            Some(fields) if dict.len() == fields.len() => {
                rows.push(
                    fields
                        .iter()
                        .map(|v| oxbow_value::show::show(v).map(|t| Str::constant(&t)))
                        .collect::<Result<_>>()?,
                );
            }
            _ => {
                return Err(csv_error(
                    args,
                    format_args!("row {} has other keys than the first", rows.len()),
                ));
            }
        }
    }
    Ok(rows)
}

/// The rows as text; each ends with a line end.
fn formatted(args: &Args, rows: &[Vec<Str>], delimiter: u8) -> Result<String> {
    let mut writer = WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        // Quoted, a field may become twice as long.
        work::scan(row.iter().map(|field| 2 * field.len() + 16).sum())?;
        writer.write_record(row.iter().map(|field| field.as_bytes())).map_err(|e| csv_error(args, e))?;
    }
    let bytes = writer.into_inner().map_err(|e| csv_error(args, e))?;
    String::from_utf8(bytes).map_err(|e| csv_error(args, e))
}
