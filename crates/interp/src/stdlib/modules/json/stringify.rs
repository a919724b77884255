//! Values to JSON text.
//!
//! Invariant: the containers around the current position are on an explicit stack and in `path`; meeting one of them again is a cycle.

use crate::stdlib::walk::Container;
use oxbow_value::{ErrorKind, Raise, Result, Str, Value, memory};
use std::collections::HashSet;

/// The text of the value; `indent` blanks per level, or all on one line.
pub(crate) fn stringify(value: &Value, indent: Option<usize>) -> Result<String> {
    let mut writer =
        Writer { text: String::new(), indent, path: HashSet::new(), stack: Vec::new(), reserved: 0 };
    writer.value(value)?;
    while let Some(level) = writer.stack.last_mut() {
        let index = level.next;
        level.next += 1;
        match level.container.entry(index) {
            Some((key, child)) => {
                writer.separate(index);
                if let Some(key) = key {
                    writer.string(&key);
                    writer.text.push_str(if indent.is_some() { ": " } else { ":" });
                }
                writer.value(&child)?;
            }
            None => writer.close(),
        }
        writer.check_size()?;
    }
    Ok(writer.text)
}

struct Level {
    container: Container,
    next: usize,
}

struct Writer {
    text: String,
    indent: Option<usize>,
    path: HashSet<*const ()>,
    stack: Vec<Level>,
    /// Bytes that the memory limit is known to allow.
    reserved: usize,
}

impl Writer {
    /// Data that is shared may be short in memory and without end as text: the limits are looked at whenever it has doubled.
    fn check_size(&mut self) -> Result<()> {
        if self.text.len() > Str::MAX_BYTES {
            return Err(Raise::memory("the JSON text would be too long"));
        }
        if self.text.len() > self.reserved {
            self.reserved = 2 * self.text.len();
            memory::reserve(self.reserved)?;
        }
        Ok(())
    }

    fn value(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::Null => self.text.push_str("null"),
            Value::Bool(b) => self.text.push_str(if *b { "true" } else { "false" }),
            Value::Int(n) => self.text.push_str(&n.to_string()),
            Value::Float(x) => self.float(*x),
            Value::Str(text) => self.string(text),
            _ => match Container::of(value) {
                Some(container) => return self.open(container),
                None => self.text.push_str("\"<unsupported>\""),
            },
        }
        Ok(())
    }

    fn open(&mut self, container: Container) -> Result<()> {
        if !self.path.insert(container.address()) {
            return Err(Raise::new(ErrorKind::RuntimeError, "JSON error: the data contains itself"));
        }
        self.text.push(if matches!(container, Container::List(_)) { '[' } else { '{' });
        self.stack.push(Level { container, next: 0 });
        Ok(())
    }

    fn close(&mut self) {
        if let Some(level) = self.stack.pop() {
            self.path.remove(&level.container.address());
            // `next` is one past the element count, which is 0 for `[]` and `{}`.
            if level.next > 1 {
                self.new_line();
            }
            self.text.push(if matches!(level.container, Container::List(_)) { ']' } else { '}' });
        }
    }

    /// What goes before the element: a comma behind the one before, and its own line.
    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
        self.new_line();
    }

    fn new_line(&mut self) {
        if let Some(indent) = self.indent {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n(' ', indent.saturating_mul(self.stack.len())));
        }
    }

    fn float(&mut self, x: f64) {
        match serde_json::Number::from_f64(x) {
            Some(number) => self.text.push_str(&number.to_string()),
            None => self.text.push_str("null"),
        }
    }

    fn string(&mut self, text: &str) {
        // Quoting a string has no way to fail.
        self.text.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}
