//! Top-level items: the program, `export`, `struct`, `enum`, `interface`, `main`, and what is out of place there.

use super::super::ast::{
    EnumDecl, Ident, InterfaceDecl, Item, ItemKind, Program, Signature, StmtKind, StructDecl, Type,
};
use super::super::diagnostic::Diagnostic;
use super::super::lexer::Number;
use super::super::span::Span;
use super::super::token::TokenKind;
use super::{Context, Failed, Parsed, Parser};
use std::rc::Rc;

impl Parser<'_> {
    /// The whole file.
    pub(super) fn program(&mut self) -> Program {
        let mut program = Program::default();
        loop {
            while self.eat(TokenKind::Semicolon) {}
            if self.at(TokenKind::Eof) {
                return program;
            }
            let start = self.pos;
            self.leaving = false;
            self.height = 0;
            if self.item(&mut program).is_err() {
                self.recover_item(start);
            }
        }
    }

    pub(super) fn item(&mut self, program: &mut Program) -> Parsed<()> {
        let start = self.start();
        let kind = match self.kind() {
            TokenKind::Use => self.use_item()?,
            TokenKind::Import => self.import()?,
            TokenKind::Export => self.export()?,
            TokenKind::Struct => ItemKind::Struct { decl: self.struct_decl()?, exported: false },
            TokenKind::Enum => ItemKind::Enum { decl: self.enum_decl()?, exported: false },
            TokenKind::Interface => ItemKind::Interface(self.interface()?),
            TokenKind::Async if self.peek(1).is_fn() => self.function_item(false)?,
            kind if kind.is_fn() => self.function_item(false)?,
            TokenKind::Main => {
                self.skipping = false;
                return self.main_block(program);
            }
            _ => {
                self.misplaced();
                return Ok(());
            }
        };
        self.skipping = false;
        program.items.push(Item { kind, span: self.span_from(start) });
        Ok(())
    }

    fn function_item(&mut self, exported: bool) -> Parsed<ItemKind> {
        Ok(ItemKind::Function { decl: Rc::new(self.function()?), exported })
    }

    fn main_block(&mut self, program: &mut Program) -> Parsed<()> {
        let keyword = self.bump().span;
        let (block, _) = self.in_context(Context::default(), |p| p.block("after `main`"))?;
        if let Some(first) = &program.main {
            let error = Diagnostic::new("a file has at most one `main` block", keyword)
                .label(Span { end: first.span.start + 1, ..first.span }, "the first one is here");
            self.report(error);
            return Ok(());
        }
        program.main = Some(block);
        Ok(())
    }

    fn export(&mut self) -> Parsed<ItemKind> {
        use TokenKind::*;
        self.bump();
        match self.kind() {
            Let | Const => match self.let_statement()? {
                StmtKind::Let(decl) => Ok(ItemKind::ExportLet(decl)),
                _ => {
                    let span = self.tokens[self.pos - 1].span;
                    self.report(
                        Diagnostic::new("`export` takes one plain name, not a pattern", span)
                            .hint("export each variable by itself"),
                    );
                    Err(Failed)
                }
            },
            Struct => Ok(ItemKind::Struct { decl: self.struct_decl()?, exported: true }),
            Enum => Ok(ItemKind::Enum { decl: self.enum_decl()?, exported: true }),
            Async => self.function_item(true),
            Default => self.export_default(),
            kind if kind.is_fn() => self.function_item(true),
            _ => {
                let error = self.expectation(
                    "`fn`, `async fn`, `let`, `const`, `struct`, `enum` or `default` after `export`",
                );
                self.fail_at_here(error)
            }
        }
    }

    fn export_default(&mut self) -> Parsed<ItemKind> {
        self.bump();
        if self.kind().is_fn() && self.peek(1).is_name() {
            let span = self.token().span;
            let error = Diagnostic::new("`export default` takes an expression", span)
                .hint("declare the function by itself, then write `export default its_name`");
            return self.fail_at_here(error);
        }
        let (value, _) = self.in_context(Context::default(), |p| p.expression())?;
        self.eat(TokenKind::Semicolon);
        Ok(ItemKind::ExportDefault(value))
    }

    /// `struct Name<T> implements I, J { field: Type … }`.
    pub(super) fn struct_decl(&mut self) -> Parsed<Rc<StructDecl>> {
        let start = self.start();
        self.bump();
        let name = self.name("the name of the struct")?;
        let generics = self.generics()?;
        let implements = if self.eat(TokenKind::Implements) { self.interface_names()? } else { vec![] };
        let fields = self.members("and the fields of the struct", |p| p.struct_field())?;
        Ok(Rc::new(StructDecl { name, generics, implements, fields, span: self.span_from(start) }))
    }

    fn interface_names(&mut self) -> Parsed<Vec<Ident>> {
        let mut names = vec![self.name("the name of an interface")?];
        while self.eat(TokenKind::Comma) {
            names.push(self.name("the name of an interface")?);
        }
        Ok(names)
    }

    fn struct_field(&mut self) -> Parsed<(Ident, Type)> {
        if self.kind().is_fn() && self.peek(1).is_name() {
            let span = self.token().span;
            let error = Diagnostic::new("methods are declared outside the struct", span)
                .hint("write `fn StructName.method(self) { … }` after it");
            return self.fail_at_here(error);
        }
        let name = self.member_name("the name of a field or `}`")?;
        self.expect(TokenKind::Colon, "and a type after the field name")?;
        let ty = self.type_annotation()?;
        if self.at(TokenKind::Assign) {
            let error = Diagnostic::new("struct fields have no default values", self.token().span);
            return self.fail_at_here(error);
        }
        Ok((name, ty))
    }

    fn enum_decl(&mut self) -> Parsed<EnumDecl> {
        let start = self.start();
        self.bump();
        let name = self.name("the name of the enum")?;
        let mut next = Some(0);
        let variants = self.members("and the variants of the enum", |p| {
            let variant = p.member_name("the name of a variant or `}`")?;
            let value = if p.eat(TokenKind::Assign) { Some(p.enum_value()?) } else { next };
            let Some(value) = value else {
                let error = Diagnostic::new("the value of this variant is too big for an int", variant.span);
                return p.fail_at_here(error);
            };
            next = value.checked_add(1);
            Ok((variant, value))
        })?;
        Ok(EnumDecl { name, variants, span: self.span_from(start) })
    }

    fn enum_value(&mut self) -> Parsed<i64> {
        let negative = self.eat(TokenKind::Minus);
        if !self.at(TokenKind::Int) {
            return self.expected("an int literal as the value of the variant");
        }
        let token = self.token();
        let value = match self.number_at(token) {
            Number::Int(value) if negative => 0i64.checked_sub_unsigned(value),
            Number::Int(value) => i64::try_from(value).ok(),
            Number::Float(_) => None,
        };
        match value {
            Some(value) => {
                self.bump();
                Ok(value)
            }
            None => self.fail_at_here(Diagnostic::new("the value is too big for an int", token.span)),
        }
    }

    fn interface(&mut self) -> Parsed<InterfaceDecl> {
        let start = self.start();
        self.bump();
        let name = self.name("the name of the interface")?;
        let methods = self.members("and the methods of the interface", |p| {
            if !p.kind().is_fn() {
                return p.expected("`fn` and the name of a method, or `}`");
            }
            p.bump();
            let name = p.name("the name of a method")?;
            Ok(Signature { name, params: p.parameters()?, result: p.result_type()? })
        })?;
        Ok(InterfaceDecl { name, methods, span: self.span_from(start) })
    }

    /// Members in braces, separated by nothing, newlines, `,` or `;`.
    pub(super) fn members<T>(
        &mut self,
        what: &str,
        mut member: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let open = self.expect(TokenKind::LBrace, what)?;
        let mut members = vec![];
        while !matches!(self.kind(), TokenKind::RBrace | TokenKind::Eof) {
            members.push(member(self)?);
            if matches!(self.kind(), TokenKind::Comma | TokenKind::Semicolon) {
                self.bump();
            }
        }
        self.close(open, TokenKind::RBrace, "")?;
        Ok(members)
    }
}
