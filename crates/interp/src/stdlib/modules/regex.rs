//! `regex`: text first, then pattern.
//!
//! Invariant: every search is bounded, by linear time or by a limit on backtracking that raises; where fuel or time is limited, the bound is a
//! tenth of a second (`cost`). Each pattern is compiled once per engine as long as it stays among the recent ones.

mod cost;
mod syntax;

use cost::Cost;

use crate::stdlib::args::Args;
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{Native, native};
use fancy_regex::{Captures, Regex, RegexBuilder};
use oxbow_value::build::{Items, TextBuilder};
use oxbow_value::{Context, ErrorKind, Raise, Result, Value, work};
use std::collections::HashMap;
use std::rc::Rc;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("matches", 2, 2, matches),
    native("search", 2, 2, search),
    native("find", 2, 2, find),
    native("find_all", 2, 2, find_all),
    native("replace", 3, 3, replace),
    native("replace_first", 3, 3, replace_first),
    native("split", 2, 2, split),
    native("groups", 2, 2, groups),
    native("find_groups", 2, 2, find_groups),
    native("escape", 1, 1, escape),
    native("is_valid", 1, 1, is_valid),
    native("compile_pattern", 1, 1, compile_pattern),
];

/// Steps of the backtracking matcher before it gives up.
const BACKTRACK_LIMIT: usize = 1_000_000;
/// Compiled patterns kept; the table is emptied when it is full.
const KEPT: usize = 256;

/// Compiled patterns by source and limit of steps.
#[derive(Default)]
struct Patterns(HashMap<(String, usize), (Rc<Regex>, Cost)>);

fn compiled(ctx: &mut Context, function: &str, pattern: &str) -> Result<(Rc<Regex>, Cost)> {
    with_steps(ctx, function, pattern, BACKTRACK_LIMIT)
}

fn with_steps(ctx: &mut Context, function: &str, pattern: &str, steps: usize) -> Result<(Rc<Regex>, Cost)> {
    let key = (syntax::translate(pattern), steps);
    let patterns = &mut ctx.state::<Patterns>().0;
    if let Some(found) = patterns.get(&key) {
        return Ok(found.clone());
    }
    let built = RegexBuilder::new(&key.0).backtrack_limit(steps).build();
    let regex = Rc::new(built.map_err(|e| {
        Raise::new(
            ErrorKind::RuntimeError,
            format!("Regex error: {function}: invalid pattern '{pattern}': {e}"),
        )
    })?);
    if patterns.len() >= KEPT {
        patterns.clear();
    }
    let cost = Cost::of(&key.0);
    patterns.insert(key, (regex.clone(), cost));
    Ok((regex, cost))
}

/// A pattern, compiled so that a search of the text in argument 0 ends soon where time counts.
fn for_text(ctx: &mut Context, args: &Args, pattern: &str) -> Result<Rc<Regex>> {
    let bytes = args.str(0)?.len();
    work::spend(MATCH + bytes / 4)?;
    let (regex, cost) = compiled(ctx, args.function(), pattern)?;
    if !ctx.work.is_limited() {
        return Ok(regex);
    }
    match cost.steps(bytes, BACKTRACK_LIMIT) {
        Some(BACKTRACK_LIMIT) => Ok(regex),
        Some(steps) => Ok(with_steps(ctx, args.function(), pattern, steps)?.0),
        None => {
            let what = format!("a search for this pattern in {bytes} bytes could take too long");
            Err(Raise::new(ErrorKind::RuntimeError, format!("Regex error: {}: {what}", args.function())))
        }
    }
}

#[cold]
fn gave_up(args: &Args, error: &fancy_regex::Error) -> Box<Raise> {
    Raise::new(ErrorKind::RuntimeError, format!("Regex error: {}: {error}", args.function()))
}

/// The pattern in argument 1, compiled.
fn pattern(ctx: &mut Context, args: &Args) -> Result<Rc<Regex>> {
    for_text(ctx, args, args.str(1)?)
}

/// What a match costs, the text before it not counted.
const MATCH: usize = 128;

/// Charges a match that moved on to here, from there.
fn charge(from: usize, to: usize) -> Result<()> {
    work::spend(MATCH + to.saturating_sub(from))
}

fn whole<'t>(found: &Captures<'t, str>) -> (usize, usize, &'t str) {
    // Group 0 always takes part in a match.
    found.get(0).map_or((0, 0, ""), |m| (m.start(), m.end(), m.as_str()))
}

fn matches(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.matches", args);
    // On its own first, so that a pattern such as `a)|(b` is refused instead of being completed by the anchors.
    compiled(ctx, args.function(), args.str(1)?)?;
    let regex = for_text(ctx, &args, &format!(r"\A(?:{})\z", args.str(1)?))?;
    regex.is_match(args.str(0)?.as_str()).map(Value::Bool).map_err(|e| gave_up(&args, &e))
}

