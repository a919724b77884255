//! Tokens as text.

use super::super::lexer::lex;
use super::super::span::Source;
use super::super::token::TokenKind;
use std::fmt::Write;

/// One aligned line per token: `line:column  kind  text`, `+` before tokens that begin a line. Works for any text.
/// Takes linear time.
pub(crate) fn print_tokens(source: &Source) -> String {
    let mut out = String::new();
    let (mut line, mut column, mut offset) = (1, 1, 0);
    for token in lex(&source.text).tokens {
        let start = token.span.start as usize;
        for c in source.text[offset..start].chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        offset = start;
        let text = &source.text[start..token.span.end as usize];
        let kind = match token.kind {
            kind if kind.is_keyword() => "keyword",
            kind if kind.is_punctuation() => "mark",
            kind => kind.text(),
        };
        let newline = if token.newline_before { '+' } else { ' ' };
        let place = format!("{line}:{column}");
        let text = if token.kind == TokenKind::Eof { String::new() } else { visible(text) };
        let row = format!("{newline}{place:<7} {kind:<12} {text}");
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// The text on one line.
fn visible(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}
