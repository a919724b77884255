//! Diagnostics -> text for people.
//!
//! Invariant: what is rendered is bounded, however long the source's lines and the diagnostic's spans are: each place
//! shows one line, cut to [`WIDTH`] characters around it, and at most [`MAX_LABELS`] labels are shown.

use super::diagnostic::Diagnostic;
use super::span::{Source, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Source lines longer than this (in characters) are cut.
const WIDTH: usize = 160;
/// How much of a cut line stands before the place in question.
const BEFORE: usize = 60;
/// More labels than this are left out.
const MAX_LABELS: usize = 8;

/// The text of a diagnostic: message, ` --> file:line:column`, the source line underlined, labels, notes, hints. Ends
/// without a line break. With `colour`, ANSI escapes are added.
pub fn render(diagnostic: &Diagnostic, source: &Source, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let place = Place::new(source, diagnostic.span);
    let labels: Vec<_> = diagnostic
        .labels
        .iter()
        .take(MAX_LABELS)
        .map(|l| (Place::new(source, l.span), l.text.as_str()))
        .collect();
    let (near, far): (Vec<_>, Vec<_>) = labels.iter().partition(|(label, _)| label.shares_line(&place));
    let mut snippet = place.snippet().annotation(AnnotationKind::Primary.span(place.range.clone()));
    for (label, text) in near {
        snippet = snippet.annotation(AnnotationKind::Context.span(label.range.clone()).label(*text));
    }
    let title = Level::ERROR.primary_title(diagnostic.message.as_str());
    let mut group = title.element(place.origin(source)).element(snippet);
    for (label, text) in far {
        let annotation = AnnotationKind::Context.span(label.range.clone()).label(*text);
        group = group.element(label.origin(source)).element(label.snippet().annotation(annotation));
    }
    renderer.render(&[add_advice(group, diagnostic)])
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

/// The part of a line that is shown for a span.
struct Place {
    line: usize,
    column: usize,
    /// What is shown of the line.
    text: String,
    /// The span's bytes in `text`.
    range: Range<usize>,
    /// Offset in the source from which the text was taken, if all of the line is shown.
    whole_line: Option<usize>,
}

impl Place {
    /// A span that reaches over a line end is cut there.
    fn new(source: &Source, span: Span) -> Self {
        let text = source.text.as_str();
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.floor_char_boundary(span.end as usize).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        let (start, end) = (start.min(line_end), end.min(line_end));
        let (line, column) = source.line_column(start as u32);
        let mut place =
            Place { line, column, text: String::new(), range: 0..0, whole_line: Some(line_start) };
        if text[line_start..line_end].chars().nth(WIDTH).is_none() {
            place.text.push_str(&text[line_start..line_end]);
            place.range = start - line_start..end - line_start;
        } else {
            place.cut(text, start..end, line_start..line_end);
        }
        place
    }

    /// Shows only the surroundings of `span` in `line`.
    fn cut(&mut self, text: &str, span: Range<usize>, line: Range<usize>) {
        self.whole_line = None;
        let before = &text[line.start..span.start];
        let skipped = before.char_indices().rev().nth(BEFORE).map_or(0, |(i, c)| i + c.len_utf8());
        let from = line.start + skipped;
        let to = text[from..line.end].char_indices().nth(WIDTH).map_or(line.end, |(i, _)| from + i);
        if from > line.start {
            self.text.push_str("...");
        }
        let base = self.text.len();
        self.text.push_str(&text[from..to]);
        self.range = base + span.start - from..base + span.end.min(to) - from;
        if to < line.end {
            self.text.push_str("...");
        }
    }

    fn shares_line(&self, other: &Place) -> bool {
        self.whole_line.is_some() && self.whole_line == other.whole_line
    }

    fn origin<'a>(&self, source: &'a Source) -> Origin<'a> {
        Origin::path(source.name.as_str()).line(self.line).char_column(self.column)
    }

    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        Snippet::source(self.text.as_str()).line_start(self.line)
    }
}
