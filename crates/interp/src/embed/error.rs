//! The one error type of the public face.
//!
//! Invariant: an error is complete when it is made: it keeps the sources it needs, so it can be rendered after the engine is gone. It can
//! go to other threads: a thrown value stays with its engine, which keeps it as long as the error lives.

use super::handle::Handle;
use crate::syntax::span::{Source, Span};
use crate::syntax::{Diagnostic, render};
use crate::vm::roots::{Roots, Ticket};
use oxbow_value::error::{ErrorKind, Raise, StackEntry, Thrown};
use oxbow_value::{Failure, Str, Value, show};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

/// Why a program was refused or ended early, or why the host's wish could not be met.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    diagnostics: Vec<(Diagnostic, Option<Arc<Source>>)>,
    /// What the machine raised or a host function failed with.
    raise: Option<Box<Raise>>,
    /// What a script threw, kept by the engine.
    thrown: Option<Arc<Ticket>>,
    place: Option<(Arc<Source>, Span)>,
    stack: Vec<Level>,
    fatal: bool,
}

/// A level of the stack.
struct Level {
    function: String,
    source: Arc<Source>,
    span: Span,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The source was refused before anything ran.
    Rejected,
    /// A file could not be read or an output not written.
    Io,
    /// A script threw a value and did not catch it.
    Thrown,
    /// A run-time error that the script did not catch, or that a host function or conversion came to.
    Raised(ErrorKind),
    /// A handle or value of another engine.
    OtherEngine,
    /// A handle whose engine has gone.
    EngineGone,
}

/// A place in a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Name of the source.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes of the source that are blamed.
    pub span: std::ops::Range<usize>,
}

/// A level of a stack trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The function.
    pub function: String,
    /// Where it was.
    pub place: Place,
}

/// For hosts that make errors of their own.
impl Error {
    /// An error that a script sees with this kind. The message should begin with the category (`Type error: ...`).
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error::from_raise(*Raise::new(kind, message))
    }

    /// An error that a script sees as this thrown value.
    pub fn throw(value: Handle) -> Self {
        let message = match value.value() {
            Ok(value) => uncaught(&value),
            Err(error) => return error,
        };
        let mut error = Error::plain(Kind::Thrown, message);
        error.0.thrown = value.into_thrown();
        error
    }

    /// Adds a hint for the reader.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        if let Some((diagnostic, _)) = self.0.diagnostics.first_mut() {
            diagnostic.hints.push(hint.clone());
        }
        if let Some(raise) = &mut self.0.raise {
            raise.hint = Some(hint);
        }
        self
    }

    /// Any error of the host: a script sees a `RuntimeError` with its text, the host finds it again with [`std::error::Error::source`].
    pub fn from_host(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        let error = match error.downcast::<Error>() {
            Ok(own) => return *own,
            Err(other) => other,
        };
        let error = match error.downcast::<Box<Raise>>() {
            Ok(raise) => return Error::from_raise(**raise),
            Err(other) => other,
        };
        let mut raise = *Raise::new(ErrorKind::RuntimeError, error.to_string());
        raise.source = Some(Arc::from(error));
        Error::from_raise(raise)
    }
}

