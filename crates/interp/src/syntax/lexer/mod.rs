//! Source text -> tokens.
//!
//! Invariants: every byte of the source belongs to exactly one token or to blanks and comments between tokens; token
//! spans rise strictly and lie on character boundaries; the last token is `Eof`. Interpolated strings are taken apart in
//! place: `StrOpen (StrText | HoleOpen tokens HoleClose)* StrClose`, so expressions inside strings have their true
//! spans. Every lexical error leaves an `Error` token behind and one diagnostic (up to [`MAX_ERRORS`]). One pass, no
//! recursion; open interpolations are kept on a stack.

mod brackets;
mod number;
mod scan;
mod string;

pub(super) use brackets::NONE;
pub(super) use number::{Number, number_value};
pub(super) use string::unescape;

use super::diagnostic::Diagnostic;
use super::span::Span;
use super::token::{Token, TokenKind};
use brackets::Brackets;
use string::Hole;

/// No more than this many errors are collected from one file, by the lexer and by the parser.
pub(super) const MAX_ERRORS: usize = 100;

/// What the lexer makes of a source.
pub(crate) struct Lexed {
    /// The tokens; the last is `Eof`.
    pub(crate) tokens: Vec<Token>,
    /// For each bracket token the index of its partner, else [`NONE`].
    pub(crate) partners: Vec<u32>,
    /// What was wrong.
    pub(crate) errors: Vec<Diagnostic>,
    /// Where an unterminated string or interpolation begins: tokens from here on are guesses.
    pub(crate) unreliable_from: Option<u32>,
}

/// Splits a text into tokens.
pub(crate) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer::new(text);
    lexer.run();
    let Lexer { tokens, brackets, errors, unreliable_from, .. } = lexer;
    Lexed { tokens, partners: brackets.partners, errors, unreliable_from }
}

struct Lexer<'s> {
    text: &'s str,
    bytes: &'s [u8],
    pos: usize,
    newline: bool,
    tokens: Vec<Token>,
    brackets: Brackets,
    holes: Vec<Hole>,
    errors: Vec<Diagnostic>,
    unreliable_from: Option<u32>,
    /// No polyglot block ends behind this point (found by searching once).
    no_polyglot_end: bool,
}

impl<'s> Lexer<'s> {
    fn new(text: &'s str) -> Self {
        let guess = text.len() / 6 + 1;
        Lexer {
            text,
            bytes: text.as_bytes(),
            pos: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            newline: false,
            tokens: Vec::with_capacity(guess),
            brackets: Brackets::with_capacity(guess),
            holes: vec![],
            errors: vec![],
            unreliable_from: None,
            no_polyglot_end: false,
        }
    }

    fn run(&mut self) {
        loop {
            self.skip_blanks();
            if self.pos >= self.bytes.len() {
                break;
            }
            self.token();
        }
        self.unterminated_hole();
        self.push(TokenKind::Eof, self.pos);
    }

    /// The byte `ahead` places on, 0 behind the end.
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    /// Adds the token from `start` to the current position.
    fn push(&mut self, kind: TokenKind, start: usize) {
        self.brackets.note(kind, self.tokens.len());
        let span = Span::new(start, self.pos);
        self.tokens.push(Token { kind, newline_before: std::mem::take(&mut self.newline), span });
    }

    /// Adds an error token from `start` to the current position, and the diagnostic made of its span.
    fn error(&mut self, start: usize, diagnostic: impl FnOnce(Span) -> Diagnostic) {
        self.report(diagnostic(Span::new(start, self.pos)));
        self.push(TokenKind::Error, start);
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(diagnostic);
        }
    }
}
