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
        let count = spine.len();
        let mut steps = spine.into_iter().enumerate();
        let first = steps.next().map(|(_, step)| step).expect("a binary expression has an operator");
        let to = if count == 1 { dst } else { partial };
        let was_dirty = self.f().is_dirty(dst);
        let mut kind = self.first_step(leftmost, first, to, scratch || count > 1);
        self.note(to, kind);
        for (i, (op, right, span)) in steps {
            let to = if i + 1 == count { dst } else { partial };
            // A partial result is overwritten or ends here.
            kind = self.binary_step(op, (partial, kind, to != partial), right, to, span);
            self.note(to, kind);
        }
        // What an operand left there is overwritten.
        if kind != Kind::Any && !was_dirty {
            self.f().unmark(dst, 1);
        }
        self.f().release(mark);
        kind
    }

    /// The innermost operation: its left operand is used in place if it is a local or a number, else it is evaluated into the register of
    /// the result if that is free, else into a temporary.
    fn first_step(
        &mut self,
        left: &Expr,
        (op, right, span): (BinaryOp, &Expr, Span),
        to: Reg,
        scratch: bool,
    ) -> Kind {
        if let ExprKind::Name(name) = &left.kind
            && let Some((a, kind)) = self.plain_local(&name.name)
            && !super::expr::assigns(right, &name.name)
        {
            return self.binary_step(op, (a, kind, false), right, to, span);
        }
        if let Some(kind) = self.constant_first(left, (op, right, span), to) {
            return kind;
        }
        let a = if scratch && !self.env.deaths.observed { to } else { self.f().alloc(1) };
        let kind = self.expr(left, a);
        self.binary_step(op, (a, kind, a != to), right, to, span)
    }

    /// The form of an operation whose left operand is a number.
    fn constant_first(
        &mut self,
        left: &Expr,
        (op, right, span): (BinaryOp, &Expr, Span),
        dst: Reg,
    ) -> Option<Kind> {
        use BinaryOp::*;
        if !matches!(op, Add | Sub | Mul | Div) || literal(right).is_some() {
            return None;
        }
        let (index, kind) = self.number(left)?;
        let mark = self.f().top;
        let (b, right_kind) = self.operand_kind(right, &[]);
        let free = u8::from(self.is_temporary(b, mark));
        let instruction = match op {
            Add => Op::KAdd { free, dst, index, b },
            Sub => Op::KSub { free, dst, index, b },
            Mul => Op::KMul { free, dst, index, b },
            _ => Op::KDiv { free, dst, index, b },
        };
        self.f().emit(instruction, span);
        if free != 0 {
            self.f().unmark(b, 1);
        }
        self.f().release(mark);
        Some(result_kind(op, kind, right_kind))
    }

    /// r[dst] = r[a] op right; `ends`: r[a] is a temporary that is not used again.
    pub(super) fn binary_step(
        &mut self,
        op: BinaryOp,
        (a, left, ends): (Reg, Kind, bool),
        right: &Expr,
        dst: Reg,
        span: Span,
    ) -> Kind {
        let mark = self.f().top;
        let ends = ends && !self.env.deaths.observed;
        let mut free = u8::from(ends);
        let (instruction, b, right) = match self.with_constant(op, free, dst, a, right) {
            Some((instruction, kind)) => (instruction, None, kind),
            None => {
                let (b, kind) = self.operand_kind(right, &[]);
                let temporary = self.is_temporary(b, mark);
                free |= 2 * u8::from(temporary);
                (binary_op(op, dst, a, b, free), temporary.then_some(b), kind)
            }
        };
        self.f().emit(instruction, span);
        if frees_operands(op) {
            b.iter().for_each(|b| self.f().unmark(*b, 1));
            if ends {
                self.f().unmark(a, 1);
            }
        }
        self.f().release(mark);
        result_kind(op, left, right)
    }

    /// The form of an operation whose right operand is a number.
    fn with_constant(
        &mut self,
        op: BinaryOp,
        free: u8,
        dst: Reg,
        a: Reg,
        right: &Expr,
    ) -> Option<(Op, Kind)> {
        let imm = small_int(right);
        let instruction = match (op, imm) {
            (BinaryOp::Add, Some(imm)) => Op::AddInt { free, dst, a, imm },
            (BinaryOp::Sub, Some(imm)) => Op::SubInt { free, dst, a, imm },
            (BinaryOp::Add, _) => Op::AddK { free, dst, a, index: self.number(right)?.0 },
            (BinaryOp::Sub, _) => Op::SubK { free, dst, a, index: self.number(right)?.0 },
            (BinaryOp::Mul, _) => Op::MulK { free, dst, a, index: self.number(right)?.0 },
            (BinaryOp::Div, _) => Op::DivK { free, dst, a, index: self.number(right)?.0 },
            (BinaryOp::Rem, _) => Op::RemK { free, dst, a, index: self.number(right)?.0 },
            _ => return None,
        };
        let kind = if matches!(literal(right), Some(Literal::Float(_))) { Kind::Float } else { Kind::Int };
        Some((instruction, kind))
    }

    /// The constant that a number written in the program is, if an instruction can name it.
    pub(super) fn number(&mut self, expr: &Expr) -> Option<(u16, Kind)> {
        let literal = literal(expr)?;
        let index = match literal {
            Literal::Int(value) => self.f().const_int(value),
            Literal::Float(value) => self.f().const_float(value),
        };
        let kind = if matches!(literal, Literal::Float(_)) { Kind::Float } else { Kind::Int };
        Some((u16::try_from(index).ok()?, kind))
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: &Expr, dst: Reg, span: Span) -> Kind {
        if let (UnaryOp::Neg, Some(number)) = (op, literal(operand).and_then(Literal::negated)) {
            return self.load_number(number, dst, span);
        }
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
        self.truth(left, temp);
        let skip = match op {
            LogicOp::And => Op::JumpIfNot { free: 0, cond: temp, off: 0 },
            _ => Op::JumpIf { free: 0, cond: temp, off: 0 },
        };
        let end = self.f().jump(skip, span);
        self.truth(right, temp);
        self.f().land(end);
        self.f().emit(Op::Take { dst, src: temp }, span);
        Kind::Scalar
    }

    /// Whether `expr` counts as true.
    fn truth(&mut self, expr: &Expr, dst: Reg) {
        let a = if self.env.deaths.observed { self.f().alloc(1) } else { dst };
        self.expr(expr, a);
        self.f().emit(Op::Truthy { dst, a }, expr.span);
    }

    fn load_number(&mut self, number: Literal, dst: Reg, span: Span) -> Kind {
        match number {
            Literal::Int(value) => {
                self.f().load_int(dst, value, span);
                Kind::Int
            }
            Literal::Float(value) => {
                self.f().load_float(dst, value, span);
                Kind::Float
            }
        }
    }

    fn coalesce(&mut self, left: &Expr, right: &Expr, dst: Reg, span: Span) -> Kind {
        let temp = self.f().alloc(1);
        self.expr(left, temp);
        let end = self.f().jump(Op::JumpIfNotNull { free: 0, src: temp, off: 0 }, span);
        self.expr(right, temp);
        self.f().land(end);
        self.f().emit(Op::Take { dst, src: temp }, span);
        self.f().unmark(temp, 1);
        Kind::Any
    }
}

