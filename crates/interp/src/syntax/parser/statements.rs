//! Statements and blocks.
//!
//! Invariant: a body is always a block; a single statement is wrapped into one. What may stand only at top level, or
//! only inside a loop, is refused here.

use super::super::ast::{AssignOp, Block, Expr, ExprKind, Stmt, StmtKind};
use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Failed, Parsed, Parser};
use std::rc::Rc;

impl Parser<'_> {
    /// `{ statements }`; `what` completes "expected `{`".
    pub(super) fn block(&mut self, what: &str) -> Parsed<Block> {
        let start = self.start();
        let open = self.expect(TokenKind::LBrace, what)?;
        let mut statements = vec![];
        loop {
            while self.eat(TokenKind::Semicolon) {}
            if matches!(self.kind(), TokenKind::RBrace | TokenKind::Eof) {
                break;
            }
            let start = self.pos;
            match self.statement() {
                Ok(statement) => statements.push(statement),
                Err(failed) if self.leaving => return Err(failed),
                Err(Failed) => self.recover_statement(start),
            }
        }
        self.close(open, TokenKind::RBrace, "")?;
        Ok(Block { statements, span: self.span_from(start) })
    }

    /// One statement, with the `;` behind it.
    pub(super) fn statement(&mut self) -> Parsed<Stmt> {
        let start = self.start();
        let kind = self.nested(Self::statement_kind)?;
        let span = self.span_from(start);
        self.eat(TokenKind::Semicolon);
        Ok(Stmt { kind, span })
    }

    fn statement_kind(&mut self) -> Parsed<StmtKind> {
        use TokenKind::*;
        match self.kind() {
            LBrace => self.block("").map(StmtKind::Block),
            Let | Const => self.let_statement(),
            If => self.if_statement(),
            While => self.while_statement(),
            For => self.for_statement(),
            Break => self.jump(StmtKind::Break),
            Continue => self.jump(StmtKind::Continue),
            Return => self.return_statement(),
            Throw => {
                self.bump();
                self.expression().map(StmtKind::Throw)
            }
            Try => self.try_statement(),
            Struct => self.struct_decl().map(StmtKind::Struct),
            Async if self.peek(1).is_fn() && self.peek(2).is_name() => self.local_function(),
            kind if kind.is_fn() && self.peek(1).is_name() && !self.infix_word(1) => self.local_function(),
            _ => {
                self.check_statement_start()?;
                self.expression().map(StmtKind::Expr)
            }
        }
    }

    /// Is the token `ahead` places on an `in` that stands between two operands?
    fn infix_word(&self, ahead: usize) -> bool {
        self.peek(ahead) == TokenKind::In && self.peek(ahead + 1) != TokenKind::LParen
    }

    fn local_function(&mut self) -> Parsed<StmtKind> {
        Ok(StmtKind::Function(Rc::new(self.function()?)))
    }

    fn jump(&mut self, kind: StmtKind) -> Parsed<StmtKind> {
        let token = self.token();
        if self.context.loops == 0 {
            let word = token.kind.text();
            let error = Diagnostic::new(format!("`{word}` outside of a loop"), token.span);
            let _: Parsed<()> = self.fail_at_here(error);
        }
        self.bump();
        Ok(kind)
    }

    fn return_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let has_value = !self.token().newline_before && self.kind().starts_expression();
        Ok(StmtKind::Return(if has_value { Some(self.expression()?) } else { None }))
    }

    /// `if c s else if c s … else s`: a chain is read in a loop and nested afterwards.
    fn if_statement(&mut self) -> Parsed<StmtKind> {
        let mut branches = vec![];
        let mut otherwise = None;
        loop {
            let start = self.start();
            self.bump();
            let condition = self.condition()?;
            let then = self.body()?;
            self.higher()?;
            branches.push((start, condition, then));
            if !self.eat(TokenKind::Else) {
                break;
            }
            if !self.at(TokenKind::If) {
                let block = self.body()?;
                otherwise = Some(Box::new(Stmt { span: block.span, kind: StmtKind::Block(block) }));
                break;
            }
        }
        let whole = self.span_from(0);
        while let Some((start, condition, then)) = branches.pop() {
            let kind = StmtKind::If { condition, then, otherwise: otherwise.take() };
            if branches.is_empty() {
                return Ok(kind);
            }
            otherwise = Some(Box::new(Stmt { kind, span: super::Span { start, ..whole } }));
        }
        Err(Failed)
    }

    /// A condition in front of a body.
    pub(super) fn condition(&mut self) -> Parsed<Expr> {
        let condition = self.header_expression()?;
        if let ExprKind::Assign { op, op_span, .. } = &condition.kind {
            let error = Diagnostic::new("assignment used as a condition", *op_span);
            let error = if *op == AssignOp::Set { error.hint("use `==` to compare") } else { error };
            self.report(error);
        }
        Ok(condition)
    }

    /// An expression in front of a body.
    pub(super) fn header_expression(&mut self) -> Parsed<Expr> {
        let outer = std::mem::replace(&mut self.header, true);
        let result = self.expression();
        self.header = outer;
        result
    }

    fn while_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let condition = self.condition()?;
        Ok(StmtKind::While { condition, body: self.loop_body()? })
    }

    /// `for pattern in e s`, with or without parentheses around the head.
    fn for_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let parens = if self.at(TokenKind::LParen) { Some(self.bump()) } else { None };
        let pattern = self.loop_pattern()?;
        if !self.at(TokenKind::In) {
            let error = self.expectation("`in` after the loop variable");
            let c_style = matches!(self.kind(), TokenKind::Assign | TokenKind::Semicolon);
            return self.fail_at_here(if c_style { error.hint("write `for i in 0..n`") } else { error });
        }
        self.bump();
        let iterable = self.header_expression()?;
        if let Some(open) = parens {
            self.close(open, TokenKind::RParen, "")?;
        }
        Ok(StmtKind::For { pattern, iterable, body: self.loop_body()? })
    }

    fn loop_body(&mut self) -> Parsed<Block> {
        self.context.loops += 1;
        let body = self.body();
        self.context.loops -= 1;
        body
    }

    /// A block, or a single statement wrapped into one.
    fn body(&mut self) -> Parsed<Block> {
        if self.at(TokenKind::LBrace) {
            return self.block("");
        }
        let statement = self.statement()?;
        let span = statement.span;
        Ok(Block { statements: vec![statement], span })
    }

    fn try_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let body = self.block("after `try`")?;
        if !self.at(TokenKind::Catch) {
            let error = self.expectation("`catch (name)` after the `try` block");
            return self.fail_at_here(error.hint("every `try` needs a `catch`; `finally` may follow it"));
        }
        self.bump();
        let open = self.expect(TokenKind::LParen, "and the name of the error after `catch`")?;
        let error = self.name("the name of the error")?;
        self.optional_type()?;
        self.close(open, TokenKind::RParen, "")?;
        let handler = self.block("after `catch (…)`")?;
        let finally = if self.eat(TokenKind::Finally) { Some(self.block("after `finally`")?) } else { None };
        Ok(StmtKind::Try { body, error, handler, finally })
    }
}
