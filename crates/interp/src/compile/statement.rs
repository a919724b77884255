//! Statements.
//!
//! Invariant: between statements no temporary holds a reference. `result` names the register that receives the value of the statement
//! executed last, when that is a function's implicit result (LANGUAGE.md, section 9).

use super::Compiler;
use super::analysis::{declared_names, pattern_names};
use super::builder::Reg;
use super::scope::Kind;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{NOWHERE, Op, Site};
use oxbow_value::error::ErrorKind;

impl Compiler<'_> {
    /// A block with a scope of its own.
    pub(super) fn block(&mut self, block: &Block, result: Option<Reg>) {
        self.open_scope(block, declared_names(block), block.span);
        self.statements(&block.statements, result, block.span);
        self.close_scope(end_of(block.span));
    }

    /// Statements of an open scope.
    pub(super) fn statements(&mut self, statements: &[Stmt], result: Option<Reg>, span: Span) {
        let Some((last, others)) = statements.split_last() else {
            return self.null_result(result, span);
        };
        others.iter().for_each(|s| self.statement(s, None));
        self.statement(last, result);
    }

    fn null_result(&mut self, result: Option<Reg>, span: Span) {
        if let Some(dst) = result {
            self.f().emit(Op::Null { dst }, span);
        }
    }

    fn statement(&mut self, statement: &Stmt, result: Option<Reg>) {
        super::deep(|| self.statement_step(statement, result));
    }

    fn statement_step(&mut self, statement: &Stmt, result: Option<Reg>) {
        let span = statement.span;
        match &statement.kind {
            StmtKind::Block(block) => self.block(block, result),
            StmtKind::If { .. } => self.if_statement(statement, result),
            StmtKind::Try { body, error, handler, finally } => {
                self.try_statement(body, error, handler, finally.as_ref(), result, span);
            }
            StmtKind::Let(decl) => self.let_statement(decl, result, span),
            StmtKind::LetPattern { is_const, pattern, value } => {
                self.destructure(*is_const, pattern, value, result, span)
            }
            StmtKind::Expr(expr) => self.expr_statement(expr, result),
            StmtKind::Return(value) => self.return_statement(value.as_ref(), span),
            StmtKind::Throw(value) => {
                let src = self.operand(value);
                self.f().emit(Op::Throw { src }, span);
            }
            StmtKind::Break => self.leave_loop(true, span),
            StmtKind::Continue => self.leave_loop(false, span),
            other => {
                match other {
                    StmtKind::Function(decl) => self.local_function(decl, span),
                    StmtKind::Struct(decl) => self.declare_struct(decl, span),
                    StmtKind::While { condition, body } => self.while_statement(condition, body, span),
                    StmtKind::For { pattern, iterable, body } => {
                        self.for_statement(pattern, iterable, body, span)
                    }
                    _ => unreachable!("handled above"),
                }
                self.null_result(result, span);
            }
        }
        self.end_statement(span);
    }

    /// Temporaries die; in programs with finalizers this is where they run.
    pub(super) fn end_statement(&mut self, span: Span) {
        // Registers of locals lie below `top`.
        let locals = self.locals_end();
        let f = self.f();
        f.top = locals;
        let dirty = f.take_dirty(locals);
        f.clear(dirty, end_of(span));
        if self.env.deaths.finalized {
            self.f().emit(Op::StatementEnd, end_of(span));
        }
    }

    /// First register above the locals of all open scopes (and of loops and `try` statements around).
    fn locals_end(&mut self) -> Reg {
        self.f().scopes.last().map_or(0, |s| s.base + s.vars.len() as Reg)
    }

    fn expr_statement(&mut self, expr: &Expr, result: Option<Reg>) {
        match (&expr.kind, result) {
            (_, Some(dst)) => {
                self.expr(expr, dst);
            }
            (ExprKind::Assign { op, op_span, target, value }, None) => {
                self.assign(*op, *op_span, target, value, None, expr.span);
            }
            (ExprKind::Call { callee, args }, None) if !is_optional(callee) => {
                self.call(callee, None, args, NOWHERE, expr.span);
            }
            _ => {
                let temp = self.f().alloc(1);
                self.expr(expr, temp);
            }
        }
    }

    fn return_statement(&mut self, value: Option<&Expr>, span: Span) {
        let check = self.f().result_check;
        let src = match value {
            Some(value) => Some(self.operand(value)),
            None if check.is_some() => {
                let dst = self.f().alloc(1);
                self.f().emit(Op::Null { dst }, span);
                Some(dst)
            }
            None => None,
        };
        if let (Some(src), Some(site)) = (src, check) {
            self.f().emit(Op::Check { src, site }, value.map_or(span, |v| v.span));
        }
        self.leave_function(src, span);
    }

    fn let_statement(&mut self, decl: &LetDecl, result: Option<Reg>, span: Span) {
        let name = &decl.name;
        if self.declares_in_session(&name.name) {
            return self.let_in_session(decl, result, span);
        }
        let var = self.var_here(&name.name);
        let value = if var.boxed { self.f().alloc(1) } else { var.reg };
        let kind = match &decl.value {
            Some(expr) if var.declared && !var.boxed => self.expr_into_var(expr, value),
            Some(expr) => self.expr(expr, value),
            None if decl.ty.is_some() => {
                self.f().emit(Op::Null { dst: value }, span);
                Kind::Scalar
            }
            None => {
                self.raise_no_value(name);
                return self.declare(&name.name, false, Kind::Any);
            }
        };
        let declared =
            self.check_variable(name, decl.ty.as_ref(), value, decl.value.as_ref().map_or(span, |v| v.span));
        if let Some(dst) = result {
            self.f().emit(Op::Move { dst, src: value }, span);
        }
        if var.boxed {
            self.f().emit(Op::SetVar { free: 1, var: var.reg, src: value }, span);
            self.f().unmark(value, 1);
        }
        self.declare(&name.name, decl.is_const, if declared == Kind::Any { kind } else { declared });
    }

    pub(super) fn raise_no_value(&mut self, name: &Ident) {
        let message =
            format!("Null safety error: Variable '{}' has neither a value nor a nullable type", name.name);
        let message = Str::constant(&message);
        let site = self.f().site(Site::Raise { kind: ErrorKind::NullError, message, hint: None });
        self.f().emit(Op::Raise { site }, name.span);
    }

    /// Emits the check of an annotated variable; returns what the annotation says of the value.
    pub(super) fn check_variable(&mut self, name: &Ident, ty: Option<&Type>, src: Reg, span: Span) -> Kind {
        let Some(ty) = ty else { return Kind::Any };
        let spec = self.type_spec(ty);
        let kind = super::types::kind_of(&spec);
        let subject = format!("Variable '{}'", name.name);
        if let Some(site) = self.check_site(spec, &subject) {
            self.f().emit(Op::Check { src, site }, span);
        }
        kind
    }

    fn destructure(
        &mut self,
        is_const: bool,
        pattern: &Pattern,
        value: &Expr,
        result: Option<Reg>,
        span: Span,
    ) {
        let src = self.operand(value);
        if let Some(dst) = result {
            self.f().emit(Op::Move { dst, src }, span);
        }
        let names: Vec<&Ident> = pattern_names(pattern).collect();
        let dst = self.f().alloc(names.len());
        match pattern {
            Pattern::List { names, rest, .. } => {
                let count = names.len() as u16;
                self.f().emit(Op::UnpackList { rest: rest.is_some(), dst, src, count }, value.span);
            }
            Pattern::Dict { names, .. } => {
                for (i, name) in names.iter().enumerate() {
                    let key = self.f().const_str(&name.name) as u16;
                    self.f().emit(Op::UnpackKey { dst: dst + i as Reg, src, key }, value.span);
                }
            }
            Pattern::Name(_) => unreachable!("a plain `let` is StmtKind::Let"),
        }
        for (i, name) in names.into_iter().enumerate() {
            self.f().mark(dst + i as Reg);
            self.declare_from(name, dst + i as Reg, is_const);
        }
    }

    /// `if` with its chain of `else if`, in a loop since the chain may be long.
    fn if_statement(&mut self, statement: &Stmt, result: Option<Reg>) {
        let mut ends = super::builder::Jumps::default();
        let mut current = statement;
        loop {
            let StmtKind::If { condition, then, otherwise } = &current.kind else {
                self.statement(current, result);
                break;
            };
            let no = self.jump_if(condition, false);
            let locals = self.locals_end();
            self.f().top = locals;
            let dirty = self.f().take_dirty(locals);
            self.f().clear(dirty, condition.span);
            self.block(then, result);
            if otherwise.is_some() || dirty.is_some() || result.is_some() {
                ends.extend(self.f().jump(Op::Jump { off: 0 }, end_of(then.span)));
            }
            self.f().land(no);
            self.f().clear(dirty, condition.span);
            match otherwise {
                Some(next) => current = next,
                None => {
                    self.null_result(result, current.span);
                    break;
                }
            }
        }
        self.f().land(ends);
    }
}

/// `a?.b`
fn is_optional(callee: &Expr) -> bool {
    matches!(callee.kind, ExprKind::Member { optional: true, .. })
}

/// The last character of a span: the place of what happens when a construct ends.
pub(super) fn end_of(span: Span) -> Span {
    Span { start: span.end.saturating_sub(1).max(span.start), end: span.end }
}