/// What an error tells.
impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The (first) message, on one line.
    pub fn message(&self) -> &str {
        self.0.diagnostics.first().map_or("", |(d, _)| &d.message)
    }

    /// File, line and column of the (first) failing place, counted from 1.
    pub fn place(&self) -> Option<(&str, usize, usize)> {
        let (diagnostic, source) = self.0.diagnostics.first()?;
        let source = source.as_ref()?;
        let (line, column) = source.line_column(diagnostic.span.start);
        Some((&source.name, line, column))
    }

    /// The (first) failing place with its extent.
    pub fn span(&self) -> Option<Place> {
        let (diagnostic, source) = self.0.diagnostics.first()?;
        source.as_ref().map(|source| place(source, diagnostic.span))
    }

    /// The calls under way when it was raised, innermost first; of a deep stack both ends.
    pub fn stack(&self) -> Vec<Call> {
        let call = |level: &Level| Call {
            function: level.function.clone(),
            place: place(&level.source, level.span),
        };
        self.0.stack.iter().map(call).collect()
    }

    /// Whether it ended the evaluation past all `catch` clauses: fuel, deadline, interrupt or output limit.
    pub fn is_limit(&self) -> bool {
        self.0.fatal
    }

    /// Whether the source was refused only because it ends too early: with more text behind it, it may be right. Sessions read on then.
    pub fn is_incomplete(&self) -> bool {
        self.0.diagnostics.first().is_some_and(|(diagnostic, _)| diagnostic.is_cut_off)
    }

    /// The whole report for a person: each message with its source line underlined, hints, the stack trace, the host's errors behind it. Ends
    /// with a newline.
    pub fn render(&self, colour: bool) -> String {
        let mut text = String::new();
        for (diagnostic, source) in &self.0.diagnostics {
            match source {
                Some(source) => text.push_str(render(diagnostic, source, colour).trim_end()),
                None => text.push_str(&format!("error: {}", diagnostic.message)),
            }
            text.push('\n');
        }
        let source = self.0.raise.as_ref().and_then(|raise| raise.source.as_ref());
        let mut cause = source.and_then(|error| error.source());
        while let Some(error) = cause {
            text.push_str(&format!("caused by: {error}\n"));
            cause = error.source();
        }
        if !self.0.stack.is_empty() {
            text.push_str("stack trace (innermost first):\n");
        }
        text.push_str(&stack_text(&self.0.stack));
        text
    }
}

/// Inside the crate.
impl Error {
    fn plain(kind: Kind, message: String) -> Self {
        let diagnostic = Diagnostic::new(message, Span::default());
        let (raise, thrown, place, stack, fatal) = Default::default();
        Error(Box::new(Inner {
            kind,
            diagnostics: vec![(diagnostic, None)],
            raise,
            thrown,
            place,
            stack,
            fatal,
        }))
    }

    pub(crate) fn rejected(diagnostics: Vec<Diagnostic>, source: &Arc<Source>) -> Self {
        let mut error = Error::plain(Kind::Rejected, String::new());
        error.0.diagnostics = diagnostics.into_iter().map(|d| (d, Some(source.clone()))).collect();
        error
    }

    /// The messages, with the sources they are about.
    pub(crate) fn diagnostics(&self) -> &[(Diagnostic, Option<Arc<Source>>)] {
        &self.0.diagnostics
    }

    pub(crate) fn io(message: String) -> Self {
        Error::plain(Kind::Io, message)
    }

    pub(crate) fn type_error(message: impl fmt::Display) -> Self {
        Error::from_raise(*Raise::type_error(message))
    }

    #[cold]
    pub(crate) fn engine_gone() -> Self {
        Error::plain(Kind::EngineGone, "the engine of this handle has gone".to_owned())
    }

    #[cold]
    pub(crate) fn other_engine() -> Self {
        Error::plain(Kind::OtherEngine, "a value belongs to another engine".to_owned())
    }

    /// Gives an error without a place the one where it matters.
    pub(crate) fn at(mut self, source: &Arc<Source>, span: Span) -> Self {
        for (diagnostic, place) in &mut self.0.diagnostics {
            if place.is_none() {
                diagnostic.span = span;
                *place = Some(source.clone());
            }
        }
        self
    }

    /// Says which argument of a host function a failed conversion is about.
    #[cold]
    pub(crate) fn about_argument(mut self, position: usize) -> Self {
        let Some(raise) = &mut self.0.raise else { return self };
        let text = match raise.message.split_once(": ") {
            Some((category, what)) => format!("{category}: argument {position}: {what}"),
            None => format!("argument {position}: {}", raise.message),
        };
        raise.message = text;
        Error::from_raise(*self.0.raise.take().unwrap_or_else(|| Raise::runtime("")))
    }

