//! What begins with a colon.

use super::state::{Answer, State, say};
use crate::{report, sources, streams};
use std::path::Path;
use std::time::Instant;

/// Every command, what stands behind it, and what it does.
pub(super) const COMMANDS: [(&str, &str, &str); 7] = [
    ("gc", "", "collect garbage cycles now"),
    ("heap", "", "show the heap's totals"),
    ("type", "EXPRESSION", "show the type of a value"),
    ("time", "INPUT", "show how long an evaluation takes"),
    ("load", "FILE", "evaluate a file as if it had been typed"),
    ("help", "", "show this"),
    ("quit", "", "end the session"),
];

/// Obeys a command; the beginning of its name will do.
pub(super) fn obey(state: &mut State, command: &str) -> Answer {
    let (word, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let rest = rest.trim();
    let mut matching = COMMANDS.iter().filter(|(name, ..)| !word.is_empty() && name.starts_with(word));
    let found = matching.next().filter(|_| matching.next().is_none());
    match found {
        Some((name, argument, _)) if argument.is_empty() == rest.is_empty() => match *name {
            "gc" => collect(state),
            "heap" => say(report::totals(&state.engine.stats()).trim_end()),
            "type" => show_type(state, rest),
            "time" => time(state, rest),
            "load" => load(state, Path::new(rest)),
            "help" => help(),
            _ => return Answer::Quit,
        },
        Some((name, argument, _)) => {
            streams::fail(&format!("write `{}`", format!(":{name} {argument}").trim_end()));
        }
        None => {
            streams::fail(&format!("unknown command `:{word}`; `:help` lists them"));
        }
    }
    Answer::Next
}

fn collect(state: &mut State) {
    let freed = state.engine.collect().freed_objects;
    say(&format!("{freed} object{} freed", if freed == 1 { "" } else { "s" }));
}

fn show_type(state: &mut State, expression: &str) {
    let Ok(value) = state.eval(expression) else { return };
    say(value.type_name());
}

fn time(state: &mut State, input: &str) {
    let start = Instant::now();
    let result = state.eval(input);
    let time = start.elapsed();
    if let Ok(value) = result {
        state.show(&value);
        say(&format!("{:.3} ms", time.as_secs_f64() * 1e3));
    }
}

fn load(state: &mut State, file: &Path) {
    match sources::read(file) {
        Ok(text) => {
            if let Ok(value) = state.eval(&text) {
                state.show(&value);
            }
        }
        Err(error) => {
            streams::fail(&format!("cannot read {}: {error}", file.display()));
        }
    }
}

fn help() {
    for (name, argument, what) in COMMANDS {
        say(&format!(":{:<18}{what}", format!("{name} {argument}")));
    }
}
