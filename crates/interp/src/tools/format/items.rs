//! The file, its items, and functions.
//!
//! Invariant: items and `main` keep their order; each begins a line.

use super::cursor::Cursor;
use super::lists::Style;
use crate::syntax::ast::{Block, Function, Item, ItemKind, Param, Program, StructDecl};
use crate::syntax::token::TokenKind;

enum Part<'a> {
    Item(&'a Item),
    Main(&'a Block),
}

impl Cursor<'_> {
    /// The whole file.
    pub(super) fn program(&mut self, program: &Program) {
        let mut parts: Vec<(u32, Part<'_>)> =
            program.items.iter().map(|item| (item.span.start, Part::Item(item))).collect();
        parts.extend(program.main.iter().map(|block| (block.span.start, Part::Main(block))));
        parts.sort_by_key(|(start, _)| *start);
        for (index, (_, part)) in parts.iter().enumerate() {
            while self.drop_if(TokenKind::Semicolon) {}
            self.hard(self.blank_before() && index > 0);
            match part {
                Part::Item(item) => self.item(&item.kind),
                Part::Main(block) => {
                    self.token();
                    self.space();
                    self.body(block);
                }
            }
        }
        while self.drop_if(TokenKind::Semicolon) {}
        self.hard(self.blank_before() && !parts.is_empty());
        self.leading();
        self.hard(false);
    }

    fn item(&mut self, kind: &ItemKind) {
        self.leading();
        if self.token_if(TokenKind::Export) {
            self.space();
        }
        match kind {
            ItemKind::Use { path, alias } => {
                self.token();
                self.space();
                self.tokens_until(path.last().map_or(0, |name| name.span.end));
                if alias.is_some() {
                    self.words(2);
                }
            }
            ItemKind::ImportModule { .. } if self.peek(1) == TokenKind::Star => {
                self.token();
                self.words(5);
            }
            ItemKind::ImportModule { .. } => {
                self.token();
                self.words(3);
            }
            ItemKind::ImportNames { names, .. } => {
                self.token();
                self.space();
                self.list(
                    TokenKind::RBrace,
                    names.len(),
                    Style { keeps_breaks: false, ..Style::FIELDS },
                    |c, _| {
                        c.token();
                        if c.at(TokenKind::As) {
                            c.words(2);
                        }
                    },
                );
                self.words(2);
            }
            ItemKind::Function { decl, .. } => self.function(decl),
            ItemKind::Struct { decl, .. } => self.struct_(decl),
            ItemKind::Enum { decl, .. } => {
                self.token();
                self.words(1);
                self.space();
                self.list(TokenKind::RBrace, decl.variants.len(), Style::FIELDS, |c, _| c.variant());
            }
            ItemKind::Interface(decl) => {
                self.token();
                self.words(1);
                self.space();
                self.list(TokenKind::RBrace, decl.methods.len(), Style::ARMS, |c, index| {
                    let method = &decl.methods[index];
                    c.token();
                    c.words(1);
                    c.params(&method.params);
                    c.result(method.result.as_ref());
                });
            }
            ItemKind::ExportLet(decl) => self.let_(decl),
            ItemKind::ExportDefault(value) => {
                self.token();
                self.space();
                self.value(value);
            }
        }
    }

    /// Tokens with a blank before each.
    fn words(&mut self, count: usize) {
        for _ in 0..count {
            self.space();
            self.token();
        }
    }

    /// `name = -1`
    fn variant(&mut self) {
        self.token();
        if self.at(TokenKind::Assign) {
            self.words(2);
            if self.previous().0 == TokenKind::Minus {
                self.token();
            }
        }
    }

    pub(super) fn struct_(&mut self, decl: &StructDecl) {
        self.token();
        self.words(1);
        self.type_arguments();
        if !decl.implements.is_empty() {
            self.words(2);
            while self.token_if(TokenKind::Comma) {
                self.words(1);
            }
        }
        self.space();
        self.list(TokenKind::RBrace, decl.fields.len(), Style::FIELDS, |c, index| {
            c.token();
            c.annotation(Some(&decl.fields[index].1));
        });
    }

    /// A function, method or lambda.
    pub(super) fn function(&mut self, function: &Function) {
        let hugged_by = self.hugged_by.take();
        if function.is_async {
            self.token();
            self.space();
        }
        self.token();
        if function.name.is_some() {
            self.words(1);
            if function.owner.is_some() {
                self.token();
                self.token();
            }
            self.type_arguments();
        }
        self.params(&function.params);
        self.result(function.result.as_ref());
        self.space();
        self.hugged_by = hugged_by;
        self.body(&function.body);
    }

    pub(super) fn params(&mut self, params: &[Param]) {
        self.list(TokenKind::RParen, params.len(), Style::ARGUMENTS, |c, index| {
            let param = &params[index];
            c.token();
            c.annotation(param.ty.as_ref());
            if let Some(default) = &param.default {
                c.words(1);
                c.space();
                c.value(default);
            }
        });
    }
}
