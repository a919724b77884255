//! Which bracket belongs to which, found while lexing.
//!
//! Invariant: braces bind stronger than parentheses and square brackets: a `)` never closes a `(` outside the braces it
//! stands in, a `}` closes its `{` whatever is still open inside. Nothing reaches across an interpolation. Each opener is
//! pushed and popped once, so the whole costs linear time.

use super::super::token::TokenKind;

/// The partner of a token that has none.
pub(in crate::syntax) const NONE: u32 = u32::MAX;

struct Opener {
    kind: TokenKind,
    index: usize,
    /// Open `(` and `[` outside this brace, and open braces outside this hole.
    outer: [u32; 3],
}

#[derive(Default)]
pub(super) struct Brackets {
    pub(super) partners: Vec<u32>,
    open: Vec<Opener>,
    /// Open `(`, `[` since the last brace, open braces since the last hole.
    counts: [u32; 3],
}

impl Brackets {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Brackets { partners: Vec::with_capacity(capacity), ..Brackets::default() }
    }

    /// Takes notice of the token with this index.
    pub(super) fn note(&mut self, kind: TokenKind, index: usize) {
        use TokenKind::*;
        self.partners.push(NONE);
        match kind {
            LParen => self.open(kind, index, |c| c[0] += 1),
            LBracket => self.open(kind, index, |c| c[1] += 1),
            LBrace => self.open(kind, index, |c| *c = [0, 0, c[2] + 1]),
            HoleOpen => self.open(kind, index, |c| *c = [0; 3]),
            RParen if self.counts[0] > 0 => self.close(LParen, index),
            RBracket if self.counts[1] > 0 => self.close(LBracket, index),
            RBrace if self.counts[2] > 0 => self.close(LBrace, index),
            HoleClose => self.close(HoleOpen, index),
            _ => {}
        }
    }

    fn open(&mut self, kind: TokenKind, index: usize, count: impl Fn(&mut [u32; 3])) {
        self.open.push(Opener { kind, index, outer: self.counts });
        count(&mut self.counts);
    }

    /// Pops up to the innermost opener of this kind, which exists.
    fn close(&mut self, kind: TokenKind, index: usize) {
        while let Some(opener) = self.open.pop() {
            self.counts = opener.outer;
            if opener.kind == kind {
                self.partners[opener.index] = index as u32;
                self.partners[index] = opener.index as u32;
                return;
            }
        }
    }
}
