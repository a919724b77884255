//! Completion: names, members, commands.
//!
//! Invariant: nothing is evaluated to complete a name; what stands before a `.` must be a path of names.

use super::commands::COMMANDS;
use super::state::State;
use oxbow_interp::tools::input::keywords;
use oxbow_interp::{Fields, Str, Value};

/// Where the word at the end of `line` begins, and what it may become, sorted.
pub(super) fn complete(state: &State, line: &str) -> (usize, Vec<String>) {
    if let Some(command) = line.strip_prefix(':') {
        let matching = COMMANDS.iter().filter(|(name, ..)| name.starts_with(command));
        return (1, matching.map(|(name, ..)| (*name).to_owned()).collect());
    }
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let path_start = line.rfind(|c: char| !in_word(c) && c != '.').map_or(0, |at| at + 1);
    let path = &line[path_start..];
    let start = line.rfind(|c: char| !in_word(c)).map_or(0, |at| at + 1);
    let mut found = match path.rsplit_once('.') {
        Some((object, _)) => {
            value_of(state, object).map_or_else(Vec::new, |value| state.engine.members(&value))
        }
        None if path.is_empty() => vec![],
        None => {
            let mut names = state.session.names();
            names.extend(state.engine.names());
            names.extend(keywords().map(str::to_owned));
            names
        }
    };
    found.retain(|name| name.starts_with(&line[start..]));
    found.sort_unstable();
    found.dedup();
    (start, found)
}

/// The value of a path such as `a.b`.
fn value_of(state: &State, path: &str) -> Option<Value> {
    let mut parts = path.split('.');
    let first = parts.next()?;
    let own = state.session.get(first).ok().flatten();
    let mut value = own.or_else(|| state.engine.module(first)).or_else(|| state.engine.get_global(first))?;
    for part in parts {
        value = match &value {
            Value::Module(module) => module.member_str(part)?,
            Value::Dict(dict) => dict.get_str(part)?,
            Value::Instance(instance) => instance.field(&Str::constant(part))?,
            _ => return None,
        };
    }
    Some(value)
}
