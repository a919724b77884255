//! The text of `debug.inspect`: strings quoted, floats with two decimals, dicts (by sorted keys) and structs on several lines.
//!
//! Invariant: the containers around the current position are on an explicit stack and in `path`; one met again prints as in the text form.

use crate::stdlib::modules::string::OBJECT;
use crate::stdlib::walk::Container;
use oxbow_value::show::show_into;
use oxbow_value::{Raise, Result, Str, Value, work};
use std::collections::HashSet;

/// The text of a value.
pub(crate) fn inspect(value: &Value) -> Result<String> {
    let mut inspector = Inspector { text: String::new(), path: HashSet::new(), stack: Vec::new(), depth: 0 };
    inspector.value(value)?;
    while let Some(level) = inspector.stack.last_mut() {
        work::spend(OBJECT)?;
        match level.rest.pop() {
            Some((key, child)) => {
                inspector.separate(key.as_ref());
                inspector.value(&child)?;
            }
            None => inspector.close(),
        }
        if inspector.text.len() > Str::MAX_BYTES {
            return Err(Raise::memory("the text would be too long"));
        }
    }
    Ok(inspector.text)
}

struct Level {
    container: Container,
    /// Entries still to be written, the next one last.
    rest: Vec<(Option<Str>, Value)>,
    is_first: bool,
}

struct Inspector {
    text: String,
    path: HashSet<*const ()>,
    stack: Vec<Level>,
    /// Containers on the stack that take several lines.
    depth: usize,
}

impl Inspector {
    fn value(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::Str(text) => self.text.push_str(&format!("\"{}\"", text.as_str())),
            Value::Float(x) if x.is_finite() => self.text.push_str(&format!("{x:.2}")),
            _ => match Container::of(value) {
                Some(container) => self.open(container, value),
                None => show_into(value, &mut self.text)?,
            },
        }
        Ok(())
    }

    fn open(&mut self, container: Container, value: &Value) {
        if let Value::Instance(_) = value {
            self.text.push_str(value.type_name());
            self.text.push(' ');
        }
        let (open, empty, again) = match container {
            Container::List(_) => ("[", "[]", "[...]"),
            _ => ("{", "{}", "{...}"),
        };
        if self.path.contains(&container.address()) {
            return self.text.push_str(again);
        }
        if container.len() == 0 {
            return self.text.push_str(empty);
        }
        self.text.push_str(open);
        self.path.insert(container.address());
        self.depth += usize::from(!matches!(container, Container::List(_)));
        let mut rest: Vec<_> = (0..container.len()).filter_map(|i| container.entry(i)).collect();
        if let Container::Dict(_) = container {
            rest.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        rest.reverse();
        self.stack.push(Level { container, rest, is_first: true });
    }

    /// What goes before an entry: a comma behind the one before; for keyed ones a line of its own, and the key.
    fn separate(&mut self, key: Option<&Str>) {
        let Some(level) = self.stack.last_mut() else { return };
        let is_first = std::mem::take(&mut level.is_first);
        match (key, is_first) {
            (None, true) => {}
            (None, false) => self.text.push_str(", "),
            (Some(key), _) => {
                let comma = if is_first { "" } else { "," };
                let quote = if matches!(level.container, Container::Dict(_)) { "\"" } else { "" };
                let indent = "  ".repeat(self.depth);
                self.text.push_str(&format!("{comma}\n{indent}{quote}{}{quote}: ", key.as_str()));
            }
        }
    }

    fn close(&mut self) {
        let Some(level) = self.stack.pop() else { return };
        self.path.remove(&level.container.address());
        if let Container::List(_) = level.container {
            return self.text.push(']');
        }
        self.depth -= 1;
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push('}');
    }
}
