//! Moving over the tokens, and reporting what was expected.
//!
//! Invariant: `pos` always is the index of a token, `Eof` at the latest. No error is recorded at an `Error` token (the
//! lexer did that already), at a token that has one, or after parsing was ended.

use super::super::ast::Ident;
use super::super::diagnostic::Diagnostic;
use super::super::lexer::{MAX_ERRORS, NONE};
use super::super::span::Span;
use super::super::token::{Token, TokenKind};
use super::{Failed, Parsed, Parser};

impl Parser<'_> {
    /// The current token.
    pub(super) fn token(&self) -> Token {
        self.tokens[self.pos]
    }

    /// Its kind.
    pub(super) fn kind(&self) -> TokenKind {
        self.token().kind
    }

    /// The kind of the token `ahead` places on.
    pub(super) fn peek(&self, ahead: usize) -> TokenKind {
        self.tokens.get(self.pos + ahead).map_or(TokenKind::Eof, |t| t.kind)
    }

    pub(super) fn at(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    /// At this kind of token, on the same line as the token before?
    pub(super) fn at_on_line(&self, kind: TokenKind) -> bool {
        self.at(kind) && !self.token().newline_before
    }

    /// Is the token `ahead` places on the same line as the one before it?
    pub(super) fn on_line(&self, ahead: usize) -> bool {
        self.tokens.get(self.pos + ahead).is_some_and(|t| !t.newline_before)
    }

    /// Takes the current token.
    pub(super) fn bump(&mut self) -> Token {
        let token = self.token();
        if token.kind != TokenKind::Eof {
            self.pos += 1;
        }
        token
    }

    /// Takes the current token if it is of this kind.
    pub(super) fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.bump();
        }
        found
    }

    /// Takes a token of this kind; `context` says what it is for.
    pub(super) fn expect(&mut self, kind: TokenKind, context: &str) -> Parsed<Token> {
        if self.at(kind) {
            return Ok(self.bump());
        }
        self.expected(&format!("`{}` {context}", kind.text()))
    }

    /// Where the current token begins.
    pub(super) fn start(&self) -> u32 {
        self.token().span.start
    }

    /// From `start` to the end of the last token taken.
    pub(super) fn span_from(&self, start: u32) -> Span {
        let end = self.pos.checked_sub(1).map_or(0, |last| self.tokens[last].span.end);
        Span { start, end: end.max(start) }
    }

    /// Takes a closing bracket; `separator` says what else could have come.
    pub(super) fn close(&mut self, open: Token, kind: TokenKind, separator: &str) -> Parsed<()> {
        if self.eat(kind) {
            return Ok(());
        }
        let expected = format!("{separator}`{}`", kind.text());
        let error = self.expectation(&expected);
        let unclosed = self.partner(open).is_none();
        let text = format!("this `{}` is not closed", self.slice(open.span));
        self.fail_at_here(if unclosed { error.label(open.span, text) } else { error })
    }

    /// Items separated by commas, the last of which may have one too, and the closing bracket.
    pub(super) fn comma_list<T>(
        &mut self,
        open: Token,
        close: TokenKind,
        mut item: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut items = vec![];
        while !self.at(close) {
            items.push(item(self)?);
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        self.close(open, close, "`,` or ")?;
        Ok(items)
    }

    /// The index of the bracket that belongs to this one.
    fn partner(&self, bracket: Token) -> Option<usize> {
        let index = self.tokens.binary_search_by_key(&bracket.span.start, |t| t.span.start).ok()?;
        self.partner_of(index)
    }

    /// The index of the bracket that belongs to the one at this index.
    pub(super) fn partner_of(&self, index: usize) -> Option<usize> {
        Some(self.partners[index]).filter(|p| *p != NONE).map(|p| p as usize)
    }

    /// The current token as a name where one is declared; `what` says of what.
    pub(super) fn name(&mut self, what: &str) -> Parsed<Ident> {
        if self.kind().is_name() { Ok(self.take_ident()) } else { self.expected(what) }
    }

    /// The current token as a name after `.`, or of a field.
    pub(super) fn member_name(&mut self, what: &str) -> Parsed<Ident> {
        if self.kind().is_member_name() { Ok(self.take_ident()) } else { self.expected(what) }
    }

    /// The current token, whatever it is, as a name.
    pub(super) fn take_ident(&mut self) -> Ident {
        let span = self.bump().span;
        Ident { name: self.intern(self.slice(span)), span }
    }

    /// Reports that something else was expected at the current token.
    #[cold]
    pub(super) fn expected<T>(&mut self, what: &str) -> Parsed<T> {
        let error = self.expectation(what);
        self.fail_at_here(error)
    }

    /// "expected .., found .." at the current token (at the end of the file: behind the last one).
    #[cold]
    pub(super) fn expectation(&self, what: &str) -> Diagnostic {
        let token = self.token();
        let error = Diagnostic::new(format!("expected {what}, found {}", self.describe(token)), token.span);
        match token.kind {
            TokenKind::Eof => {
                let end = self.span_from(0).end;
                Diagnostic { span: Span { start: end, end }, ..error }.cut_off()
            }
            _ => error,
        }
    }

    /// A token in words.
    pub(super) fn describe(&self, token: Token) -> String {
        let text = || self.slice(token.span).chars().take(40).collect::<String>();
        match token.kind {
            TokenKind::Eof => "the end of the file".into(),
            TokenKind::Int | TokenKind::Float => format!("number `{}`", text()),
            TokenKind::Str | TokenKind::StrOpen | TokenKind::StrText | TokenKind::StrClose => {
                "a string".into()
            }
            kind if kind.is_keyword() => format!("keyword `{}`", text()),
            _ => format!("`{}`", text()),
        }
    }

    /// Records an error found at the current token, unless there is one already, and fails.
    #[cold]
    pub(super) fn fail_at_here<T>(&mut self, error: Diagnostic) -> Parsed<T> {
        if self.kind() != TokenKind::Error && self.last_error != Some(self.pos) {
            self.last_error = Some(self.pos);
            self.report(error);
        }
        Err(Failed)
    }

    /// Records an error about something already parsed; parsing may go on.
    #[cold]
    pub(super) fn report(&mut self, error: Diagnostic) {
        if self.stopped {
            return;
        }
        self.errors.push(error);
        if self.errors.len() >= MAX_ERRORS {
            self.stop();
        }
    }

    /// Ends parsing.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
        self.pos = self.tokens.len() - 1;
    }
}
