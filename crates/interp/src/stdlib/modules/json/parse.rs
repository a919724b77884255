//! JSON text to values.
//!
//! Invariant: containers under construction are on an explicit stack; the machine is always either before a value or behind one.

use crate::stdlib::modules::string::OBJECT;
use oxbow_cc::Cc;
use oxbow_value::build::Items;
use oxbow_value::change::ChangeDict;
use oxbow_value::{Context, Dict, ErrorKind, List, Raise, Str, Value, work};

/// Why a text has no value.
pub(crate) enum Failed {
    /// It is not JSON.
    Invalid {
        /// What is wrong.
        reason: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// A limit was reached.
    Raised(Box<Raise>),
}

impl Failed {
    /// The error that the script sees.
    #[cold]
    pub(crate) fn into_raise(self, function: &str) -> Box<Raise> {
        match self {
            Failed::Raised(raise) => raise,
            Failed::Invalid { reason, line, column } => {
                let message =
                    format!("JSON error: {function}: {reason} at line {line}, column {column} of the text");
                Raise::new(ErrorKind::RuntimeError, message)
            }
        }
    }
}

/// Why parsing stopped: a reason that lacks its place yet, or a limit.
enum Stop {
    Reason(String),
    Raised(Box<Raise>),
}

impl From<String> for Stop {
    fn from(reason: String) -> Stop {
        Stop::Reason(reason)
    }
}

impl From<&str> for Stop {
    fn from(reason: &str) -> Stop {
        Stop::Reason(reason.to_owned())
    }
}

impl From<Box<Raise>> for Stop {
    fn from(raise: Box<Raise>) -> Stop {
        Stop::Raised(raise)
    }
}

/// The value that the text describes. Takes time in proportion to the text.
pub(crate) fn parse(ctx: &Context, text: &str) -> Result<Value, Failed> {
    let mut parser = Parser { ctx, text, at: 0, open: Vec::new() };
    parser.document().map_err(|stop| {
        let reason = match stop {
            Stop::Reason(reason) => reason,
            Stop::Raised(raise) => return Failed::Raised(raise),
        };
        let before = &text.as_bytes()[..parser.at.min(text.len())];
        let line_start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let column = before[line_start..].iter().filter(|b| **b & 0xC0 != 0x80).count() + 1;
        Failed::Invalid { reason, line, column }
    })
}

/// A container that is being filled.
enum Open {
    List(Items),
    Dict(Cc<Dict>, Str),
}

struct Parser<'a> {
    ctx: &'a Context,
    text: &'a str,
    at: usize,
    open: Vec<Open>,
}

type Step<T> = Result<T, Stop>;

impl Parser<'_> {
    fn document(&mut self) -> Step<Value> {
        loop {
            work::spend(OBJECT)?;
            // Before a value: containers that are not empty are entered, everything else is complete.
            let Some(mut value) = self.value()? else { continue };
            // Behind a value: it goes into the innermost container, which may thereby be complete as well.
            loop {
                match self.open.pop() {
                    None => return self.end(value),
                    Some(container) => match self.insert(container, value)? {
                        Some(complete) => value = complete,
                        None => break,
                    },
                }
            }
        }
    }

    /// A whole scalar or empty container, or none when a container was entered.
    fn value(&mut self) -> Step<Option<Value>> {
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                if self.eat(b'}') {
                    return Ok(Some(self.ctx.dict(Dict::new())));
                }
                let key = self.key()?;
                // In the heap from the start, so that the heap is told of its growth.
                let dict = self.ctx.heap.alloc(Dict::new());
                self.open.push(Open::Dict(dict, key));
                Ok(None)
            }
            Some(b'[') => {
                self.at += 1;
                if self.eat(b']') {
                    return Ok(Some(self.ctx.list(Vec::new())));
                }
                self.open.push(Open::List(Items::new()));
                Ok(None)
            }
            Some(b'"') => Ok(Some(Value::Str(self.string()?))),
            Some(b'-' | b'0'..=b'9') => Ok(Some(self.number()?)),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            Some(_) => Err("unexpected character".into()),
            None => Err("unexpected end".into()),
        }
    }

    /// Puts the value in; gives the container if it closes here, else leaves it open with the next value ahead.
    fn insert(&mut self, container: Open, value: Value) -> Step<Option<Value>> {
        match container {
            Open::List(mut items) => {
                items.push(value)?;
                if self.eat(b']') {
                    return Ok(Some(Value::List(self.ctx.heap.alloc(List::new(items.into_vec())))));
                }
                self.open.push(Open::List(items));
                self.expect(b',', "expected ',' or ']'")?;
            }
            Open::Dict(dict, key) => {
                dict.insert(key, value);
                if self.eat(b'}') {
                    return Ok(Some(Value::Dict(dict)));
                }
                self.expect(b',', "expected ',' or '}'")?;
                let key = self.key()?;
                self.open.push(Open::Dict(dict, key));
            }
        }
        Ok(None)
    }

    fn key(&mut self) -> Step<Str> {
        if self.peek() != Some(b'"') {
            return Err("expected a key in double quotes".into());
        }
        let key = self.string()?;
        self.expect(b':', "expected ':'")?;
        Ok(key)
    }

    fn string(&mut self) -> Step<Str> {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        let mut escaped = false;
        loop {
            match bytes.get(end) {
                None => return Err("string without end".into()),
                Some(b'"') => break,
                Some(b'\\') => (escaped, end) = (true, end + 2),
                Some(0..=0x1F) => return Err("control character in a string".into()),
                Some(_) => end += 1,
            }
        }
        let literal = &self.text[self.at..=end];
        work::scan(literal.len())?;
        let text = match escaped {
            false => Str::new(&self.ctx.heap, &literal[1..literal.len() - 1]),
            true => {
                let text =
                    serde_json::from_str(literal).map_err(|_| Stop::from("invalid escape in a string"))?;
                Str::from_string(&self.ctx.heap, text)
            }
        };
        self.at = end + 1;
        Ok(text)
    }

    fn number(&mut self) -> Step<Value> {
        let rest = &self.text[self.at..];
        let end =
            rest.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')).unwrap_or(rest.len());
        let literal = &rest[..end];
        let number: serde_json::Number =
            serde_json::from_str(literal).map_err(|_| Stop::from("invalid number"))?;
        let is_float = literal.contains(['.', 'e', 'E']);
        self.at += end;
        Ok(match (is_float, literal.parse()) {
            (false, Ok(n)) => Value::Int(n),
            _ => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        })
    }

    fn word(&mut self, word: &str, value: Value) -> Step<Option<Value>> {
        if !self.text[self.at..].starts_with(word) {
            return Err("unexpected character".into());
        }
        self.at += word.len();
        Ok(Some(value))
    }

    fn end(&mut self, value: Value) -> Step<Value> {
        match self.peek() {
            None => Ok(value),
            Some(_) => Err("unexpected text behind the value".into()),
        }
    }

    /// The next byte that is not blank.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, reason: &str) -> Step<()> {
        if self.eat(byte) { Ok(()) } else { Err(reason.into()) }
    }
}
