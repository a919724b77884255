//! A reader of the part of Graphviz' language that graphs with labels need: `digraph ID { ID [a=b, ..]; ID -> ID [a=b, ..]; }`.
//!
//! Invariant: as in Graphviz, a quoted text ends at the first quote without a backslash before it, and a label is shown with its escapes
//! (`\\`, `\n`) replaced; whatever else stands there is refused.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// A graph: labels of the nodes by name, and (from, to, label) of the edges.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: BTreeMap<String, String>,
    pub(super) edges: Vec<(String, String, String)>,
}

/// Reads a graph.
///
/// # Panics
/// The text is none.
pub(super) fn read(text: &str) -> Graph {
    let mut words = Words { rest: text.chars().peekable() };
    let mut graph = Graph::default();
    words.expect("digraph");
    words.next();
    words.expect("{");
    loop {
        let name = words.next();
        if name == "}" {
            break;
        }
        let mut word = words.next();
        let target = (word == "->").then(|| words.next());
        if target.is_some() {
            word = words.next();
        }
        let label = words.attributes(&mut word);
        assert_eq!(word, ";", "the end of the statement of {name}");
        match target {
            Some(to) => graph.edges.push((name, to, label)),
            // What all nodes or edges have.
            None if name == "node" || name == "edge" => {}
            None => assert!(graph.nodes.insert(name, label).is_none(), "a node twice"),
        }
    }
    assert!(words.rest.all(char::is_whitespace), "text behind the graph");
    for (from, to, _) in &graph.edges {
        assert!(graph.nodes.contains_key(from) && graph.nodes.contains_key(to), "an edge to no node");
    }
    graph
}

struct Words<'t> {
    rest: Peekable<Chars<'t>>,
}

impl Words<'_> {
    /// A name, a quoted text (as it is shown), or a mark.
    fn next(&mut self) -> String {
        while self.rest.next_if(|c| c.is_ascii_whitespace()).is_some() {}
        match self.rest.next().expect("the text ends within the graph") {
            '"' => self.quoted(),
            '-' if self.rest.next_if_eq(&'>').is_some() => String::from("->"),
            mark @ ('{' | '}' | '[' | ']' | '=' | ',' | ';') => mark.to_string(),
            first if first.is_ascii_alphanumeric() => {
                let mut name = String::from(first);
                while let Some(more) = self.rest.next_if(char::is_ascii_alphanumeric) {
                    name.push(more);
                }
                name
            }
            other => panic!("{other:?} is no part of the language"),
        }
    }

    fn quoted(&mut self) -> String {
        let mut text = String::new();
        loop {
            match self.rest.next().expect("a quoted text without end") {
                '"' => return text,
                '\\' => match self.rest.next() {
                    Some(same @ ('"' | '\\')) => text.push(same),
                    Some('n') => text.push('\n'),
                    other => panic!("{other:?} behind a backslash"),
                },
                '\0' => panic!("Graphviz takes a zero for the end of the file"),
                other => text.push(other),
            }
        }
    }

    fn expect(&mut self, word: &str) {
        assert_eq!(self.next(), word);
    }

    /// `[name=value, ..]`, if it stands here: gives the label and moves on to the word behind.
    fn attributes(&mut self, word: &mut String) -> String {
        let mut label = String::new();
        if word == "[" {
            while word != "]" {
                let name = self.next();
                self.expect("=");
                let value = self.next();
                if name == "label" {
                    label = value;
                }
                *word = self.next();
                assert!(word == "," || word == "]", "{word} behind an attribute");
            }
            *word = self.next();
        }
        label
    }
}
