//! The text of `debug.inspect`: strings quoted, floats with two decimals, dicts (by sorted keys) and structs on several lines.
//!
//! Invariant: the containers around the current position are on an explicit stack and in `path`; one met again prints as in the text form.

use crate::stdlib::modules::string::OBJECT;
use crate::stdlib::walk::Container;
use oxbow_value::build::Items;
use oxbow_value::show::show_into;
use oxbow_value::{Raise, Result, Str, Value, order, work};
use std::collections::HashSet;

/// The text of a value.
pub(crate) fn inspect(value: &Value) -> Result<String> {
    let mut inspector = Inspector { text: String::new(), path: HashSet::new(), stack: Vec::new(), depth: 0 };
    inspector.value(value)?;
    while let Some(level) = inspector.stack.last_mut() {
        work::spend(OBJECT)?;
        match level.next() {
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
    /// The keys of a dict, sorted.
    keys: Vec<Value>,
    /// Position of the next entry.
    position: usize,
}

impl Level {
    fn next(&mut self) -> Option<(Option<Str>, Value)> {
        let position = self.position;
        self.position += 1;
        match &self.container {
            Container::Dict(dict) => match self.keys.get(position)? {
                Value::Str(key) => Some((Some(key.clone()), dict.get(key).unwrap_or_default())),
                _ => None,
            },
            container => container.entry(position),
        }
    }
}

/// The keys of a container that is a dict, sorted.
fn sorted_keys(container: &Container) -> Result<Vec<Value>> {
    let Container::Dict(dict) = container else { return Ok(Vec::new()) };
    let mut keys = Items::with_capacity(dict.len())?;
    for key in (0..dict.len()).filter_map(|i| dict.key_at(i)) {
        keys.push(Value::Str(key))?;
    }
    order::sorted(keys.into_vec())
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
                Some(container) => self.open(container, value)?,
                None => show_into(value, &mut self.text)?,
            },
        }
        Ok(())
    }

    fn open(&mut self, container: Container, value: &Value) -> Result<()> {
        if let Value::Instance(_) = value {
            self.text.push_str(value.type_name());
            self.text.push(' ');
        }
        let (open, empty, again) = match container {
            Container::List(_) => ("[", "[]", "[...]"),
            _ => ("{", "{}", "{...}"),
        };
        if self.path.contains(&container.address()) {
            self.text.push_str(again);
            return Ok(());
        }
        if container.len() == 0 {
            self.text.push_str(empty);
            return Ok(());
        }
        self.text.push_str(open);
        self.path.insert(container.address());
        self.depth += usize::from(!matches!(container, Container::List(_)));
        let keys = sorted_keys(&container)?;
        self.stack.push(Level { container, keys, position: 0 });
        Ok(())
    }

    /// What goes before an entry: a comma behind the one before; for keyed ones a line of its own, and the key.
    fn separate(&mut self, key: Option<&Str>) {
        let Some(level) = self.stack.last() else { return };
        let is_first = level.position == 1;
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