/// A number written in the program.
#[derive(Clone, Copy)]
pub(super) enum Literal {
    Int(i64),
    Float(f64),
}

impl Literal {
    /// With a minus in front; `None` where that overflows, which is an error of the running program.
    fn negated(self) -> Option<Literal> {
        match self {
            Literal::Int(value) => value.checked_neg().map(Literal::Int),
            Literal::Float(value) => Some(Literal::Float(-value)),
        }
    }
}

/// The number that an expression is, as written, with a minus or without.
pub(super) fn literal(expr: &Expr) -> Option<Literal> {
    match &expr.kind {
        ExprKind::Int(value) => Some(Literal::Int(*value)),
        ExprKind::Float(value) => Some(Literal::Float(*value)),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => match operand.kind {
            ExprKind::Int(value) => Literal::Int(value).negated(),
            ExprKind::Float(value) => Literal::Float(value).negated(),
            _ => None,
        },
        _ => None,
    }
}

/// The literal as an immediate operand.
pub(super) fn small_int(expr: &Expr) -> Option<i16> {
    match literal(expr) {
        Some(Literal::Int(value)) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// Whether the operator's instruction lets go of operands that end with it.
pub(super) fn frees_operands(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Add | Sub | Mul | Div | Rem)
}

/// The plain three-register instruction of an operator; `free`: 1 if r[a] ends with it, 2 if r[b] does (arithmetic only).
pub(super) fn binary_op(op: BinaryOp, dst: Reg, a: Reg, b: Reg, free: u8) -> Op {
    match op {
        // The old value dies with the result: a string that nobody else holds grows in place.
        BinaryOp::Add if dst == a => Op::Append { free, dst, a, b },
        BinaryOp::Add => Op::Add { free, dst, a, b },
        BinaryOp::Sub => Op::Sub { free, dst, a, b },
        BinaryOp::Mul => Op::Mul { free, dst, a, b },
        BinaryOp::Div => Op::Div { free, dst, a, b },
        BinaryOp::Rem => Op::Rem { free, dst, a, b },
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
