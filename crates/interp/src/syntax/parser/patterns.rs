//! `let`, `const`, and what they and `for` destructure into.

use super::super::ast::{Ident, LetDecl, Pattern, StmtKind};
use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Parsed, Parser};

impl Parser<'_> {
    /// `let` or `const`, with the `;` behind it.
    pub(super) fn let_statement(&mut self) -> Parsed<StmtKind> {
        let is_const = self.bump().kind == TokenKind::Const;
        let statement = match self.pattern("a name, `[` or `{`")? {
            Pattern::Name(name) => {
                let ty = self.optional_type()?;
                let value = if self.eat(TokenKind::Assign) { Some(self.expression()?) } else { None };
                StmtKind::Let(LetDecl { is_const, name, ty, value })
            }
            pattern => {
                self.expect(TokenKind::Assign, "and a value to destructure")?;
                StmtKind::LetPattern { is_const, pattern, value: self.expression()? }
            }
        };
        if self.at(TokenKind::Comma) {
            let error = self.expectation("the end of the declaration");
            return self.fail_at_here(error.hint("declare each variable with a `let` of its own"));
        }
        self.eat(TokenKind::Semicolon);
        Ok(statement)
    }

    /// What stands between `for` and `in`.
    pub(super) fn loop_pattern(&mut self) -> Parsed<Pattern> {
        if self.at(TokenKind::LBrace) {
            let error = self.expectation("a loop variable or `[`");
            return self
                .fail_at_here(error.hint("write `for [a, b] in …`: it takes dict elements apart as well"));
        }
        if self.at(TokenKind::Let) && self.peek(1).is_name() {
            let error = self.expectation("a loop variable");
            return self.fail_at_here(error.hint("`for` declares its variable without `let`"));
        }
        self.pattern("a loop variable or `[`")
    }

    fn pattern(&mut self, what: &str) -> Parsed<Pattern> {
        let start = self.start();
        let open = self.token();
        match open.kind {
            TokenKind::LBracket => {
                self.bump();
                let (names, rest) = self.list_pattern(TokenKind::RBracket)?;
                self.close(open, TokenKind::RBracket, "`,` or ")?;
                Ok(Pattern::List { names, rest, span: self.span_from(start) })
            }
            TokenKind::LBrace => {
                self.bump();
                let names = self.comma_list(open, TokenKind::RBrace, Self::pattern_name)?;
                Ok(Pattern::Dict { names, span: self.span_from(start) })
            }
            _ => self.name(what).map(Pattern::Name),
        }
    }

    /// `a, b, ...rest` up to the closing bracket.
    fn list_pattern(&mut self, close: TokenKind) -> Parsed<(Vec<Ident>, Option<Ident>)> {
        let mut names = vec![];
        let mut rest = None;
        while !self.at(close) {
            if let Some(Ident { span, .. }) = &rest {
                let error =
                    Diagnostic::new("nothing may follow the rest of a list pattern", self.token().span)
                        .label(*span, "the rest must be last");
                return self.fail_at_here(error);
            }
            if self.eat(TokenKind::Ellipsis) {
                rest = Some(self.name("a name after `...`")?);
            } else {
                names.push(self.pattern_name()?);
            }
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        Ok((names, rest))
    }

    fn pattern_name(&mut self) -> Parsed<Ident> {
        if matches!(self.kind(), TokenKind::LBracket | TokenKind::LBrace) {
            let error = Diagnostic::new("patterns do not nest", self.token().span)
                .hint("bind the element to a name and take it apart in a second `let`");
            return self.fail_at_here(error);
        }
        self.name("a name in the pattern")
    }
}
