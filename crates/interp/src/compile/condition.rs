//! Conditions: tests that end in a jump instead of a value.

use super::Compiler;
use super::builder::{Jumps, Reg, later};
use super::operator::small_int;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::code::{Off24, Op};

impl Compiler<'_> {
    /// Emits code that jumps when the truth of `expr` is `when` and falls through otherwise. Temporaries end with the tests that read them; if they
    /// may not, they stay marked dirty.
    pub(super) fn jump_if(&mut self, expr: &Expr, when: bool) -> Jumps {
        super::deep(|| self.jump_if_step(expr, when))
    }

    fn jump_if_step(&mut self, expr: &Expr, when: bool) -> Jumps {
        let mark = self.f().top;
        let jumps = match &expr.kind {
            ExprKind::Bool(value) if *value == when => self.f().jump(Op::Jump { off: 0 }, expr.span),
            ExprKind::Bool(_) => Jumps::default(),
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.jump_if(operand, !when),
            ExprKind::Logic { op: LogicOp::And, left, right } => self.both(left, right, when),
            ExprKind::Logic { op: LogicOp::Or, left, right } => self.either(left, right, when),
            ExprKind::Binary { op, left, right, .. } if is_comparison(*op) => {
                self.compare(*op, left, right, when, expr.span)
            }
            _ => self.test(expr, when),
        };
        self.f().release(mark);
        jumps
    }

    fn test(&mut self, expr: &Expr, when: bool) -> Jumps {
        let mark = self.f().top;
        let cond = self.operand(expr);
        let free = self.ends(cond, mark);
        let op = if when { Op::JumpIf { free, cond, off: 0 } } else { Op::JumpIfNot { free, cond, off: 0 } };
        self.f().jump(op, expr.span)
    }

    /// `left && right`.
    fn both(&mut self, left: &Expr, right: &Expr, when: bool) -> Jumps {
        let mut fails = self.jump_if(left, false);
        if when {
            let jumps = self.jump_if(right, true);
            self.f().land(fails);
            jumps
        } else {
            let more = self.jump_if(right, false);
            fails.extend(more);
            fails
        }
    }

    /// `left || right`.
    fn either(&mut self, left: &Expr, right: &Expr, when: bool) -> Jumps {
        let mut holds = self.jump_if(left, true);
        if when {
            let more = self.jump_if(right, true);
            holds.extend(more);
            holds
        } else {
            let jumps = self.jump_if(right, false);
            self.f().land(holds);
            jumps
        }
    }

    /// 1 if the operand is a temporary from `mark` up, which the next instruction lets go of.
    fn ends(&mut self, operand: Reg, mark: Reg) -> u8 {
        let temporary = self.is_temporary(operand, mark);
        if temporary {
            self.f().unmark(operand, 1);
        }
        u8::from(temporary)
    }

    fn compare(&mut self, op: BinaryOp, left: &Expr, right: &Expr, when: bool, span: Span) -> Jumps {
        if let BinaryOp::Eq | BinaryOp::Ne = op {
            match (&left.kind, &right.kind) {
                (_, ExprKind::Null) => return self.is_null(left, when == (op == BinaryOp::Eq), span),
                (ExprKind::Null, _) => return self.is_null(right, when == (op == BinaryOp::Eq), span),
                _ => {}
            }
        }
        let mark = self.f().top;
        let a = self.operand_before(left, &[right]);
        let op = if let Some(imm) = small_int(right) {
            let off = later().freeing(self.ends(a, mark));
            compare_int(op, (a, imm, off), when)
        } else if let Some(index) = self.comparable(op, right) {
            let off = later().freeing(self.ends(a, mark));
            compare_constant(op, (a, index, off), when)
        } else {
            let b = self.operand(right);
            let off = later().freeing(self.ends(a, mark) | (2 * self.ends(b, mark)));
            compare_registers(op, (a, b, off), when)
        };
        self.f().jump(op, span)
    }

    /// The constant that an instruction can compare with: a number, for equality a string as well.
    fn comparable(&mut self, op: BinaryOp, expr: &Expr) -> Option<u16> {
        match &expr.kind {
            ExprKind::Str(text) if matches!(op, BinaryOp::Eq | BinaryOp::Ne) => {
                u16::try_from(self.f().const_str(text)).ok()
            }
            _ => self.number(expr).map(|(index, _)| index),
        }
    }

    /// Jumps when the operand is null, or when it is not.
    fn is_null(&mut self, expr: &Expr, when: bool, span: Span) -> Jumps {
        let mark = self.f().top;
        let src = self.operand(expr);
        let free = self.ends(src, mark);
        let op = match when {
            true => Op::JumpIfNull { free, src, off: 0 },
            false => Op::JumpIfNotNull { free, src, off: 0 },
        };
        self.f().jump(op, span)
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Eq | Ne | Lt | Le | Gt | Ge)
}

