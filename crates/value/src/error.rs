//! Errors that a script can meet.
//!
//! Invariant: a `Raise` says what went wrong; where it happened is added by the machine, which alone knows positions. A `Thrown` is the
//! complete error as it unwinds.

use crate::source::{Source, Span};
use crate::{Str, Value};
use oxbow_cc::Trace;
use std::sync::Arc;

/// The `type` of a caught error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the language's own")]
pub enum ErrorKind {
    TypeError,
    NullError,
    IndexError,
    KeyError,
    MathError,
    NameError,
    MatchError,
    ArgumentError,
    ImportError,
    IOError,
    RecursionError,
    MemoryError,
    LimitError,
    AssertionError,
    RuntimeError,
}

impl ErrorKind {
    /// The name that scripts see.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::TypeError => "TypeError",
            ErrorKind::NullError => "NullError",
            ErrorKind::IndexError => "IndexError",
            ErrorKind::KeyError => "KeyError",
            ErrorKind::MathError => "MathError",
            ErrorKind::NameError => "NameError",
            ErrorKind::MatchError => "MatchError",
            ErrorKind::ArgumentError => "ArgumentError",
            ErrorKind::ImportError => "ImportError",
            ErrorKind::IOError => "IOError",
            ErrorKind::RecursionError => "RecursionError",
            ErrorKind::MemoryError => "MemoryError",
            ErrorKind::LimitError => "LimitError",
            ErrorKind::AssertionError => "AssertionError",
            ErrorKind::RuntimeError => "RuntimeError",
        }
    }
}

/// An error without a place: what operations and native functions return.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct Raise {
    /// Kind.
    pub kind: ErrorKind,
    /// Whole message, category included (`Type error: ...`).
    pub message: String,
    /// Hint for the reader of an uncaught error.
    pub hint: Option<String>,
    /// The host's error behind it.
    pub source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    /// It unwinds everything and cannot be caught (fuel, deadline, interrupt, output limit).
    pub fatal: bool,
}

/// Result of an operation on values. The error is boxed so that the good path stays small.
pub type Result<T, E = Box<Raise>> = std::result::Result<T, E>;

impl Raise {
    /// An error of this kind; `message` begins with the category.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Box<Self> {
        Box::new(Raise { kind, message: message.into(), hint: None, source: None, fatal: false })
    }

    /// `Type error: ...`
    #[cold]
    pub fn type_error(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::TypeError, format!("Type error: {message}"))
    }

    /// `Argument error: ...`
    #[cold]
    pub fn argument(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::ArgumentError, format!("Argument error: {message}"))
    }

    /// `Index error: ...`
    #[cold]
    pub fn index(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::IndexError, format!("Index error: {message}"))
    }

    /// `Key error: ...`
    #[cold]
    pub fn key(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::KeyError, format!("Key error: {message}"))
    }

    /// `Math error: ...`
    #[cold]
    pub fn math(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::MathError, format!("Math error: {message}"))
    }

    /// `Null safety error: ...`
    #[cold]
    pub fn null(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::NullError, format!("Null safety error: {message}"))
    }

    /// `Name error: ...`
    #[cold]
    pub fn name(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::NameError, format!("Name error: {message}"))
    }

    /// `Match error: ...`
    #[cold]
    pub fn matching(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::MatchError, format!("Match error: {message}"))
    }

    /// `Memory error: ...`
    #[cold]
    pub fn memory(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::MemoryError, format!("Memory error: {message}"))
    }

    /// `Runtime error: ...`
    #[cold]
    pub fn runtime(message: impl std::fmt::Display) -> Box<Self> {
        Raise::new(ErrorKind::RuntimeError, format!("Runtime error: {message}"))
    }

    /// `Limit error: ...`, which no script can catch.
    #[cold]
    pub fn limit(message: impl std::fmt::Display) -> Box<Self> {
        let mut raise = Raise::new(ErrorKind::LimitError, format!("Limit error: {message}"));
        raise.fatal = true;
        raise
    }

    /// Adds a hint.
    pub fn with_hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Self> {
        self.hint = Some(hint.into());
        self
    }
}

/// An error on its way up: the value thrown and where.
#[derive(Clone, Trace)]
#[trace(label = "error")]
pub struct Thrown {
    /// What was thrown: any value for `throw`, null for a runtime error (its dict is made when it is caught).
    pub value: Value,
    /// For a runtime error: kind and message.
    #[trace(skip)]
    pub raise: Option<Box<Raise>>,
    /// Failing expression.
    #[trace(skip)]
    pub place: Option<(Arc<Source>, Span)>,
    /// Call stack, innermost first: function name and place of the call inside it.
    #[trace(skip)]
    pub stack: Vec<StackEntry>,
    /// Unwinds everything and cannot be caught (fuel, deadline, interrupt).
    #[trace(skip)]
    pub fatal: bool,
}

impl Thrown {
    /// A runtime error at a place, outside any function.
    pub fn raised(raise: Box<Raise>, place: Option<(Arc<Source>, Span)>) -> Self {
        let fatal = raise.fatal;
        Thrown { value: Value::Null, raise: Some(raise), place, stack: Vec::new(), fatal }
    }
}

/// One level of a stack trace.
#[derive(Clone, Debug)]
pub struct StackEntry {
    /// Function name.
    pub function: Str,
    /// Where that function was.
    pub source: Arc<Source>,
    /// The place in it.
    pub span: Span,
}
