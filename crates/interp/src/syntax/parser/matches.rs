//! `match`: arms, patterns, guards.

use super::super::ast::{Expr, ExprKind, MatchArm, MatchElement, MatchPattern};
use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Parsed, Parser};

impl Parser<'_> {
    /// `match subject { pattern [if guard] => body … }`.
    pub(super) fn match_expression(&mut self) -> Parsed<Expr> {
        self.nested(Self::match_inside)
    }

    fn match_inside(&mut self) -> Parsed<Expr> {
        let keyword = self.bump().span;
        let subject = Box::new(self.header_expression()?);
        let open = self.expect(TokenKind::LBrace, "and the arms of the match")?;
        let mut arms = vec![];
        while !matches!(self.kind(), TokenKind::RBrace | TokenKind::Eof) {
            arms.push(self.arm()?);
            self.eat(TokenKind::Comma);
        }
        self.close(open, TokenKind::RBrace, "")?;
        if arms.is_empty() {
            let error = Diagnostic::new("a match needs at least one arm", keyword);
            self.report(error.hint("`_ => value` matches anything"));
        }
        Ok(Expr { kind: ExprKind::Match { subject, arms }, span: self.span_from(keyword.start) })
    }

    fn arm(&mut self) -> Parsed<MatchArm> {
        let start = self.start();
        let pattern = self.match_pattern()?;
        let guard = if self.eat(TokenKind::If) { Some(self.guard()?) } else { None };
        if !self.at(TokenKind::FatArrow) {
            let error = self.expectation("`=>` after the pattern");
            let error = match self.kind() {
                TokenKind::Bar | TokenKind::Comma => error.hint("write one arm for each pattern"),
                TokenKind::Arrow | TokenKind::Colon => error.hint("arms are written `pattern => value`"),
                _ => error,
            };
            return self.fail_at_here(error);
        }
        self.bump();
        let body = self.or_expression()?;
        if matches!(self.kind(), TokenKind::Coalesce | TokenKind::Pipe | TokenKind::Assign) {
            let error = self.expectation("`,`, `}` or the next arm");
            return self.fail_at_here(error.hint("put parentheses around the body of the arm"));
        }
        Ok(MatchArm { pattern, guard, body, span: self.span_from(start) })
    }

    fn guard(&mut self) -> Parsed<Expr> {
        let guard = self.or_expression()?;
        if let ExprKind::Assign { op_span, .. } = guard.kind {
            self.report(
                Diagnostic::new("assignment used as a condition", op_span).hint("use `==` to compare"),
            );
        }
        Ok(guard)
    }

    fn match_pattern(&mut self) -> Parsed<MatchPattern> {
        if self.at(TokenKind::Else) {
            let error = self.expectation("a pattern");
            return self.fail_at_here(error.hint("`_ => value` matches anything"));
        }
        let first = self.token();
        let pattern = self.or_expression()?;
        Ok(match pattern.kind {
            // A name or list in parentheses is an expression to compare with.
            ExprKind::Name(name) if first.span == name.span => {
                if &*name.name == "_" {
                    MatchPattern::Any
                } else {
                    MatchPattern::Bind(name)
                }
            }
            ExprKind::List(elements) if first.span.start == pattern.span.start => {
                MatchPattern::List(elements.into_iter().map(element).collect())
            }
            kind => MatchPattern::Value(Expr { kind, ..pattern }),
        })
    }
}

fn element(expr: Expr) -> MatchElement {
    match expr.kind {
        ExprKind::Name(name) => MatchElement::Bind(name),
        kind => MatchElement::Value(Expr { kind, ..expr }),
    }
}