    #[cold]
    pub(crate) fn from_raise(raise: Raise) -> Self {
        let message = format!("{}: {}", raise.kind.name(), raise.message);
        let mut error = Error::plain(Kind::Raised(raise.kind), message);
        error.0.diagnostics[0].0.hints.extend(raise.hint.clone());
        error.0.fatal = raise.fatal;
        error.0.raise = Some(Box::new(raise));
        error
    }

    /// What a script raised or threw and did not catch.
    #[cold]
    pub(crate) fn from_thrown(thrown: Thrown, roots: &Rc<Roots>) -> Self {
        let Thrown { value, raise, place, stack, fatal } = thrown;
        let mut error = match raise {
            Some(raise) => Error::from_raise(*raise),
            None => Error::plain(Kind::Thrown, uncaught(&value)),
        };
        let inner = &mut *error.0;
        if let (Some((source, span)), Some(first)) = (&place, inner.diagnostics.first_mut()) {
            first.0.span = *span;
            first.1 = Some(source.clone());
        }
        inner.thrown = inner.raise.is_none().then(|| roots.keep_thrown(value));
        let level = |entry: StackEntry| Level {
            function: entry.function.to_string(),
            source: entry.source,
            span: entry.span,
        };
        inner.stack = stack.into_iter().map(level).collect();
        (inner.place, inner.fatal) = (place, fatal);
        error
    }

    /// What a script sees of it when a host function returns it.
    #[cold]
    pub(crate) fn into_failure(self, roots: &Roots) -> Failure {
        let value = self.thrown_in(roots);
        let message = self.message().to_owned();
        let Inner { kind, raise, place, stack, fatal, .. } = *self.0;
        let raise = match (raise, &value) {
            (Some(raise), _) if place.is_none() => return Failure::Raise(raise),
            (Some(raise), _) => Some(raise),
            (None, Some(_)) => None,
            (None, None) => {
                let kind = if kind == Kind::Io { ErrorKind::IOError } else { ErrorKind::RuntimeError };
                return Failure::Raise(Raise::new(kind, message));
            }
        };
        let entry = |level: Level| StackEntry {
            function: Str::constant(&level.function),
            source: level.source,
            span: level.span,
        };
        let (value, stack) = (value.unwrap_or_default(), stack.into_iter().map(entry).collect());
        Failure::Thrown(Box::new(Thrown { value, raise, place, stack, fatal }))
    }

    /// The value it was thrown with, if that is kept here.
    pub(crate) fn thrown_in(&self, roots: &Roots) -> Option<Value> {
        roots.thrown(self.0.thrown.as_ref()?)
    }
}

/// The stack trace, a line for each level; equal levels in a row are counted.
fn stack_text(stack: &[Level]) -> String {
    let line = |entry: &Level| entry.source.line_column(entry.span.start).0;
    let same = |a: &Level, b: &Level| {
        a.function == b.function && Arc::ptr_eq(&a.source, &b.source) && line(a) == line(b)
    };
    let mut text = String::new();
    for level in stack.chunk_by(same) {
        let (entry, times) = (&level[0], level.len());
        text.push_str(&format!("  at {} ({}:{})", entry.function, entry.source.name, line(entry)));
        text.push_str(&if times > 1 { format!(", {times} times\n") } else { "\n".to_owned() });
    }
    text
}

fn uncaught(value: &Value) -> String {
    format!("Uncaught: {}", show::excerpt(value, 2_000))
}

fn place(source: &Source, span: Span) -> Place {
    let (line, column) = source.line_column(span.start);
    Place { file: source.name.clone(), line, column, span: span.start as usize..span.end as usize }
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

impl std::error::Error for Error {
    /// The error that a host function failed with.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.raise.as_ref()?.source.as_deref()?;
        Some(source)
    }
}
