//! Functions, methods and lambdas: names, parameters, results, bodies.
//!
//! Invariant: a body is parsed in a context of its own, so `yield` marks exactly the function it stands in and `break`
//! never leaves it.

use super::super::ast::{Expr, ExprKind, Function, Ident, Param, Type};
use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Context, Parsed, Parser};
use std::rc::Rc;

/// What stands before the parameters.
#[derive(Default)]
struct Head {
    name: Option<Ident>,
    owner: Option<Ident>,
    generics: Vec<Ident>,
    is_async: bool,
}

impl Parser<'_> {
    /// `[async] fn [Type.]name<T>(params) [-> type] { … }`.
    pub(super) fn function(&mut self) -> Parsed<Function> {
        let start = self.start();
        let is_async = self.eat(TokenKind::Async);
        if !self.kind().is_fn() {
            return self.expected("`fn` after `async`");
        }
        self.bump();
        let first = if self.at(TokenKind::Main) {
            self.refuse_main(start)
        } else {
            self.name("the name of the function")?
        };
        let mut head = Head { is_async, ..Head::default() };
        if self.eat(TokenKind::Dot) {
            head.owner = Some(first);
            head.name = Some(if self.at(TokenKind::New) {
                self.take_ident()
            } else {
                self.member_name("the name of the method")?
            });
        } else {
            head.name = Some(first);
        }
        head.generics = self.generics()?;
        self.function_tail(start, head)
    }

    /// `fn main`: refused, but parsed to the end.
    #[cold]
    fn refuse_main(&mut self, start: u32) -> Ident {
        let name = self.take_ident();
        let error = Diagnostic::new("`main` is a block, not a function", self.span_from(start));
        self.report(error.hint("write `main { … }`"));
        name
    }

    /// `[async] fn(params) [-> type] { … }` as a value.
    pub(super) fn lambda(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let is_async = self.eat(TokenKind::Async);
        self.bump();
        let function = self.function_tail(start, Head { is_async, ..Head::default() })?;
        Ok(Expr { span: function.span, kind: ExprKind::Lambda(Rc::new(function)) })
    }

    /// Does the `fn` here begin a lambda? If not, it is a variable.
    pub(super) fn begins_lambda(&self) -> bool {
        use TokenKind::*;
        if self.peek(1) != LParen {
            return false;
        }
        let Some(close) = self.partner_of(self.pos + 1) else { return true };
        matches!(self.tokens[close + 1].kind, LBrace | Arrow | Colon)
    }

    fn function_tail(&mut self, start: u32, head: Head) -> Parsed<Function> {
        let params = self.parameters()?;
        let result = self.result_type()?;
        let context = Context { in_function: true, ..Context::default() };
        let (body, context) = self.in_context(context, |p| p.block("and the body of the function"))?;
        let Head { name, owner, generics, is_async } = head;
        let span = self.span_from(start);
        let is_generator = context.yields;
        Ok(Function { name, owner, generics, params, result, body, is_generator, is_async, span })
    }

    /// `(name: type = default, …)`.
    pub(super) fn parameters(&mut self) -> Parsed<Vec<Param>> {
        let open = self.expect(TokenKind::LParen, "and the parameters")?;
        let parse = |p: &mut Self| p.comma_list(open, TokenKind::RParen, Self::parameter);
        let (params, _) = self.in_context(Context::default(), parse)?;
        Ok(params)
    }

    fn parameter(&mut self) -> Parsed<Param> {
        let name = self.name("the name of a parameter or `)`")?;
        let ty = self.optional_type()?;
        let default = if self.eat(TokenKind::Assign) { Some(self.nested(Self::expression)?) } else { None };
        Ok(Param { name, ty, default })
    }

    /// `-> type` or `: type`, if there.
    pub(super) fn result_type(&mut self) -> Parsed<Option<Type>> {
        if self.eat(TokenKind::Arrow) { self.type_annotation().map(Some) } else { self.optional_type() }
    }

    /// `<T, U>`, if there.
    pub(super) fn generics(&mut self) -> Parsed<Vec<Ident>> {
        if !self.at(TokenKind::Lt) {
            return Ok(vec![]);
        }
        let open = self.bump();
        self.comma_list(open, TokenKind::Gt, |p| p.name("the name of a type parameter"))
    }
}
