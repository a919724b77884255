//! Errors as data: what is wrong, where, and what helps.
//!
//! Invariant: all spans of a diagnostic belong to one source; turning it into text is `render.rs`'s business.

use super::span::Span;

/// A second place that explains an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// The place.
    pub(crate) span: Span,
    /// What is there.
    pub(crate) text: String,
}

/// One error, found before or while a program runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    /// What is wrong, in one sentence without a final period.
    pub(crate) message: String,
    /// The failing part of the source.
    pub(crate) span: Span,
    /// Other places that matter.
    pub(crate) labels: Vec<Label>,
    /// Facts that explain the error.
    pub(crate) notes: Vec<String>,
    /// What to do about it.
    pub(crate) hints: Vec<String>,
    /// The program can run nevertheless.
    pub(crate) is_warning: bool,
    /// The text ends too early: more of it might mend this.
    pub(crate) is_cut_off: bool,
}

impl Diagnostic {
    /// An error at a place.
    pub(crate) fn new(message: impl Into<String>, span: Span) -> Self {
        let (labels, notes, hints, is_cut_off) = Default::default();
        Diagnostic { message: message.into(), span, labels, notes, hints, is_cut_off, is_warning: false }
    }

    /// Says that the text ends too early.
    pub(crate) fn cut_off(self) -> Self {
        Diagnostic { is_cut_off: true, ..self }
    }

    /// Points at another place.
    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds an explanation.
    pub(crate) fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds advice.
    pub(crate) fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }
}
