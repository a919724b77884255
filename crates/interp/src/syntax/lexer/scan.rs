//! Blanks, comments, words, operators, and what is not part of the language.

use super::super::diagnostic::Diagnostic;
use super::super::span::Span;
use super::super::token::TokenKind;
use super::number::is_word;
use super::{Lexer, MAX_ERRORS};

impl Lexer<'_> {
    /// Skips blanks and comments, noting line breaks. An unterminated block comment ends the file.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            match (self.byte(0), self.byte(1)) {
                (b'\n', _) => {
                    self.newline = true;
                    self.pos += 1;
                }
                (b' ' | b'\t' | b'\r' | 0x0b | 0x0c, _) => self.pos += 1,
                (b'#', _) | (b'/', b'/') => {
                    let rest = &self.text[self.pos..];
                    self.pos += rest.find('\n').unwrap_or(rest.len());
                }
                (b'/', b'*') => self.block_comment(),
                _ => return,
            }
        }
    }

    fn block_comment(&mut self) {
        let rest = &self.text[self.pos + 2..];
        let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
        self.newline |= rest[..length].contains('\n');
        self.pos += 2 + length;
    }

    /// Reads one token; not at the end, not at a blank.
    pub(super) fn token(&mut self) {
        match (self.byte(0), self.byte(1)) {
            (b'f', b'"' | b'\'') | (b'"' | b'\'', _) => self.string(),
            (b'a'..=b'z' | b'A'..=b'Z' | b'_', _) => self.word(),
            (b'0'..=b'9', _) | (b'.', b'0'..=b'9') => self.number(),
            (b'{', _) => {
                if let Some(hole) = self.holes.last_mut() {
                    hole.braces += 1;
                }
                self.mark(1, TokenKind::LBrace);
            }
            (b'}', _) => self.closing_brace(),
            (b'<', b'<') => self.polyglot(),
            _ => self.operator(),
        }
    }

    fn word(&mut self) {
        let start = self.pos;
        while is_word(self.byte(0)) {
            self.pos += 1;
        }
        let word = &self.text[start..self.pos];
        self.push(TokenKind::keyword(word).unwrap_or(TokenKind::Name), start);
    }

    fn closing_brace(&mut self) {
        match self.holes.last_mut() {
            Some(hole) if hole.braces == 0 => self.end_hole(),
            Some(hole) => {
                hole.braces -= 1;
                self.mark(1, TokenKind::RBrace);
            }
            None => self.mark(1, TokenKind::RBrace),
        }
    }

    /// Adds a punctuation mark of this length.
    fn mark(&mut self, length: usize, kind: TokenKind) {
        let start = self.pos;
        self.pos += length;
        self.push(kind, start);
    }

    fn operator(&mut self) {
        use TokenKind::*;
        let (length, kind) = match (self.byte(0), self.byte(1), self.byte(2)) {
            (b'.', b'.', b'=') => (3, DotDotEq),
            (b'.', b'.', b'.') => (3, Ellipsis),
            (b'.', b'.', _) => (2, DotDot),
            (b'.', ..) => (1, Dot),
            (b'?', b'?', b'=') => (3, CoalesceAssign),
            (b'?', b'?', _) => (2, Coalesce),
            (b'?', b'.', _) => (2, QuestionDot),
            (b'?', ..) => (1, Question),
            (b'+', b'=', _) => (2, PlusAssign),
            (b'+', ..) => (1, Plus),
            (b'-', b'=', _) => (2, MinusAssign),
            (b'-', b'>', _) => (2, Arrow),
            (b'-', ..) => (1, Minus),
            (b'*', b'=', _) => (2, StarAssign),
            (b'*', ..) => (1, Star),
            (b'/', b'=', _) => (2, SlashAssign),
            (b'/', ..) => (1, Slash),
            (b'%', b'=', _) => (2, PercentAssign),
            (b'%', ..) => (1, Percent),
            (b'=', b'=', _) => (2, EqEq),
            (b'=', b'>', _) => (2, FatArrow),
            (b'=', ..) => (1, Assign),
            (b'!', b'=', _) => (2, NotEq),
            (b'!', ..) => (1, Bang),
            (b'<', b'=', _) => (2, Le),
            (b'<', ..) => (1, Lt),
            (b'>', b'=', _) => (2, Ge),
            (b'>', ..) => (1, Gt),
            (b'&', b'&', _) => (2, AndAnd),
            (b'|', b'|', _) => (2, OrOr),
            (b'|', b'>', _) => (2, Pipe),
            (b'|', ..) => (1, Bar),
            (b':', b':', _) => return self.foreign(2, "use `.` to reach into a module, an enum or a struct"),
            (b':', ..) => (1, Colon),
            (b',', ..) => (1, Comma),
            (b';', ..) => (1, Semicolon),
            (b'(', ..) => (1, LParen),
            (b')', ..) => (1, RParen),
            (b'[', ..) => (1, LBracket),
            (b']', ..) => (1, RBracket),
            (b'&', ..) => return self.foreign(1, "`&&` and `and` are the logical operators"),
            (b'^' | b'~', ..) => return self.foreign(1, "there are no bitwise operators"),
            _ => return self.unexpected(),
        };
        self.mark(length, kind);
    }

    /// An operator of other languages.
    #[cold]
    fn foreign(&mut self, length: usize, hint: &str) {
        let start = self.pos;
        self.pos += length;
        let operator = &self.text[start..self.pos];
        self.error(start, |span| {
            Diagnostic::new(format!("`{operator}` is not an operator"), span).hint(hint)
        });
    }

    /// Characters that begin no token; a run of non-ASCII ones counts as one error.
    #[cold]
    fn unexpected(&mut self) {
        let start = self.pos;
        let rest = &self.text[start..];
        let Some(first) = rest.chars().next() else { return };
        self.pos +=
            if first.is_ascii() { 1 } else { rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len()) };
        self.error(start, |span| {
            let error = Diagnostic::new(format!("unexpected character `{}`", first.escape_debug()), span);
            match first {
                _ if first.is_ascii() => error,
                '\u{2018}'..='\u{201f}' => error.hint("quote strings with `\"` or `'`"),
                _ => error.note("only ASCII characters may stand outside strings and comments"),
            }
        });
    }

    /// At `<<`: a block in another language (skipped up to its `>>`), or a shift operator; both are refused.
    #[cold]
    fn polyglot(&mut self) {
        let start = self.pos;
        let after_operand = !self.newline && self.tokens.last().is_some_and(|t| t.kind.ends_operand());
        if after_operand || !self.byte(2).is_ascii_alphabetic() {
            return self.foreign(2, "there are no bitwise operators");
        }
        let rest = &self.text[start + 2..];
        let is_language = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '#');
        let length = rest.find(|c| !is_language(c)).unwrap_or(rest.len());
        let end = if self.no_polyglot_end { None } else { rest.find(">>") };
        self.no_polyglot_end |= end.is_none();
        self.pos = start + 2 + length;
        self.refuse_polyglot(start);
        self.pos = end.map_or(self.pos, |end| start + 2 + end + 2);
        self.push(TokenKind::Error, start);
    }

    /// Reports the block whose `<<language` lies between `start` and here.
    fn refuse_polyglot(&mut self, start: usize) {
        if self.errors.len() >= MAX_ERRORS {
            return;
        }
        let language: String = self.text[start + 2..self.pos].chars().take(40).collect();
        let line = 1 + self.bytes[..start].iter().filter(|b| **b == b'\n').count();
        let message = format!("polyglot blocks are not supported: `<<{language}` on line {line}");
        let hint = format!("rewrite the {language} code in Oxbow");
        self.report(Diagnostic::new(message, Span::new(start, self.pos)).hint(hint));
    }
}
