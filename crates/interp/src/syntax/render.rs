//! Diagnostics -> text for people.
//!
//! Invariant: what is rendered is bounded, however long the source's lines and the diagnostic's spans are: each place
//! is one line, which the renderer trims around it; at most [`MAX_LABELS`] labels are shown. A place too far to the
//! right for that is quoted in a note.

use super::diagnostic::Diagnostic;
use super::span::{Source, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Lines are shown up to this many bytes behind the start of a place.
const AFTER: usize = 400;
/// Places further to the right than this many bytes are quoted only.
const FAR: usize = 8_000;
/// More labels than this are left out.
const MAX_LABELS: usize = 8;

/// The text of a diagnostic: message, ` --> file:line:column`, the source line underlined, labels, notes, hints. Ends
/// without a line break. With `colour`, ANSI escapes are added.
pub(crate) fn render(diagnostic: &Diagnostic, source: &Source, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = if diagnostic.is_warning { Level::WARNING } else { Level::ERROR };
    let title = level.primary_title(diagnostic.message.as_str());
    let place = Place::new(source, diagnostic.span);
    let group = if place.range.start > FAR {
        title
            .element(place.origin(source))
            .element(Level::NOTE.message(format!("near `{}`", place.excerpt())))
    } else {
        add_snippets(Group::with_title(title), diagnostic, &place, source)
    };
    renderer.render(&[add_advice(group, diagnostic)])
}

/// Adds the line of the diagnostic, with the labels on it, and the lines of the other labels.
fn add_snippets<'a>(
    mut group: Group<'a>,
    diagnostic: &'a Diagnostic,
    place: &Place<'a>,
    source: &'a Source,
) -> Group<'a> {
    let mut snippet = place.snippet(source).annotation(AnnotationKind::Primary.span(place.range.clone()));
    let mut others = vec![];
    for label in diagnostic.labels.iter().take(MAX_LABELS) {
        let other = Place::new(source, label.span);
        let annotation = AnnotationKind::Context.span(other.range.clone()).label(label.text.as_str());
        if other.line == place.line && other.range.end <= place.text.len() {
            snippet = snippet.annotation(annotation);
        } else if other.range.start <= FAR {
            others.push(other.snippet(source).annotation(annotation));
        }
    }
    group = group.element(snippet);
    group.elements(others)
}

fn add_advice<'a>(mut group: Group<'a>, diagnostic: &'a Diagnostic) -> Group<'a> {
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    group
}

/// The line of a span.
struct Place<'s> {
    line: usize,
    column: usize,
    /// The line up to some way behind the place.
    text: &'s str,
    /// The span's bytes in `text`.
    range: Range<usize>,
}

impl<'s> Place<'s> {
    /// A span that reaches over the end of the line or the text shown is cut there.
    fn new(source: &'s Source, span: Span) -> Self {
        let text = source.text.as_str();
        let start = text.floor_char_boundary(span.start as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let text_end = text.floor_char_boundary(line_end.min(start + AFTER));
        let text_end = line_start + text[line_start..text_end].trim_end_matches('\r').len();
        let start = start.min(text_end);
        let end = text.floor_char_boundary(span.end as usize).clamp(start, text_end);
        let (line, column) = source.line_column(start as u32);
        let range = start - line_start..end - line_start;
        Place { line, column, text: &text[line_start..text_end], range }
    }

    fn origin(&self, source: &'s Source) -> Origin<'s> {
        Origin::path(source.name.as_str()).line(self.line).char_column(self.column)
    }

    fn snippet(&self, source: &'s Source) -> Snippet<'s, Annotation<'s>> {
        Snippet::source(self.text).line_start(self.line).path(source.name.as_str())
    }

    /// A few characters around the place.
    fn excerpt(&self) -> &'s str {
        let text = self.text;
        let from = text.floor_char_boundary(self.range.start.saturating_sub(30));
        let to = text.floor_char_boundary((self.range.start + 30).min(text.len()));
        &text[from..to]
    }
}
