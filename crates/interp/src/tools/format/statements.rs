//! Statements and blocks.
//!
//! Invariant: every body has braces. It stays on one line only if it was written so, holds one simple statement and no comment, and fits.

use super::cursor::Cursor;
use crate::compile::deep;
use crate::syntax::ast::{Block, Expr, LetDecl, Pattern, Stmt, StmtKind};
use crate::syntax::token::TokenKind;

impl<'s> Cursor<'s> {
    fn statement(&mut self, statement: &Stmt) {
        deep(|| match &statement.kind {
            StmtKind::Block(block) => self.body(block),
            StmtKind::Let(decl) => self.let_(decl),
            StmtKind::LetPattern { pattern, value, .. } => {
                self.token();
                self.space();
                self.pattern(pattern);
                self.space();
                self.token();
                self.space();
                self.value(value);
            }
            StmtKind::Function(function) => self.function(function),
            StmtKind::Struct(decl) => self.struct_(decl),
            StmtKind::If { .. } => self.if_(statement),
            StmtKind::While { condition, body } => {
                self.token();
                self.space();
                self.head(condition);
                self.space();
                self.body(body);
            }
            StmtKind::For { pattern, iterable, body } => self.for_(pattern, iterable, body),
            StmtKind::Break | StmtKind::Continue | StmtKind::Return(None) => self.token(),
            StmtKind::Return(Some(value)) | StmtKind::Throw(value) => {
                self.token();
                self.space();
                self.value(value);
            }
            StmtKind::Try { .. } => self.try_(&statement.kind),
            StmtKind::Expr(expr) => self.value(expr),
        });
    }

    /// `let name: type = value`.
    pub(super) fn let_(&mut self, decl: &LetDecl) {
        self.token();
        self.space();
        self.token();
        self.annotation(decl.ty.as_ref());
        if let Some(value) = &decl.value {
            self.space();
            self.token();
            self.space();
            self.value(value);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let end = match pattern {
            Pattern::Name(name) => name.span.end,
            Pattern::List { span, .. } | Pattern::Dict { span, .. } => span.end,
        };
        while self.start() < end {
            let next = self.peek(1);
            if self.at(TokenKind::Comma) && matches!(next, TokenKind::RBracket | TokenKind::RBrace) {
                self.drop_token();
            } else if self.at(TokenKind::Comma) {
                self.token();
                self.space();
            } else {
                self.token();
            }
        }
    }

    /// An expression in front of a body.
    fn head(&mut self, expr: &Expr) {
        self.header = true;
        self.expr(expr);
        self.header = false;
    }

    fn for_(&mut self, pattern: &Pattern, iterable: &Expr, body: &Block) {
        self.token();
        self.space();
        let parens = self.token_if(TokenKind::LParen);
        self.pattern(pattern);
        self.space();
        self.token();
        self.space();
        self.head(iterable);
        if parens {
            self.token();
        }
        self.space();
        self.body(body);
    }

    /// `if c { … } else if d { … } else { … }`: all blocks on one line, or none.
    fn if_(&mut self, statement: &Stmt) {
        let inline = self.chain_is_inline(statement);
        self.open_block(inline);
        let mut next = Some(statement);
        while let Some(statement) = next.take() {
            match &statement.kind {
                StmtKind::If { condition, then, otherwise } => {
                    self.token();
                    self.space();
                    self.head(condition);
                    self.space();
                    self.block(then, inline);
                    if let Some(otherwise) = otherwise {
                        self.space();
                        self.token();
                        self.space();
                        next = Some(otherwise);
                    }
                }
                StmtKind::Block(block) => self.block(block, inline),
                _ => self.statement(statement),
            }
        }
        self.doc.close();
    }

    fn chain_is_inline(&self, statement: &Stmt) -> bool {
        let mut next = Some(statement);
        while let Some(statement) = next.take() {
            match &statement.kind {
                StmtKind::If { then, otherwise, .. } if self.may_be_inline(then) => {
                    next = otherwise.as_deref()
                }
                StmtKind::Block(block) if self.may_be_inline(block) => {}
                _ => return false,
            }
        }
        true
    }

    fn try_(&mut self, kind: &StmtKind) {
        let StmtKind::Try { body, handler, finally, .. } = kind else { return };
        let mut blocks = [Some(body), Some(handler), finally.as_ref()].into_iter().flatten();
        let inline = blocks.all(|block| block.statements.is_empty() || self.may_be_inline(block));
        self.open_block(inline);
        self.token();
        self.space();
        self.block(body, inline);
        self.space();
        self.token();
        self.space();
        self.token();
        self.token();
        if self.token_if(TokenKind::Colon) {
            self.space();
        }
        self.tokens_until(handler.span.start);
        self.space();
        self.block(handler, inline);
        if let Some(finally) = finally {
            self.space();
            self.token();
            self.space();
            self.block(finally, inline);
        }
        self.doc.close();
    }

    /// A block that is alone on its line or not by itself.
    pub(super) fn body(&mut self, block: &Block) {
        let inline = self.may_be_inline(block);
        let hugged_by = self.hugged_by.take();
        let group = self.open_block(inline);
        if let Some(outer) = hugged_by {
            self.doc.hug(outer, group);
        }
        self.block(block, inline);
        self.doc.close();
    }

    /// A block whose lines belong to the group that is open.
    fn block(&mut self, block: &Block, inline: bool) {
        let braces = self.at(TokenKind::LBrace) && self.start() == block.span.start;
        if braces {
            self.token();
        } else {
            self.leading();
            self.doc.text("{");
        }
        while self.drop_if(TokenKind::Semicolon) {}
        self.doc.indent();
        for (index, statement) in block.statements.iter().enumerate() {
            if inline {
                self.line(" ");
            } else {
                self.hard(self.blank_before() && index > 0);
            }
            self.statement(statement);
            while self.drop_if(TokenKind::Semicolon) {}
        }
        let comments = braces && self.has_leading();
        if comments {
            self.hard(self.blank_before() && !block.statements.is_empty());
            self.leading();
        }
        self.doc.dedent();
        match (block.statements.is_empty(), inline) {
            (true, _) if !comments && !self.has_pending() => {}
            (_, true) => self.line(" "),
            _ => self.hard(false),
        }
        if braces {
            self.token();
        } else {
            self.doc.text("}");
        }
    }

    fn may_be_inline(&self, block: &Block) -> bool {
        let [only] = &block.statements[..] else { return false };
        let simple = matches!(
            only.kind,
            StmtKind::Let(_)
                | StmtKind::LetPattern { .. }
                | StmtKind::Break
                | StmtKind::Continue
                | StmtKind::Return(_)
                | StmtKind::Throw(_)
                | StmtKind::Expr(_)
        );
        simple && !self.begins_line(only.span.start) && !self.has_comments(block)
    }
}
