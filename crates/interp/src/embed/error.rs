//! The one error type of the public face.
//!
//! Invariant: an error is complete when it is made: it keeps the sources it needs, so it can be rendered after the engine is gone.

use crate::syntax::span::{Source, Span};
use crate::syntax::{Diagnostic, render};
use oxbow_value::error::{ErrorKind, StackEntry, Thrown};
use oxbow_value::show;
use std::fmt;
use std::rc::Rc;

/// Why a program was refused or ended early.
pub struct Error {
    kind: Kind,
    diagnostics: Vec<(Diagnostic, Option<Rc<Source>>)>,
    stack: Vec<StackEntry>,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The source was refused before anything ran.
    Rejected,
    /// A file could not be read.
    Io,
    /// A script threw a value and did not catch it.
    Thrown,
    /// A run-time error that the script did not catch.
    Raised(ErrorKind),
}

impl Error {
    pub(crate) fn rejected(diagnostics: Vec<Diagnostic>, source: &Rc<Source>) -> Self {
        let diagnostics = diagnostics.into_iter().map(|d| (d, Some(source.clone()))).collect();
        Error { kind: Kind::Rejected, diagnostics, stack: Vec::new() }
    }

    pub(crate) fn io(message: String) -> Self {
        let diagnostic = Diagnostic::new(message, Span::default());
        Error { kind: Kind::Io, diagnostics: vec![(diagnostic, None)], stack: Vec::new() }
    }

    /// Gives an error without a place the one where it matters.
    pub(crate) fn at(mut self, source: &Rc<Source>, span: Span) -> Self {
        for (diagnostic, place) in &mut self.diagnostics {
            if place.is_none() {
                diagnostic.span = span;
                *place = Some(source.clone());
            }
        }
        self
    }

    pub(crate) fn thrown(thrown: &Thrown) -> Self {
        let (kind, message, hint) = match &thrown.raise {
            Some(raise) => (
                Kind::Raised(raise.kind),
                format!("{}: {}", raise.kind.name(), raise.message),
                raise.hint.clone(),
            ),
            None => (Kind::Thrown, format!("Uncaught: {}", show::excerpt(&thrown.value, 2_000)), None),
        };
        let span = thrown.place.as_ref().map_or_else(Span::default, |(_, span)| *span);
        let mut diagnostic = Diagnostic::new(message, span);
        diagnostic.hints.extend(hint);
        let source = thrown.place.as_ref().map(|(source, _)| source.clone());
        Error { kind, diagnostics: vec![(diagnostic, source)], stack: thrown.stack.clone() }
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The (first) message, on one line.
    pub fn message(&self) -> &str {
        self.diagnostics.first().map_or("", |(d, _)| &d.message)
    }

    /// File, line and column of the (first) failing place, counted from 1.
    pub fn place(&self) -> Option<(&str, usize, usize)> {
        let (diagnostic, source) = self.diagnostics.first()?;
        let source = source.as_ref()?;
        let (line, column) = source.line_column(diagnostic.span.start);
        Some((&source.name, line, column))
    }

    /// The whole report for a person: each message with its source line underlined, hints, the stack trace. Ends with a newline.
    pub fn render(&self, colour: bool) -> String {
        let mut text = String::new();
        for (diagnostic, source) in &self.diagnostics {
            match source {
                Some(source) => text.push_str(render(diagnostic, source, colour).trim_end()),
                None => text.push_str(&format!("error: {}", diagnostic.message)),
            }
            text.push('\n');
        }
        if !self.stack.is_empty() {
            text.push_str("stack trace (innermost first):\n");
        }
        text.push_str(&stack_text(&self.stack));
        text
    }
}

/// The stack trace, a line for each level; equal levels in a row are counted.
fn stack_text(stack: &[StackEntry]) -> String {
    let line = |entry: &StackEntry| entry.source.line_column(entry.span.start).0;
    let same = |a: &StackEntry, b: &StackEntry| {
        a.function == b.function && Rc::ptr_eq(&a.source, &b.source) && line(a) == line(b)
    };
    let mut text = String::new();
    for level in stack.chunk_by(same) {
        let (entry, times) = (&level[0], level.len());
        text.push_str(&format!("  at {} ({}:{})", entry.function, entry.source.name, line(entry)));
        text.push_str(&if times > 1 { format!(", {times} times\n") } else { "\n".to_owned() });
    }
    text
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line, column)) = self.place() {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        f.write_str(self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Error {}
