//! Going on after an error.
//!
//! Invariant: each recovery leaves `pos` behind the first token of what failed. Balanced brackets are jumped over as a
//! whole, so the inside of a broken construct is not taken for statements.

use super::super::token::TokenKind;
use super::Parser;

impl Parser<'_> {
    /// After a statement that began at token `start` failed: goes to where the next one may begin, or to the `}` of the
    /// block around it.
    pub(super) fn recover_statement(&mut self, start: usize) {
        use TokenKind::*;
        if self.at(Eof) {
            return; // else each block left open would search its whole text
        }
        let failed = self.pos.max(start + 1);
        let mut index = start;
        loop {
            let token = self.tokens[index];
            let closes_outer = |p: Option<usize>| p.is_none_or(|open| open < start);
            let boundary = match token.kind {
                Eof => true,
                _ if index < failed => false,
                RBrace => closes_outer(self.partner_of(index)),
                RParen | RBracket | HoleClose => false,
                Let | Const | While | For | Return if index > failed => true,
                _ => token.newline_before || self.tokens[index - 1].kind == Semicolon,
            };
            if boundary {
                self.pos = index;
                return;
            }
            index = self.skip_balanced(index);
        }
    }

    /// After an item that began at token `start` failed: goes to where the next one begins.
    pub(super) fn recover_item(&mut self, start: usize) {
        let failed = self.pos.max(start + 1);
        let mut index = start;
        while self.tokens[index].kind != TokenKind::Eof && !(index >= failed && self.begins_item(index)) {
            index = self.skip_balanced(index);
        }
        self.pos = index;
    }

    /// Behind the token at this index, or behind its partner if it opens a bracket.
    pub(super) fn skip_balanced(&self, index: usize) -> usize {
        1 + self.partner_of(index).filter(|p| *p > index).unwrap_or(index)
    }

    /// Does a line begin here that can only be a top-level item?
    fn begins_item(&self, index: usize) -> bool {
        use TokenKind::*;
        let next = self.tokens.get(index + 1).map_or(Eof, |t| t.kind);
        self.tokens[index].newline_before
            && match self.tokens[index].kind {
                Main => next == LBrace,
                Import => matches!(next, Str | LBrace | Star),
                Export => next.is_fn() || matches!(next, Let | Const | Struct | Enum | Async | Default),
                Async => next.is_fn(),
                Use | Struct | Enum | Interface => next.is_name(),
                kind => kind.is_fn() && (next.is_name() || next == Main),
            }
    }
}
