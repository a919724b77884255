//! The checker: what is wrong with a program, and what is likely to be, without running it.
//!
//! Invariant: an error is what the compiler refuses; everything found beyond that is a warning, as the language only raises it when it is
//! reached. A warning is given only where no run of the program could make the code right.

mod calls;
mod flow;
mod items;
mod scopes;
mod unused;
mod walk;

use crate::embed::Place;
use crate::syntax::Diagnostic;
use crate::syntax::render;
use crate::syntax::span::{Source, Span};
use std::sync::Arc;

pub(crate) use calls::Member;
pub(crate) use walk::{World, warnings};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The program does not run.
    Error,
    /// It runs, but something in it is probably a mistake.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Something that is wrong with a program.
#[derive(Clone, Debug)]
pub struct Finding {
    severity: Severity,
    rule: &'static str,
    diagnostic: Diagnostic,
    source: Option<Arc<Source>>,
}

impl Finding {
    pub(crate) fn error(diagnostic: Diagnostic, source: Option<Arc<Source>>) -> Self {
        Finding { severity: Severity::Error, rule: "rejected", diagnostic, source }
    }

    pub(crate) fn warning(rule: &'static str, diagnostic: Diagnostic, source: &Arc<Source>) -> Self {
        let diagnostic = Diagnostic { is_warning: true, ..diagnostic };
        Finding { severity: Severity::Warning, rule, diagnostic, source: Some(source.clone()) }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The rule that was broken: `rejected` for errors, else a name such as `unused-variable`.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// What is wrong, on one line.
    pub fn message(&self) -> &str {
        &self.diagnostic.message
    }

    /// Advice.
    pub fn hints(&self) -> &[String] {
        &self.diagnostic.hints
    }

    /// Where; `None` for a file that cannot be read.
    pub fn place(&self) -> Option<Place> {
        let source = self.source.as_ref()?;
        let Span { start, end } = self.diagnostic.span;
        let (line, column) = source.line_column(start);
        Some(Place { file: source.name.clone(), line, column, span: start as usize..end as usize })
    }

    /// The report for a person, with the source line underlined. Ends with a newline.
    pub fn render(&self, colour: bool) -> String {
        match &self.source {
            Some(source) => format!("{}\n", render(&self.diagnostic, source, colour).trim_end()),
            None => format!("{}: {}\n", self.severity.name(), self.message()),
        }
    }
}
