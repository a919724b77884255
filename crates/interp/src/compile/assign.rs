//! Assignment: the right side first, then the target's container and index, each once.

use super::Compiler;
use super::builder::Reg;
use super::operator::{binary_op, result_kind, small_int};
use super::scope::{Kind, Place};
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::code::Op;

impl Compiler<'_> {
    /// An assignment; its value goes to `dst` if somebody wants it.
    pub(super) fn assign(
        &mut self,
        op: AssignOp,
        op_span: Span,
        target: &Expr,
        value: &Expr,
        dst: Option<Reg>,
        span: Span,
    ) -> Kind {
        let mark = self.f().top;
        let (src, kind) = match &target.kind {
            ExprKind::Name(name) => self.assign_name(op, name, value, span),
            ExprKind::Member { object, name, .. } => self.assign_member(op, object, name, value, span),
            ExprKind::Index { object, index } => self.assign_index(op, object, index, value, span),
            _ => {
                self.error(op_span, "Cannot assign to this expression");
                return Kind::Any;
            }
        };
        if let Some(dst) = dst
            && dst != src
        {
            self.f().emit(Op::Move { dst, src }, span);
        }
        self.f().top = mark;
        kind
    }

    fn assign_name(&mut self, op: AssignOp, name: &Ident, value: &Expr, span: Span) -> (Reg, Kind) {
        let candidates = self.resolve(&name.name);
        let local = match candidates.first() {
            Some(c) if c.sure && !c.is_const => match c.place {
                Place::Local(reg) => Some(reg),
                _ => None,
            },
            _ => None,
        };
        match (op, local) {
            (AssignOp::Set, Some(var)) => {
                let kind = self.expr_into_var(value, var);
                (var, kind)
            }
            (AssignOp::Set, None) => {
                let (src, kind) = self.operand_kind(value, &[]);
                self.store_name(name, src, span);
                (src, kind)
            }
            (AssignOp::Compound(op), Some(var)) => {
                let old = candidates.first().map_or(Kind::Any, |c| c.kind);
                let kind = self.compound(op, (var, old), value, span);
                (var, kind)
            }
            (AssignOp::Compound(op), None) => {
                let old = self.f().alloc(1);
                let b = self.operand(value);
                self.load_name(name, old);
                self.f().emit(binary_op(op, old, old, b), span);
                self.f().mark(old);
                self.store_name(name, old, span);
                (old, Kind::Any)
            }
            (AssignOp::Coalesce, _) => {
                let result = self.f().alloc(1);
                self.load_name(name, result);
                let done = self.f().jump(Op::JumpIfNotNull { src: result, off: 0 }, span);
                self.expr(value, result);
                self.store_name(name, result, span);
                self.f().land(done);
                (result, Kind::Any)
            }
        }
    }

    /// `var = var op value` where the variable is read after `value` was evaluated.
    fn compound(&mut self, op: BinaryOp, (var, old): (Reg, Kind), value: &Expr, span: Span) -> Kind {
        let (dst, a) = (var, var);
        let right = match (op, small_int(value)) {
            (BinaryOp::Add, Some(imm)) => {
                self.f().emit(Op::AddInt { dst, a, imm }, span);
                Kind::Int
            }
            (BinaryOp::Sub, Some(imm)) => {
                self.f().emit(Op::SubInt { dst, a, imm }, span);
                Kind::Int
            }
            _ => {
                let (b, kind) = self.operand_kind(value, &[]);
                self.f().emit(binary_op(op, dst, a, b), span);
                kind
            }
        };
        let kind = result_kind(op, old, right);
        self.note(var, kind)
    }

    fn assign_member(
        &mut self,
        op: AssignOp,
        object: &Expr,
        name: &Ident,
        value: &Expr,
        span: Span,
    ) -> (Reg, Kind) {
        if op == AssignOp::Coalesce {
            let object = self.member_object(object).0;
            let result = self.f().alloc(1);
            let site = self.field_site(&name.name);
            self.f().emit(Op::GetField { dst: result, object, site }, span);
            self.f().mark(result);
            let done = self.f().jump(Op::JumpIfNotNull { src: result, off: 0 }, span);
            self.expr(value, result);
            self.f().emit(Op::SetField { object, src: result, site }, span);
            self.f().land(done);
            return (result, Kind::Any);
        }
        let (b, kind) = self.operand_kind(value, &[object]);
        let object = self.member_object(object).0;
        let site = self.field_site(&name.name);
        match op {
            AssignOp::Compound(op) => {
                let temp = self.f().alloc(1);
                self.f().emit(Op::GetField { dst: temp, object, site }, span);
                self.f().mark(temp);
                self.f().emit(binary_op(op, temp, temp, b), span);
                self.f().emit(Op::SetField { object, src: temp, site }, span);
                (temp, Kind::Any)
            }
            _ => {
                self.f().emit(Op::SetField { object, src: b, site }, span);
                (b, kind)
            }
        }
    }

    fn assign_index(
        &mut self,
        op: AssignOp,
        object: &Expr,
        index: &Expr,
        value: &Expr,
        span: Span,
    ) -> (Reg, Kind) {
        if op == AssignOp::Coalesce {
            let object = self.operand_before(object, &[index, value]);
            let index = self.operand_before(index, &[value]);
            let result = self.f().alloc(1);
            self.f().emit(Op::GetIndex { dst: result, object, index }, span);
            self.f().mark(result);
            let done = self.f().jump(Op::JumpIfNotNull { src: result, off: 0 }, span);
            self.expr(value, result);
            self.f().emit(Op::SetIndex { object, index, src: result }, span);
            self.f().land(done);
            return (result, Kind::Any);
        }
        let (b, kind) = self.operand_kind(value, &[object, index]);
        let object = self.operand_before(object, &[index]);
        let index = self.operand(index);
        match op {
            AssignOp::Compound(op) => {
                let temp = self.f().alloc(1);
                self.f().emit(Op::GetIndex { dst: temp, object, index }, span);
                self.f().mark(temp);
                self.f().emit(binary_op(op, temp, temp, b), span);
                self.f().emit(Op::SetIndex { object, index, src: temp }, span);
                (temp, Kind::Any)
            }
            _ => {
                self.f().emit(Op::SetIndex { object, index, src: b }, span);
                (b, kind)
            }
        }
    }
}
