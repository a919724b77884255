//! Numbers, lists, dicts, struct literals.

use super::super::ast::{Expr, ExprKind, Ident};
use super::super::lexer::{Number, number_value};
use super::super::token::{Token, TokenKind};
use super::{Parsed, Parser};

impl Parser<'_> {
    /// The value of a number token.
    pub(super) fn number_at(&self, token: Token) -> Number {
        number_value(token.kind, self.slice(token.span))
    }

    pub(super) fn number(&mut self) -> Parsed<Expr> {
        let token = self.bump();
        let kind = match self.number_at(token) {
            Number::Int(value) => i64::try_from(value).map_or(ExprKind::Float(value as f64), ExprKind::Int),
            Number::Float(value) => ExprKind::Float(value),
        };
        Ok(Expr { kind, span: token.span })
    }

    pub(super) fn list(&mut self) -> Parsed<Expr> {
        let open = self.bump();
        let items = self.nested(|p| p.comma_list(open, TokenKind::RBracket, Self::expression))?;
        Ok(Expr { kind: ExprKind::List(items), span: self.span_from(open.span.start) })
    }

    pub(super) fn dict(&mut self) -> Parsed<Expr> {
        let open = self.bump();
        let entries = self.nested(|p| p.comma_list(open, TokenKind::RBrace, Self::entry))?;
        Ok(Expr { kind: ExprKind::Dict(entries), span: self.span_from(open.span.start) })
    }

    fn entry(&mut self) -> Parsed<(Expr, Expr)> {
        let key = self.expression()?;
        self.expect(TokenKind::Colon, "after the key")?;
        Ok((key, self.expression()?))
    }

    /// `new [module.]Name[<T>] { field: value … }`.
    pub(super) fn new_literal(&mut self) -> Parsed<Expr> {
        let start = self.bump().span.start;
        let mut name = self.name("the name of a struct after `new`")?;
        let mut module = None;
        if self.eat(TokenKind::Dot) {
            module = Some(std::mem::replace(&mut name, self.qualified_name()?));
        }
        self.type_arguments()?;
        if self.at(TokenKind::LParen) {
            let error = self.expectation("`{` and the fields of the struct");
            return self.fail_at_here(error.hint("structs are made by `new Name { field: value }`"));
        }
        let fields = self.nested(|p| p.members("and the fields of the struct", Self::field))?;
        Ok(Expr { kind: ExprKind::New { module, name, fields }, span: self.span_from(start) })
    }

    fn field(&mut self) -> Parsed<(Ident, Expr)> {
        let token = self.token();
        let name = if token.kind == TokenKind::Str {
            let name = self.string_at(token.span);
            self.bump();
            Ident { name, span: token.span }
        } else {
            self.member_name("the name of a field or `}`")?
        };
        self.expect(TokenKind::Colon, "after the name of the field")?;
        Ok((name, self.expression()?))
    }
}
