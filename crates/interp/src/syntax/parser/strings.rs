//! String literals.

use super::super::ast::{Expr, ExprKind, StrPart};
use super::super::lexer::unescape;
use super::super::span::Span;
use super::super::token::TokenKind;
use super::{Failed, Parsed, Parser};
use std::rc::Rc;

impl Parser<'_> {
    pub(super) fn string(&mut self) -> Parsed<Expr> {
        let token = self.bump();
        if token.kind == TokenKind::Str {
            return Ok(Expr { kind: ExprKind::Str(self.string_at(token.span)), span: token.span });
        }
        let mut parts = vec![];
        while !self.eat(TokenKind::StrClose) {
            parts.push(self.string_part()?);
        }
        Ok(Expr { kind: ExprKind::Interpolated(parts), span: self.span_from(token.span.start) })
    }

    /// The value of the `Str` token with this span.
    pub(super) fn string_at(&mut self, span: Span) -> Rc<str> {
        let literal = self.slice(span);
        let literal = literal.strip_prefix('f').unwrap_or(literal);
        self.string_value(&literal[1..literal.len() - 1])
    }

    fn string_part(&mut self) -> Parsed<StrPart> {
        let token = self.token();
        match token.kind {
            TokenKind::StrText => {
                self.bump();
                Ok(StrPart::Text(self.string_value(self.slice(token.span))))
            }
            TokenKind::HoleOpen => {
                self.bump();
                let value = self.nested(Self::expression)?;
                if !self.eat(TokenKind::HoleClose) {
                    let error = self.expectation("`}` after the interpolated expression");
                    let specifier = self.at(TokenKind::Colon);
                    let hint = "there are no format specifiers; format the value in the expression";
                    return self.fail_at_here(if specifier { error.hint(hint) } else { error });
                }
                Ok(StrPart::Expr(value))
            }
            // The literal is unterminated, which the lexer reported.
            _ => Err(Failed),
        }
    }
}

impl<'s> Parser<'s> {
    fn string_value(&mut self, raw: &'s str) -> Rc<str> {
        if raw.contains('\\') { Rc::from(unescape(raw)) } else { self.intern(raw) }
    }
}
