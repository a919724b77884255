//! Assignment: the right side first, then the target's container and index, each once.

use super::Compiler;
use super::builder::Reg;
use super::operator::{binary_op, frees_operands, literal};
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
            ExprKind::Name(name) => self.assign_name(op, name, value, dst.is_some(), span),
            ExprKind::Member { object, name, .. } => {
                self.assign_member(op, object, name, value, dst.is_some(), span)
            }
            ExprKind::Index { object, index } => {
                self.assign_index(op, object, index, value, dst.is_some(), span)
            }
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
        self.f().release(mark);
        kind
    }

    fn assign_name(
        &mut self,
        op: AssignOp,
        name: &Ident,
        value: &Expr,
        wanted: bool,
        span: Span,
    ) -> (Reg, Kind) {
        let mark = self.f().top;
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
                let ends = self.is_temporary(src, mark) && !wanted;
                self.store_name(name, src, ends, span);
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
                self.f().mark(old);
                self.operate(op, old, Some(b), value, mark, span);
                let ends = self.is_temporary(old, mark) && !wanted;
                self.store_name(name, old, ends, span);
                (old, Kind::Any)
            }
            (AssignOp::Coalesce, _) => {
                let result = self.f().alloc(1);
                self.load_name(name, result);
                let done = self.f().jump(Op::JumpIfNotNull { free: 0, src: result, off: 0 }, span);
                self.expr(value, result);
                self.store_name(name, result, false, span);
                self.f().land(done);
                (result, Kind::Any)
            }
        }
    }

    /// `var = var op value` where the variable is read after `value` was evaluated.
    fn compound(&mut self, op: BinaryOp, (var, old): (Reg, Kind), value: &Expr, span: Span) -> Kind {
        let kind = self.binary_step(op, (var, old, false), value, var, span);
        self.note(var, kind)
    }

    fn assign_member(
        &mut self,
        op: AssignOp,
        object: &Expr,
        name: &Ident,
        value: &Expr,
        wanted: bool,
        span: Span,
    ) -> (Reg, Kind) {
        let mark = self.f().top;
        if op == AssignOp::Coalesce {
            let object = self.member_object(object).0;
            let result = self.f().alloc(1);
            let site = self.field_site(&name.name);
            self.f().emit(Op::GetField { free: 0, dst: result, object, site }, span);
            self.f().mark(result);
            let done = self.f().jump(Op::JumpIfNotNull { free: 0, src: result, off: 0 }, span);
            self.expr(value, result);
            self.f().emit(Op::SetField { free: 0, object, src: result, site }, span);
            self.f().land(done);
            return (result, Kind::Any);
        }
        // A literal is no operand of its own: the operator names it.
        let right = match op {
            AssignOp::Compound(_) if literal(value).is_some() => None,
            _ => Some(self.operand_kind(value, &[object])),
        };
        let object = self.member_object(object).0;
        let site = self.field_site(&name.name);
        let (src, kind) = match op {
            AssignOp::Compound(op) => {
                let temp = self.f().alloc(1);
                self.f().emit(Op::GetField { free: 0, dst: temp, object, site }, span);
                self.f().mark(temp);
                self.operate(op, temp, right.map(|(b, _)| b), value, mark, span);
                (temp, Kind::Any)
            }
            _ => right.unwrap_or_default(),
        };
        let free = self.ending([object, src], mark, wanted);
        self.f().emit(Op::SetField { free, object, src, site }, span);
        (src, kind)
    }

    /// r[temp] = r[temp] op the value in `b`, or the literal `value`. Temporaries lie from `mark` up.
    fn operate(&mut self, op: BinaryOp, temp: Reg, b: Option<Reg>, value: &Expr, mark: Reg, span: Span) {
        match b {
            Some(b) => {
                let ends = self.is_temporary(b, mark) && frees_operands(op);
                self.f().emit(binary_op(op, temp, temp, b, 2 * u8::from(ends)), span);
                if ends {
                    self.f().unmark(b, 1);
                }
            }
            None => {
                self.binary_step(op, (temp, Kind::Any, false), value, temp, span);
            }
        }
    }

    /// Which operands of a store are temporaries that end with it, as bits; the last one, the value, does not if it is wanted.
    fn ending<const N: usize>(&mut self, operands: [Reg; N], mark: Reg, wanted: bool) -> u8 {
        let mut free = 0;
        for (i, operand) in operands.into_iter().enumerate() {
            let again = operands[..i].contains(&operand) || (wanted && operand == operands[N - 1]);
            if self.is_temporary(operand, mark) && !again {
                self.f().unmark(operand, 1);
                free |= 1 << i;
            }
        }
        free
    }

    fn assign_index(
        &mut self,
        op: AssignOp,
        object: &Expr,
        index: &Expr,
        value: &Expr,
        wanted: bool,
        span: Span,
    ) -> (Reg, Kind) {
        let mark = self.f().top;
        if op == AssignOp::Coalesce {
            let object = self.operand_before(object, &[index, value]);
            let index = self.operand_before(index, &[value]);
            let result = self.f().alloc(1);
            self.f().emit(Op::GetIndex { free: 0, dst: result, object, index }, span);
            self.f().mark(result);
            let done = self.f().jump(Op::JumpIfNotNull { free: 0, src: result, off: 0 }, span);
            self.expr(value, result);
            self.f().emit(Op::SetIndex { free: 0, object, index, src: result }, span);
            self.f().land(done);
            return (result, Kind::Any);
        }
        let right = match op {
            AssignOp::Compound(_) if literal(value).is_some() => None,
            _ => Some(self.operand_kind(value, &[object, index])),
        };
        let object = self.operand_before(object, &[index]);
        let index = self.operand(index);
        let (src, kind) = match op {
            AssignOp::Compound(op) => {
                let temp = self.f().alloc(1);
                self.f().emit(Op::GetIndex { free: 0, dst: temp, object, index }, span);
                self.f().mark(temp);
                self.operate(op, temp, right.map(|(b, _)| b), value, mark, span);
                (temp, Kind::Any)
            }
            _ => right.unwrap_or_default(),
        };
        let free = self.ending([object, index, src], mark, wanted);
        self.f().emit(Op::SetIndex { free, object, index, src }, span);
        (src, kind)
    }
}
