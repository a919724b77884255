//! Colours of inputs and results.

use crate::streams;
use oxbow_interp::Value;
use oxbow_interp::tools::input::{Word, words};

const MAGENTA: &str = "35";
const GREEN: &str = "32";
const CYAN: &str = "36";
const GREY: &str = "90";
const RED: &str = "31";
const YELLOW: &str = "33";

fn coloured(text: &str, colour: &str) -> String {
    format!("\x1b[{colour}m{text}\x1b[0m")
}

/// The text of a result, in the colour of its kind.
pub(super) fn value(text: &str, value: &Value) -> String {
    let colour = match value {
        Value::Str(_) => GREEN,
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Null => CYAN,
        Value::List(_) | Value::Dict(_) | Value::Instance(_) => return text.to_owned(),
        _ => GREY,
    };
    if streams::colours_output() { coloured(text, colour) } else { text.to_owned() }
}

/// An input, its words in colours.
pub(super) fn input(text: &str) -> String {
    if text.trim_start().starts_with(':') {
        return coloured(text, YELLOW);
    }
    let mut painted = String::with_capacity(text.len() * 2);
    let mut behind = 0;
    for (range, word) in words(text) {
        painted.push_str(&text[behind..range.start]);
        behind = range.end;
        let part = &text[range];
        match word {
            Word::Keyword => painted.push_str(&coloured(part, MAGENTA)),
            Word::Constant => painted.push_str(&coloured(part, CYAN)),
            Word::Text => painted.push_str(&coloured(part, GREEN)),
            Word::Hole => painted.push_str(&coloured(part, YELLOW)),
            Word::Comment => painted.push_str(&coloured(part, GREY)),
            Word::Error => painted.push_str(&coloured(part, RED)),
            Word::Name | Word::Mark => painted.push_str(part),
        }
    }
    painted.push_str(&text[behind..]);
    painted
}
