//! [`Shape`]: one kind of cycle, with how often it was met.
//!
//! Invariant: steps are in canonical form: no rotation of them is smaller. Tables of a shape are bounded.

use std::collections::BTreeMap;

use super::LITERAL;
use crate::garbage::Garbage;

/// Different edges, and places, that are kept for a shape.
const KEPT: usize = 64;

/// An object on the loop, and the edge that leaves it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// Label of the object.
    pub label: String,
    /// Name of the edge: field, index or key.
    pub edge: String,
}

impl Step {
    pub(super) fn new(garbage: &Garbage, label: u32, edge: u32) -> Step {
        Step { label: garbage.label_text(label).to_owned(), edge: garbage.name_text(edge).to_owned() }
    }
}

/// An edge between two labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Label of the object that has it.
    pub from: String,
    /// Its name.
    pub edge: String,
    /// Label of the object that it leads to.
    pub to: String,
}

/// Why an edge of a loop is the one to make weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakest {
    /// By its name it leads back to what owns the object: `parent`, `owner`, `prev`.
    BackReference,
    /// Nothing speaks for one edge more than for another.
    Any,
}

/// Names that are usually given to the way back.
const BACK: [&str; 22] = [
    "parent",
    "owner",
    "prev",
    "previous",
    "back",
    "up",
    "outer",
    "self",
    "this",
    "container",
    "root",
    "host",
    "delegate",
    "observer",
    "observers",
    "listener",
    "listeners",
    "subscriber",
    "subscribers",
    "context",
    "manager",
    "source",
];

/// A kind of cycle.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Shape {
    /// The loop. The last edge leads to the first object.
    pub steps: Vec<Step>,
    /// Some cycles go through the steps more than once: a ring.
    pub repeats: bool,
    /// Components of this shape that were destroyed.
    pub cycles: u64,
    /// Their objects.
    pub objects: u64,
    /// Objects outside any cycle that only they held.
    pub held: u64,
    /// Bytes of both.
    pub bytes: u64,
    /// Objects on the shortest loop.
    pub shortest: usize,
    /// Objects on the longest; `None` if some loop was too long to be followed.
    pub longest: Option<usize>,
    links: BTreeMap<Link, u64>,
    sites: BTreeMap<(String, String), u64>,
}

impl Shape {
    pub(super) fn new(steps: Vec<Step>) -> Shape {
        Shape {
            steps,
            repeats: false,
            cycles: 0,
            objects: 0,
            held: 0,
            bytes: 0,
            shortest: usize::MAX,
            longest: Some(0),
            links: BTreeMap::new(),
            sites: BTreeMap::new(),
        }
    }

    /// All edges inside the cycles, by labels and name, with how many there were. At most 64 kinds are kept.
    pub fn links(&self) -> impl Iterator<Item = (&Link, u64)> {
        self.links.iter().map(|(link, count)| (link, *count))
    }

    /// Where objects of the loop were made: label, place, and how often. At most 64 are kept.
    pub fn sites(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        self.sites.iter().map(|((label, place), count)| (label.as_str(), place.as_str(), *count))
    }

    /// The step whose edge a weak pointer would best replace: the last one whose name says that it leads back, else the last one.
    pub fn weakest(&self) -> (usize, Weakest) {
        let is_back = |step: &Step| {
            let name = step.edge.split(['.', '[']).next_back().unwrap_or_default();
            BACK.contains(&name.to_lowercase().trim_start_matches('_'))
        };
        match self.steps.iter().rposition(is_back) {
            Some(step) => (step, Weakest::BackReference),
            None => (self.steps.len().saturating_sub(1), Weakest::Any),
        }
    }

    /// A component of so many objects, whose loop has this length.
    pub(super) fn count(&mut self, objects: usize, length: Option<usize>, repeats: bool) {
        self.cycles += 1;
        self.objects += objects as u64;
        self.repeats |= repeats;
        self.shortest = self.shortest.min(length.unwrap_or(objects));
        self.longest = self.longest.zip(length).map(|(longest, length)| longest.max(length));
    }

    pub(super) fn hold(&mut self, bytes: usize) {
        self.held += 1;
        self.bytes += bytes as u64;
    }

    pub(super) fn link(&mut self, garbage: &Garbage, from: usize, name: u32, to: usize) {
        let text = |text: &str| text.to_owned();
        let (from, to) = (text(garbage.label(from)), text(garbage.label(to)));
        count(&mut self.links, Link { from, edge: text(garbage.name_text(name)), to });
    }

    pub(super) fn made_at(&mut self, label: &str, place: String) {
        count(&mut self.sites, (label.to_owned(), place));
    }
}

fn count<K: Ord>(table: &mut BTreeMap<K, u64>, key: K) {
    let full = table.len() >= KEPT;
    match table.get_mut(&key) {
        Some(count) => *count += 1,
        None if full => {}
        None => drop(table.insert(key, 1)),
    }
}

/// What is written down of a loop: all of a short one, one round of a long one that repeats itself.
pub(super) fn written(steps: &[(u32, u32)]) -> &[(u32, u32)] {
    if steps.len() <= LITERAL { steps } else { &steps[..period(steps)] }
}

/// The length of the shortest part of which the whole consists (by the table of borders of Knuth, Morris and Pratt).
fn period<T: PartialEq>(word: &[T]) -> usize {
    let mut border = vec![0; word.len()];
    for at in 1..word.len() {
        let mut length: usize = border[at - 1];
        while length > 0 && word[at] != word[length] {
            length = border[length - 1];
        }
        border[at] = length + usize::from(word[at] == word[length]);
    }
    let period = word.len() - border.last().copied().unwrap_or(0);
    if word.len().is_multiple_of(period.max(1)) { period } else { word.len() }
}

/// The smallest rotation.
pub(super) fn turned(mut steps: Vec<Step>) -> Vec<Step> {
    let len = steps.len();
    let rotation = |start: usize| (0..len).map(move |i| (start + i) % len);
    let smallest = (0..len).min_by(|a, b| {
        let [a, b] = [*a, *b].map(|start| rotation(start).map(|i| &steps[i]));
        a.cmp(b)
    });
    steps.rotate_left(smallest.unwrap_or(0));
    steps
}

#[cfg(test)]
mod tests {
    use super::{period, written};

    #[test]
    fn the_period_of_a_word() {
        for (word, length) in
            [("", 0), ("a", 1), ("aa", 1), ("abab", 2), ("aba", 3), ("abcabcabc", 3), ("aab", 3)]
        {
            assert_eq!(period(word.as_bytes()), length, "{word}");
        }
    }

    #[test]
    fn short_loops_are_written_in_full() {
        assert_eq!(written(&[(1, 1), (1, 1)]).len(), 2);
        assert_eq!(written(&[(1, 1); 9]).len(), 1);
    }
}
