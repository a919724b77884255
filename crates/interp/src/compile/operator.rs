//! Unary, binary and short-circuit operators as values.
//!
//! Long chains such as `a + b + c + ...` are a left-leaning tree; its spine is walked in a loop.

use super::Compiler;
use super::builder::Reg;
use super::scope::Kind;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::code::Op;

impl Compiler<'_> {
    /// A binary expression; `scratch`: whether `dst` may hold intermediate results.
    pub(super) fn binary(&mut self, expr: &Expr, dst: Reg, scratch: bool) -> Kind {
        let mut spine = Vec::new();
        let mut leftmost = expr;
        while let ExprKind::Binary { op, left, right, .. } = &leftmost.kind {
            spine.push((*op, &**right, leftmost.span));
            leftmost = left;
        }
        spine.reverse();
        let mark = self.f().top;
        // Where partial results go.
        let partial = if scratch {
            dst
        } else if spine.len() > 1 {
            self.f().alloc(1)
        } else {
            dst
        };
        let later: Vec<&Expr> = spine.iter().map(|(_, right, _)| *right).take(1).collect();
        let (mut a, mut kind) = self.left_operand(leftmost, &later, partial, scratch);
        let count = spine.len();
        for (i, (op, right, span)) in spine.into_iter().enumerate() {
            let to = if i + 1 == count { dst } else { partial };
            kind = self.binary_step(op, (a, kind), right, to, span);
            self.note(to, kind);
            a = to;
        }
        self.f().top = mark;
        kind
    }

    /// The leftmost operand: in place if it is a local, else in the partial result's register.
    fn left_operand(&mut self, expr: &Expr, later: &[&Expr], partial: Reg, scratch: bool) -> (Reg, Kind) {
        if let ExprKind::Name(name) = &expr.kind
            && let Some(found) = self.plain_local(&name.name)
            && !later.iter().any(|e| super::expr::assigns(e, &name.name))
        {
            return found;
        }
        let target = if scratch { partial } else { self.f().alloc(1) };
        let kind = self.expr(expr, target);
        (target, kind)
    }

    fn binary_step(
        &mut self,
        op: BinaryOp,
        (a, left): (Reg, Kind),
        right: &Expr,
        dst: Reg,
        span: Span,
    ) -> Kind {
        let mark = self.f().top;
        if let Some(imm) = small_int(right) {
            let fused = match op {
                BinaryOp::Add => Some(Op::AddInt { dst, a, imm }),
                BinaryOp::Sub => Some(Op::SubInt { dst, a, imm }),
                _ => None,
            };
            if let Some(fused) = fused {
                self.f().emit(fused, span);
                return result_kind(op, left, Kind::Int);
            }
        }
        let (b, right) = self.operand_kind(right, &[]);
        self.f().emit(binary_op(op, dst, a, b), span);
        self.f().top = mark;
        result_kind(op, left, right)
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: &Expr, dst: Reg, span: Span) -> Kind {
        let (a, kind) = self.operand_kind(operand, &[]);
        match op {
            UnaryOp::Neg => {
                self.f().emit(Op::Neg { dst, a }, span);
                if kind == Kind::Int { Kind::Int } else { Kind::Scalar }
            }
            UnaryOp::Not => {
                self.f().emit(Op::Not { dst, a }, span);
                Kind::Scalar
            }
        }
    }

    pub(super) fn logic(&mut self, op: LogicOp, left: &Expr, right: &Expr, dst: Reg, span: Span) -> Kind {
        if op == LogicOp::Coalesce {
            return self.coalesce(left, right, dst, span);
        }
        // Evaluated in a temporary: the right side may read the variable that is being assigned.
        let temp = self.f().alloc(1);
        self.expr(left, temp);
        self.f().emit(Op::Truthy { dst: temp, a: temp }, left.span);
        let skip = match op {
            LogicOp::And => Op::JumpIfNot { cond: temp, off: 0 },
            _ => Op::JumpIf { cond: temp, off: 0 },
        };
        let end = self.f().jump(skip, span);
        self.expr(right, temp);
        self.f().emit(Op::Truthy { dst: temp, a: temp }, right.span);
        self.f().land(end);
        self.f().emit(Op::Take { dst, src: temp }, span);
        Kind::Scalar
    }

    fn coalesce(&mut self, left: &Expr, right: &Expr, dst: Reg, span: Span) -> Kind {
        let temp = self.f().alloc(1);
        self.expr(left, temp);
        let end = self.f().jump(Op::JumpIfNotNull { src: temp, off: 0 }, span);
        self.expr(right, temp);
        self.f().land(end);
        self.f().emit(Op::Take { dst, src: temp }, span);
        self.f().unmark(temp, 1);
        Kind::Any
    }
}

/// The literal as an immediate operand.
pub(super) fn small_int(expr: &Expr) -> Option<i16> {
    match expr.kind {
        ExprKind::Int(value) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// The plain three-register instruction of an operator.
pub(super) fn binary_op(op: BinaryOp, dst: Reg, a: Reg, b: Reg) -> Op {
    match op {
        // The old value dies with the result: a string that nobody else holds grows in place.
        BinaryOp::Add if dst == a => Op::Append { dst, a, b },
        BinaryOp::Add => Op::Add { dst, a, b },
        BinaryOp::Sub => Op::Sub { dst, a, b },
        BinaryOp::Mul => Op::Mul { dst, a, b },
        BinaryOp::Div => Op::Div { dst, a, b },
        BinaryOp::Rem => Op::Rem { dst, a, b },
        BinaryOp::Eq => Op::Eq { dst, a, b },
        BinaryOp::Ne => Op::Ne { dst, a, b },
        BinaryOp::Lt => Op::Lt { dst, a, b },
        BinaryOp::Le => Op::Le { dst, a, b },
        BinaryOp::Gt => Op::Gt { dst, a, b },
        BinaryOp::Ge => Op::Ge { dst, a, b },
        BinaryOp::In => Op::In { dst, a, b },
        BinaryOp::NotIn => Op::NotIn { dst, a, b },
    }
}

/// What is known of an operator's result. Only `+` (concatenation) and `*` (repetition) can give a reference, and `*` with a float cannot.
pub(super) fn result_kind(op: BinaryOp, left: Kind, right: Kind) -> Kind {
    let float = left == Kind::Float || right == Kind::Float;
    match op {
        BinaryOp::Mul | BinaryOp::Sub if float => Kind::Float,
        BinaryOp::Add | BinaryOp::Mul => match (left, right) {
            (Kind::Int, Kind::Int) => Kind::Int,
            (Kind::Any, _) | (_, Kind::Any) => Kind::Any,
            // null + "" is not possible without a string on one side, which is `Any`.
            _ if float => Kind::Float,
            _ => Kind::Scalar,
        },
        BinaryOp::Sub if left == Kind::Int && right == Kind::Int => Kind::Int,
        BinaryOp::Div => Kind::Float,
        BinaryOp::Rem => Kind::Int,
        _ => Kind::Scalar,
    }
}
