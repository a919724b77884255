//! String literals and their interpolations.
//!
//! Invariant: a literal without interpolation is one `Str` token; any other is `StrOpen`, parts, `StrClose`. Escapes stay
//! unresolved in the tokens; [`unescape`] resolves them when the parser asks for the value.

use super::super::diagnostic::Diagnostic;
use super::super::span::Span;
use super::super::token::TokenKind;
use super::Lexer;

/// A string literal being read.
#[derive(Clone, Copy)]
pub(super) struct Literal {
    start: usize,
    quote: u8,
    /// Prefixed with `f`: bare braces interpolate.
    format: bool,
}

/// An interpolation being read: the literal to go back to, and how many braces are open inside.
pub(super) struct Hole {
    literal: Literal,
    span: Span,
    pub(super) braces: u32,
}

/// Where a stretch of string text ends.
enum Stop {
    Quote,
    /// `${` or `{`, with its length.
    Hole(usize),
    End,
}

impl Lexer<'_> {
    /// At the opening quote, or at the `f` before it.
    pub(super) fn string(&mut self) {
        let start = self.pos;
        let format = self.byte(0) == b'f';
        let quote = self.byte(usize::from(format));
        self.pos += 1 + usize::from(format);
        let literal = Literal { start, quote, format };
        let text = self.pos;
        match self.string_text(literal) {
            Stop::Quote => {
                self.pos += 1;
                self.push(TokenKind::Str, start);
            }
            Stop::Hole(length) => {
                let stop = std::mem::replace(&mut self.pos, text);
                self.push(TokenKind::StrOpen, start);
                self.pos = stop;
                self.part(literal, text, Stop::Hole(length));
            }
            Stop::End => self.unterminated_string(literal),
        }
    }

    /// At the `}` that ends an interpolation: goes on with the literal around it.
    pub(super) fn end_hole(&mut self) {
        let Some(hole) = self.holes.pop() else { return };
        self.pos += 1;
        self.push(TokenKind::HoleClose, self.pos - 1);
        let text = self.pos;
        let stop = self.string_text(hole.literal);
        self.part(hole.literal, text, stop);
    }

    /// Adds the text from `text` to here and what stopped it.
    fn part(&mut self, literal: Literal, text: usize, stop: Stop) {
        if self.pos > text {
            self.push(TokenKind::StrText, text);
        }
        let start = self.pos;
        match stop {
            Stop::Quote => {
                self.pos += 1;
                self.push(TokenKind::StrClose, start);
            }
            Stop::Hole(length) => {
                self.pos += length;
                self.push(TokenKind::HoleOpen, start);
                self.holes.push(Hole { literal, span: Span::new(start, self.pos), braces: 0 });
            }
            Stop::End => self.unterminated_string(literal),
        }
    }

    /// Advances to the end of a stretch of text.
    fn string_text(&mut self, literal: Literal) -> Stop {
        while let Some(&byte) = self.bytes.get(self.pos) {
            match byte {
                b'\\' => {
                    let escaped = self.text[self.pos + 1..].chars().next();
                    self.pos += escaped.map_or(0, char::len_utf8);
                }
                b'$' if self.byte(1) == b'{' => return Stop::Hole(2),
                b'{' if literal.format => return Stop::Hole(1),
                _ if byte == literal.quote => return Stop::Quote,
                _ => {}
            }
            self.pos += 1;
        }
        Stop::End
    }

    #[cold]
    fn unterminated_string(&mut self, literal: Literal) {
        let quote = Span::new(literal.start, literal.start + 1 + usize::from(literal.format));
        self.report(
            Diagnostic::new("unterminated string", quote)
                .cut_off()
                .note("a string may span several lines; its closing quote was not found before the end of the file")
                .hint("if this quote was meant to close a string, look for a missing quote further up"),
        );
        self.unreliable_from(literal.start);
        self.push(TokenKind::Error, self.pos);
    }

    /// At the end of the file: reports an interpolation that is still open.
    pub(super) fn unterminated_hole(&mut self) {
        let Some(hole) = self.holes.last() else { return };
        if self.unreliable_from.is_none() {
            let error = Diagnostic::new("unterminated interpolation", hole.span);
            self.report(error.cut_off().hint("close it with `}`"));
        }
        let outermost = self.holes[0].literal.start;
        self.unreliable_from(outermost);
    }

    fn unreliable_from(&mut self, offset: usize) {
        let offset = offset as u32;
        self.unreliable_from = Some(self.unreliable_from.map_or(offset, |old| old.min(offset)));
    }
}

/// The characters that the raw text of a literal stands for.
pub(in crate::syntax) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(backslash) = rest.find('\\') {
        text.push_str(&rest[..backslash]);
        let mut after = rest[backslash + 1..].chars();
        match after.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('0') => text.push('\0'),
            Some(c @ ('\\' | '"' | '\'' | '$')) => text.push(c),
            Some(c) => text.extend(['\\', c]),
            None => text.push('\\'),
        }
        rest = after.as_str();
    }
    text.push_str(rest);
    text
}
