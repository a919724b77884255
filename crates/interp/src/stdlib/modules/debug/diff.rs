//! The text of `debug.diff`: where two values differ.
//!
//! Invariant: pairs still to be compared are on an explicit stack; a pair of containers is compared once, so cyclic data ends. Paths are kept as
//! links to the parent and spelled out for differences only.

use crate::stdlib::modules::string::OBJECT;
use crate::stdlib::walk::Container;
use oxbow_value::show::excerpt;
use oxbow_value::{Raise, Result, Str, Value, work};
use std::collections::HashSet;

/// Characters of a value shown.
const SHOWN: usize = 80;

/// One line for each difference, in order: `[1]: 2 vs 3`.
pub(crate) fn diff(a: &Value, b: &Value) -> Result<String> {
    let mut comparison = Comparison { steps: Vec::new(), text: String::new(), compared: HashSet::new() };
    let mut pending = vec![(None, Some(a.clone()), Some(b.clone()))];
    while let Some((step, a, b)) = pending.pop() {
        work::spend(OBJECT)?;
        let from = pending.len();
        comparison.pair(step, a, b, &mut pending);
        // The first element has to be compared next.
        pending[from..].reverse();
        if comparison.text.len() > Str::MAX_BYTES {
            return Err(Raise::memory("the text would be too long"));
        }
    }
    if comparison.text.is_empty() {
        return Ok("(no differences)".to_owned());
    }
    comparison.text.pop();
    Ok(comparison.text)
}

/// Where a value is: the index of a step, or none at the top.
type Place = Option<usize>;
/// Two values at the same place; none where one side lacks it.
type Pair = (Place, Option<Value>, Option<Value>);

enum Key {
    Index(usize),
    Name(Str),
}

struct Comparison {
    /// Every step taken, with the place it was taken from.
    steps: Vec<(Place, Key)>,
    text: String,
    compared: HashSet<(*const (), *const ())>,
}

impl Comparison {
    fn pair(&mut self, place: Place, a: Option<Value>, b: Option<Value>, pending: &mut Vec<Pair>) {
        let (Some(a), Some(b)) = (&a, &b) else { return self.differ(place, a.as_ref(), b.as_ref()) };
        match (Container::of(a), Container::of(b)) {
            (Some(x), Some(y)) if x.same_kind(&y) => {
                if x.address() != y.address() && self.compared.insert((x.address(), y.address())) {
                    self.entries(place, &x, &y, pending);
                }
            }
            _ if a == b => {}
            _ => self.differ(place, Some(a), Some(b)),
        }
    }

    /// Lists and structs by position, dicts by key.
    fn entries(&mut self, place: Place, x: &Container, y: &Container, pending: &mut Vec<Pair>) {
        if let (Container::Dict(x), Container::Dict(y)) = (x, y) {
            for (key, value) in x.entries() {
                let other = y.get(&key);
                pending.push((self.step(place, Key::Name(key)), Some(value), other));
            }
            for (key, value) in y.entries() {
                if !x.contains(&key) {
                    pending.push((self.step(place, Key::Name(key)), None, Some(value)));
                }
            }
            return;
        }
        for i in 0..x.len().max(y.len()) {
            let (left, right) = (x.entry(i), y.entry(i));
            let name = left.iter().chain(&right).find_map(|(name, _)| name.clone());
            let step = self.step(place, name.map_or(Key::Index(i), Key::Name));
            pending.push((step, left.map(|(_, value)| value), right.map(|(_, value)| value)));
        }
    }

    fn step(&mut self, from: Place, key: Key) -> Place {
        self.steps.push((from, key));
        Some(self.steps.len() - 1)
    }

    fn differ(&mut self, place: Place, a: Option<&Value>, b: Option<&Value>) {
        let mut path = Vec::new();
        let mut at = place;
        while let Some((from, key)) = at.and_then(|step| self.steps.get(step)) {
            path.push(key);
            at = *from;
        }
        if path.is_empty() {
            self.text.push_str("value");
        }
        for key in path.into_iter().rev() {
            match key {
                Key::Index(i) => self.text.push_str(&format!("[{i}]")),
                Key::Name(name) => self.text.push_str(&format!(".{}", name.as_str())),
            }
        }
        let side =
            |value: Option<&Value>| value.map_or("(missing)".to_owned(), |value| excerpt(value, SHOWN));
        self.text.push_str(&format!(": {} vs {}\n", side(a), side(b)));
    }
}
