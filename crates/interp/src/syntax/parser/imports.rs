//! `use` and `import`.

use super::super::ast::{Ident, ItemKind};
use super::super::diagnostic::Diagnostic;
use super::super::span::Span;
use super::super::token::TokenKind;
use super::{Parsed, Parser};
use std::rc::Rc;

impl Parser<'_> {
    /// `use a.b.c [as n]`.
    pub(super) fn use_item(&mut self) -> Parsed<ItemKind> {
        self.bump();
        if matches!(self.kind(), TokenKind::Str | TokenKind::StrOpen) {
            let error = Diagnostic::new("`use` takes a module name, not a string", self.token().span)
                .hint("write `use a.b` for a module, or `import \"path\" as name` for a file");
            return self.fail_at_here(error);
        }
        let mut path = vec![self.name("the name of a module after `use`")?];
        while self.eat(TokenKind::Dot) {
            path.push(self.member_name("a name after `.`")?);
        }
        if self.at_on_line(TokenKind::Minus) {
            let error = Diagnostic::new(
                "blocks from a registry are not supported",
                self.span_from(path[0].span.start),
            );
            return self.fail_at_here(error.hint("use `use` or `import` for modules"));
        }
        let alias = if self.at(TokenKind::As) { Some(self.alias()?) } else { None };
        self.eat(TokenKind::Semicolon);
        Ok(ItemKind::Use { path, alias })
    }

    /// The three forms of `import`.
    pub(super) fn import(&mut self) -> Parsed<ItemKind> {
        self.bump();
        let item = match self.kind() {
            TokenKind::Str | TokenKind::StrOpen => {
                let (path, path_span) = self.path()?;
                ItemKind::ImportModule { path, path_span, alias: self.alias()? }
            }
            TokenKind::Star => {
                self.bump();
                let alias = self.alias()?;
                self.expect(TokenKind::From, "and the path of the module")?;
                let (path, path_span) = self.path()?;
                ItemKind::ImportModule { path, path_span, alias }
            }
            TokenKind::LBrace => {
                let open = self.bump();
                let names = self.comma_list(open, TokenKind::RBrace, Self::imported_name)?;
                self.expect(TokenKind::From, "and the path of the module")?;
                let (path, path_span) = self.path()?;
                ItemKind::ImportNames { path, path_span, names }
            }
            _ => {
                let error = self
                    .expectation("a path, `*` or `{` after `import`")
                    .note("the forms are `import \"path\" as n`, `import * as n from \"path\"` and `import { a, b as c } from \"path\"`");
                return self.fail_at_here(error);
            }
        };
        self.eat(TokenKind::Semicolon);
        Ok(item)
    }

    /// `name` or `name as other`: (name in the module, name here).
    fn imported_name(&mut self) -> Parsed<(Ident, Ident)> {
        let name = self.name("a name to import or `}`")?;
        let here = if self.at(TokenKind::As) { self.alias()? } else { name.clone() };
        Ok((name, here))
    }

    /// `as name`.
    fn alias(&mut self) -> Parsed<Ident> {
        self.expect(TokenKind::As, "and a name for the module")?;
        self.name("a name after `as`")
    }

    /// A plain string that is a path.
    fn path(&mut self) -> Parsed<(Rc<str>, Span)> {
        let span = self.token().span;
        if self.at(TokenKind::StrOpen) {
            return self.fail_at_here(Diagnostic::new("a path cannot contain interpolations", span));
        }
        if !self.at(TokenKind::Str) {
            return self.expected("the path of a module as a string");
        }
        let path = self.string_at(span);
        if path.starts_with("http://") || path.starts_with("https://") {
            return self.fail_at_here(Diagnostic::new("modules cannot be imported from URLs", span));
        }
        self.bump();
        Ok((path, span))
    }
}
