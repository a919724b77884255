//! Type annotations. Type arguments are parsed and dropped.

use super::super::ast::{Ident, Type, TypeName};
use super::super::diagnostic::Diagnostic;
use super::super::span::Span;
use super::super::token::{Token, TokenKind};
use super::{Parsed, Parser};
use std::rc::Rc;

/// Explicit type arguments of a call are looked for over this many tokens; longer ones are read as comparisons.
const LOOK_AHEAD: usize = 128;

impl Parser<'_> {
    /// `: type`, if there.
    pub(super) fn optional_type(&mut self) -> Parsed<Option<Type>> {
        if self.eat(TokenKind::Colon) { self.type_annotation().map(Some) } else { Ok(None) }
    }

    /// `A | mod.B<C> | D?`.
    pub(super) fn type_annotation(&mut self) -> Parsed<Type> {
        let start = self.start();
        let mut alternatives = vec![];
        let mut nullable = false;
        loop {
            alternatives.push(self.type_name()?);
            while self.at_on_line(TokenKind::Question) {
                self.bump();
                nullable = true;
            }
            if !self.eat(TokenKind::Bar) {
                break;
            }
        }
        Ok(Type { alternatives, nullable, span: self.span_from(start) })
    }

    fn type_name(&mut self) -> Parsed<TypeName> {
        if self.at(TokenKind::Ref) && self.peek(1).is_name() && self.on_line(1) {
            self.bump();
        }
        if self.at(TokenKind::Null) {
            let error = self.expectation("a type").hint("write `T?` for a value that may be null");
            return self.fail_at_here(error);
        }
        let is_function = self.kind().is_fn();
        let mut name = self.name("a type")?;
        if is_function {
            name.name = Rc::from("function");
        }
        if is_function && self.at_on_line(TokenKind::LParen) {
            let error = Diagnostic::new("function types take no parameters", self.token().span);
            return self.fail_at_here(error.hint("write `function`"));
        }
        let mut module = None;
        if !is_function && self.at_on_line(TokenKind::Dot) {
            self.bump();
            module = Some(std::mem::replace(&mut name, self.qualified_name()?));
        }
        self.type_arguments()?;
        Ok(TypeName { module, name })
    }

    /// The name behind `module.`.
    pub(super) fn qualified_name(&mut self) -> Parsed<Ident> {
        self.name("a name after `.`")
    }

    /// `<A, B>` or `[A, B]`, if there.
    pub(super) fn type_arguments(&mut self) -> Parsed<()> {
        if self.at_on_line(TokenKind::LBracket) {
            let open = self.bump();
            self.nested(|p| p.comma_list(open, TokenKind::RBracket, Self::type_annotation))?;
        } else if self.at_on_line(TokenKind::Lt) {
            self.bump();
            self.nested(Self::angle_arguments)?;
        }
        Ok(())
    }

    fn angle_arguments(&mut self) -> Parsed<()> {
        while !matches!(self.kind(), TokenKind::Gt | TokenKind::Ge) {
            self.type_annotation()?;
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        if self.at(TokenKind::Ge) {
            // `list<int>= x`: the `>` closes the type, the `=` stays.
            let Token { span, .. } = self.token();
            let span = Span { start: span.start + 1, ..span };
            self.tokens[self.pos] = Token { kind: TokenKind::Assign, newline_before: false, span };
            return Ok(());
        }
        if self.eat(TokenKind::Gt) { Ok(()) } else { self.expected("`,` or `>`") }
    }

    /// At `<` behind something that may be called: the index of the `(` if type arguments stand between.
    pub(super) fn generic_call(&self) -> Option<usize> {
        let scan = Scan { parser: self, end: self.pos + LOOK_AHEAD };
        let is_call = |end: &usize| {
            let token = self.tokens[*end];
            token.kind == TokenKind::LParen && !token.newline_before
        };
        scan.arguments(self.pos + 1, TokenKind::Gt).filter(is_call)
    }
}

/// Looks ahead over types without taking tokens. Each function gives the index behind what it found.
struct Scan<'p, 's> {
    parser: &'p Parser<'s>,
    end: usize,
}

impl Scan<'_, '_> {
    fn kind(&self, index: usize) -> TokenKind {
        self.parser.tokens.get(index).filter(|_| index < self.end).map_or(TokenKind::Eof, |t| t.kind)
    }

    fn arguments(&self, mut index: usize, close: TokenKind) -> Option<usize> {
        loop {
            index = self.annotation(index)?;
            match self.kind(index) {
                TokenKind::Comma => index += 1,
                kind if kind == close => return Some(index + 1),
                _ => return None,
            }
        }
    }

    fn annotation(&self, mut index: usize) -> Option<usize> {
        loop {
            index = self.name(index)?;
            while self.kind(index) == TokenKind::Question {
                index += 1;
            }
            if self.kind(index) != TokenKind::Bar {
                return Some(index);
            }
            index += 1;
        }
    }

    fn name(&self, mut index: usize) -> Option<usize> {
        let is_name = |index| self.kind(index).is_name();
        if self.kind(index) == TokenKind::Ref && is_name(index + 1) {
            index += 1;
        }
        if !is_name(index) {
            return None;
        }
        index += 1;
        if self.kind(index) == TokenKind::Dot && is_name(index + 1) {
            index += 2;
        }
        match self.kind(index) {
            TokenKind::Lt => self.arguments(index + 1, TokenKind::Gt),
            TokenKind::LBracket => self.arguments(index + 1, TokenKind::RBracket),
            _ => Some(index),
        }
    }
}