fn search(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.search", args);
    let regex = pattern(ctx, &args)?;
    regex.is_match(args.str(0)?.as_str()).map(Value::Bool).map_err(|e| gave_up(&args, &e))
}

fn find(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.find", args);
    let regex = pattern(ctx, &args)?;
    let found = regex.find(args.str(0)?.as_str()).map_err(|e| gave_up(&args, &e))?;
    Ok(found.map_or(Value::Null, |m| ctx.str(m.as_str())))
}

fn find_all(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.find_all", args);
    let regex = pattern(ctx, &args)?;
    let (mut items, mut from) = (Items::new(), 0);
    for found in regex.find_iter(args.str(0)?.as_str()) {
        let found = found.map_err(|e| gave_up(&args, &e))?;
        charge(from, found.end())?;
        from = found.end();
        items.push(ctx.str(found.as_str()))?;
    }
    Ok(ctx.list(items.into_vec()))
}

fn replace(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    substitute(ctx, &Args::new("regex.replace", args), usize::MAX)
}

fn replace_first(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    substitute(ctx, &Args::new("regex.replace_first", args), 1)
}

fn substitute(ctx: &mut Context, args: &Args, limit: usize) -> Result<Value> {
    let regex = pattern(ctx, args)?;
    let (text, template) = (args.str(0)?, args.str(2)?);
    let mut result = TextBuilder::new();
    let mut copied = 0;
    for found in regex.captures_iter(text.as_str()).take(limit) {
        let found = found.map_err(|e| gave_up(args, &e))?;
        let (start, end, _) = whole(&found);
        charge(copied, end)?;
        result.push_str(&text[copied..start])?;
        expand(template, &found, &mut result)?;
        copied = end;
    }
    result.push_str(&text[copied..])?;
    Ok(owned(ctx, result.into_string()))
}

/// `$1`..`$9` groups, `$&` the match, `$$` a dollar sign; any other dollar sign stands for itself.
fn expand(template: &str, found: &Captures<'_, str>, result: &mut TextBuilder) -> Result<()> {
    let mut rest = template;
    while let Some(dollar) = rest.find('$') {
        result.push_str(&rest[..dollar])?;
        rest = &rest[dollar + 1..];
        match rest.as_bytes().first() {
            Some(b'$') => result.push('$')?,
            Some(b'&') => result.push_str(whole(found).2)?,
            Some(&digit @ b'1'..=b'9') if usize::from(digit - b'0') < found.len() => {
                result.push_str(found.get(usize::from(digit - b'0')).map_or("", |m| m.as_str()))?;
            }
            _ => {
                result.push('$')?;
                continue;
            }
        }
        rest = &rest[1..];
    }
    result.push_str(rest)
}

fn split(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.split", args);
    let regex = pattern(ctx, &args)?;
    let text = args.str(0)?;
    let mut pieces = Items::new();
    let mut from = 0;
    for found in regex.find_iter(text.as_str()) {
        let found = found.map_err(|e| gave_up(&args, &e))?;
        charge(from, found.end())?;
        // An empty match separates characters; at the start of a piece it separates nothing.
        if found.start() == found.end() && (found.start() == from || found.end() == text.len()) {
            continue;
        }
        pieces.push(ctx.str(&text[from..found.start()]))?;
        from = found.end();
    }
    if from < text.len() {
        pieces.push(ctx.str(&text[from..]))?;
    }
    Ok(ctx.list(pieces.into_vec()))
}

fn group_list(ctx: &Context, found: &Captures<'_, str>) -> Value {
    ctx.list(found.iter().map(|group| ctx.str(group.map_or("", |m| m.as_str()))).collect())
}

fn groups(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.groups", args);
    let regex = pattern(ctx, &args)?;
    let found = regex.captures(args.str(0)?.as_str()).map_err(|e| gave_up(&args, &e))?;
    Ok(found.map_or_else(|| ctx.list(Vec::new()), |found| group_list(ctx, &found)))
}

fn find_groups(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.find_groups", args);
    let regex = pattern(ctx, &args)?;
    let (mut lists, mut from) = (Items::new(), 0);
    for found in regex.captures_iter(args.str(0)?.as_str()) {
        let found = found.map_err(|e| gave_up(&args, &e))?;
        let (_, end, _) = whole(&found);
        charge(from, end)?;
        from = end;
        lists.push(group_list(ctx, &found))?;
    }
    Ok(ctx.list(lists.into_vec()))
}

fn escape(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(ctx.str(fancy_regex::escape(Args::new("regex.escape", args).str(0)?)))
}

fn is_valid(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("regex.is_valid", args);
    Ok(Value::Bool(compiled(ctx, args.function(), args.str(0)?).is_ok()))
}

fn compile_pattern(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let mut args = Args::new("regex.compile_pattern", args);
    compiled(ctx, args.function(), args.str(0)?)?;
    Ok(args.take(0))
}