/// NaN makes `!(a < b)` differ from `a >= b`, so each order has a jump for either outcome.
fn compare_registers(op: BinaryOp, (a, b, off): (Reg, Reg, Off24), when: bool) -> Op {
    match (op, when) {
        (BinaryOp::Eq, true) | (BinaryOp::Ne, false) => Op::JumpEq { a, b, off },
        (BinaryOp::Eq, false) | (BinaryOp::Ne, true) => Op::JumpNe { a, b, off },
        (BinaryOp::Lt, true) => Op::JumpLt { a, b, off },
        (BinaryOp::Lt, false) => Op::JumpNotLt { a, b, off },
        (BinaryOp::Le, true) => Op::JumpLe { a, b, off },
        (BinaryOp::Le, false) => Op::JumpNotLe { a, b, off },
        (BinaryOp::Gt, true) => Op::JumpGt { a, b, off },
        (BinaryOp::Gt, false) => Op::JumpNotGt { a, b, off },
        (BinaryOp::Ge, true) => Op::JumpGe { a, b, off },
        (BinaryOp::Ge, false) => Op::JumpNotGe { a, b, off },
        _ => unreachable!("{op:?} is not a comparison"),
    }
}

fn compare_constant(op: BinaryOp, (a, index, off): (Reg, u16, Off24), when: bool) -> Op {
    match (op, when) {
        (BinaryOp::Eq, true) | (BinaryOp::Ne, false) => Op::JumpEqK { a, index, off },
        (BinaryOp::Eq, false) | (BinaryOp::Ne, true) => Op::JumpNeK { a, index, off },
        (BinaryOp::Lt, true) => Op::JumpLtK { a, index, off },
        (BinaryOp::Lt, false) => Op::JumpNotLtK { a, index, off },
        (BinaryOp::Le, true) => Op::JumpLeK { a, index, off },
        (BinaryOp::Le, false) => Op::JumpNotLeK { a, index, off },
        (BinaryOp::Gt, true) => Op::JumpGtK { a, index, off },
        (BinaryOp::Gt, false) => Op::JumpNotGtK { a, index, off },
        (BinaryOp::Ge, true) => Op::JumpGeK { a, index, off },
        (BinaryOp::Ge, false) => Op::JumpNotGeK { a, index, off },
        _ => unreachable!("{op:?} is not a comparison"),
    }
}

fn compare_int(op: BinaryOp, (a, imm, off): (Reg, i16, Off24), when: bool) -> Op {
    match (op, when) {
        (BinaryOp::Eq, true) | (BinaryOp::Ne, false) => Op::JumpEqInt { a, imm, off },
        (BinaryOp::Eq, false) | (BinaryOp::Ne, true) => Op::JumpNeInt { a, imm, off },
        (BinaryOp::Lt, true) => Op::JumpLtInt { a, imm, off },
        (BinaryOp::Lt, false) => Op::JumpNotLtInt { a, imm, off },
        (BinaryOp::Le, true) => Op::JumpLeInt { a, imm, off },
        (BinaryOp::Le, false) => Op::JumpNotLeInt { a, imm, off },
        (BinaryOp::Gt, true) => Op::JumpGtInt { a, imm, off },
        (BinaryOp::Gt, false) => Op::JumpNotGtInt { a, imm, off },
        (BinaryOp::Ge, true) => Op::JumpGeInt { a, imm, off },
        (BinaryOp::Ge, false) => Op::JumpNotGeInt { a, imm, off },
        _ => unreachable!("{op:?} is not a comparison"),
    }
}
