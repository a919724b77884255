//! A sequence of statements without `main`: what `eval` and interactive sessions read.
//!
//! Invariant: what only a file can declare (imports, types, exports) is an item as in any file; everything else, functions included, is a
//! statement, so that functions see the variables declared before them.

use super::super::ast::{Block, Program, Stmt, StmtKind};
use super::super::span::Span;
use super::super::token::TokenKind;
use super::{Context, Failed, Parsed, Parser};

impl Parser<'_> {
    /// Whether a `main` block stands at top level.
    pub(super) fn has_main(&self) -> bool {
        let mut index = 0;
        while self.tokens[index].kind != TokenKind::Eof {
            let next = self.tokens.get(index + 1).map_or(TokenKind::Eof, |token| token.kind);
            if self.tokens[index].kind == TokenKind::Main && next == TokenKind::LBrace {
                return true;
            }
            index = self.skip_balanced(index);
        }
        false
    }

    /// The whole text as statements and items.
    pub(super) fn bare_program(&mut self) -> Program {
        let mut program = Program { is_bare: true, ..Program::default() };
        let mut statements = vec![];
        loop {
            while self.eat(TokenKind::Semicolon) {}
            if self.at(TokenKind::Eof) {
                break;
            }
            let start = self.pos;
            self.leaving = false;
            self.height = 0;
            if self.bare_part(&mut program, &mut statements).is_err() {
                self.recover_statement(start);
            }
            // A closing bracket without partner ends no block here.
            if self.pos == start && !self.at(TokenKind::Eof) {
                self.bump();
            }
        }
        program.main = Some(Block { statements, span: Span::default() });
        program
    }

    fn bare_part(&mut self, program: &mut Program, statements: &mut Vec<Stmt>) -> Parsed<()> {
        use TokenKind::*;
        if matches!(self.kind(), Use | Import | Export | Struct | Enum | Interface) {
            return self.item(program);
        }
        if matches!(self.kind(), RBrace | RParen | RBracket) {
            self.misplaced();
            return Err(Failed);
        }
        let start = self.start();
        let dict = self.at(LBrace) && (self.peek(1) == RBrace || self.peek(2) == Colon);
        let (statement, _) = self.in_context(Context::default(), |p| match dict {
            true => {
                let kind = p.nested(Self::expression).map(StmtKind::Expr)?;
                Ok(Stmt { kind, span: p.span_from(start) })
            }
            false => p.statement(),
        })?;
        statements.push(statement);
        Ok(())
    }
}
