//! Operators: assignment, the binary levels, prefix operators.
//!
//! Invariant: a line break ends an expression before any binary operator except `|>`.

use super::super::ast::{AssignOp, BinaryOp, Expr, ExprKind, LogicOp, UnaryOp};
use super::super::diagnostic::Diagnostic;
use super::super::lexer::Number;
use super::super::span::Span;
use super::super::token::{Token, TokenKind};
use super::{Parsed, Parser};

/// Precedence levels of the binary operators, loosest first; numbers as in the language definition.
mod level {
    pub(super) const PIPE: u8 = 2;
    pub(super) const COALESCE: u8 = 3;
    pub(super) const OR: u8 = 4;
    pub(super) const AND: u8 = 5;
    pub(super) const EQUALITY: u8 = 6;
    pub(super) const RANGE: u8 = 7;
    pub(super) const COMPARISON: u8 = 8;
    pub(super) const SUM: u8 = 9;
    pub(super) const PRODUCT: u8 = 10;
}

/// What an operator between two operands builds.
#[derive(Clone, Copy, PartialEq)]
enum Infix {
    Pipe,
    Logic(LogicOp),
    Range { inclusive: bool },
    Binary(BinaryOp),
}

impl Parser<'_> {
    /// Any expression, assignment included.
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let target = self.binary(level::PIPE)?;
        let token = self.token();
        let Some(op) = assign_op(token.kind).filter(|_| !token.newline_before) else {
            return Ok(target);
        };
        self.check_target(&target)?;
        self.bump();
        let value = self.nested(Self::expression)?;
        let kind =
            ExprKind::Assign { op, op_span: token.span, target: Box::new(target), value: Box::new(value) };
        Ok(Expr { kind, span: self.span_from(start) })
    }

    /// What `await`, `yield` and the parts of a match arm take: no assignment, `|>` or `??`.
    pub(super) fn or_expression(&mut self) -> Parsed<Expr> {
        self.binary(level::OR)
    }

    fn check_target(&mut self, target: &Expr) -> Parsed<()> {
        let what = match &target.kind {
            ExprKind::Name(_) | ExprKind::Index { .. } | ExprKind::Member { optional: false, .. } => {
                return Ok(());
            }
            ExprKind::Member { .. } => "the result of `?.`",
            ExprKind::Slice { .. } => "a slice",
            ExprKind::Call { .. } => "the result of a call",
            ExprKind::Null | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) => "a literal",
            ExprKind::Str(_) | ExprKind::Interpolated(_) => "a string",
            ExprKind::List(_) | ExprKind::Dict(_) => "a literal",
            _ => "this expression",
        };
        let error = Diagnostic::new(format!("cannot assign to {what}"), target.span)
            .note("a variable, `e.field` or `e[index]` can be assigned to");
        let error = match &target.kind {
            ExprKind::List(_) | ExprKind::Dict(_) => error.hint("destructuring needs `let` in front"),
            _ => error,
        };
        self.fail_at_here(error)
    }

    /// Operators of this level and tighter.
    fn binary(&mut self, min: u8) -> Parsed<Expr> {
        let outer_height = std::mem::take(&mut self.height);
        let start = self.start();
        let mut left = self.unary()?;
        while let Some((level, infix)) = self.infix().filter(|(level, _)| *level >= min) {
            let op_span = self.take_operator();
            self.refuse_double_operator()?;
            let right = self.binary(level + 1)?;
            self.higher()?;
            let kind = build(infix, op_span, left, right);
            left = Expr { kind, span: self.span_from(start) };
            if level == level::RANGE && self.infix().is_some_and(|(next, _)| next == level::RANGE) {
                let error = Diagnostic::new("ranges cannot be chained", self.token().span);
                return self.fail_at_here(error);
            }
        }
        self.height = self.height.max(outer_height);
        Ok(left)
    }

    /// The binary operator here, and its level.
    fn infix(&self) -> Option<(u8, Infix)> {
        use TokenKind::*;
        let token = self.token();
        if token.newline_before && token.kind != Pipe {
            return None;
        }
        Some(match token.kind {
            Pipe => (level::PIPE, Infix::Pipe),
            Coalesce => (level::COALESCE, Infix::Logic(LogicOp::Coalesce)),
            OrOr | Or => (level::OR, Infix::Logic(LogicOp::Or)),
            AndAnd | And => (level::AND, Infix::Logic(LogicOp::And)),
            EqEq => (level::EQUALITY, Infix::Binary(BinaryOp::Eq)),
            NotEq => (level::EQUALITY, Infix::Binary(BinaryOp::Ne)),
            DotDot => (level::RANGE, Infix::Range { inclusive: false }),
            DotDotEq => (level::RANGE, Infix::Range { inclusive: true }),
            Lt => (level::COMPARISON, Infix::Binary(BinaryOp::Lt)),
            Le => (level::COMPARISON, Infix::Binary(BinaryOp::Le)),
            Gt => (level::COMPARISON, Infix::Binary(BinaryOp::Gt)),
            Ge => (level::COMPARISON, Infix::Binary(BinaryOp::Ge)),
            In => (level::COMPARISON, Infix::Binary(BinaryOp::In)),
            Not if self.peek(1) == In => (level::COMPARISON, Infix::Binary(BinaryOp::NotIn)),
            Plus => (level::SUM, Infix::Binary(BinaryOp::Add)),
            Minus => (level::SUM, Infix::Binary(BinaryOp::Sub)),
            Star => (level::PRODUCT, Infix::Binary(BinaryOp::Mul)),
            Slash => (level::PRODUCT, Infix::Binary(BinaryOp::Div)),
            Percent => (level::PRODUCT, Infix::Binary(BinaryOp::Rem)),
            _ => return None,
        })
    }

    /// Takes the operator that [`Self::infix`] found.
    fn take_operator(&mut self) -> Span {
        let first = self.bump();
        if first.kind == TokenKind::Not { first.span.to(self.bump().span) } else { first.span }
    }

    /// Behind an operator: refuses `>>`, `++`, `**`, `===` and the like by name.
    fn refuse_double_operator(&mut self) -> Parsed<()> {
        use TokenKind::*;
        let (before, here) = (self.tokens[self.pos - 1], self.token());
        if before.span.end != here.span.start {
            return Ok(());
        }
        let hint = match (before.kind, here.kind) {
            (Gt, Gt | Ge) => "there are no bitwise operators",
            (Plus, Plus) => "write `x += 1`",
            (Minus, Minus) if !self.begins_operand(1) => "write `x -= 1`",
            (Star, Star) => "use `math.pow(a, b)`",
            (EqEq | NotEq, Assign) => "use `==` and `!=`; they never convert between kinds",
            (Slash, Slash) => "use `int(a / b)`",
            _ => return Ok(()),
        };
        let span = before.span.to(here.span);
        let operator = self.slice(span);
        self.fail_at_here(Diagnostic::new(format!("`{operator}` is not an operator"), span).hint(hint))
    }

    /// Does an operand begin at the token `ahead` places on, on the same line?
    fn begins_operand(&self, ahead: usize) -> bool {
        self.on_line(ahead) && self.peek(ahead).starts_expression()
    }

    /// Prefix operators and what they apply to.
    fn unary(&mut self) -> Parsed<Expr> {
        let op = match self.kind() {
            TokenKind::Minus => UnaryOp::Neg,
            TokenKind::Bang | TokenKind::Not => UnaryOp::Not,
            _ => return self.postfix(),
        };
        let operator = self.token();
        if op == UnaryOp::Neg && self.peek(1) == TokenKind::Int && self.is_smallest_int() {
            return self.smallest_int(operator);
        }
        self.bump();
        let operand = Box::new(self.nested(Self::unary)?);
        let span = self.span_from(operator.span.start);
        Ok(Expr { kind: ExprKind::Unary { op, operand }, span })
    }

    /// At `-` and an int literal: is it 2^63?
    fn is_smallest_int(&self) -> bool {
        self.number_at(self.tokens[self.pos + 1]) == Number::Int(1 << 63)
    }

    fn smallest_int(&mut self, minus: Token) -> Parsed<Expr> {
        self.bump();
        self.bump();
        let literal = Expr { kind: ExprKind::Int(i64::MIN), span: self.span_from(minus.span.start) };
        self.postfix_of(literal, minus.span.start)
    }
}

fn assign_op(kind: TokenKind) -> Option<AssignOp> {
    Some(match kind {
        TokenKind::Assign => AssignOp::Set,
        TokenKind::PlusAssign => AssignOp::Compound(BinaryOp::Add),
        TokenKind::MinusAssign => AssignOp::Compound(BinaryOp::Sub),
        TokenKind::StarAssign => AssignOp::Compound(BinaryOp::Mul),
        TokenKind::SlashAssign => AssignOp::Compound(BinaryOp::Div),
        TokenKind::PercentAssign => AssignOp::Compound(BinaryOp::Rem),
        TokenKind::CoalesceAssign => AssignOp::Coalesce,
        _ => return None,
    })
}

fn build(infix: Infix, op_span: Span, left: Expr, right: Expr) -> ExprKind {
    let (left, right) = (Box::new(left), Box::new(right));
    match infix {
        Infix::Pipe => ExprKind::Pipe { left, right },
        Infix::Logic(op) => ExprKind::Logic { op, left, right },
        Infix::Range { inclusive } => ExprKind::Range { start: left, end: right, inclusive },
        Infix::Binary(op) => ExprKind::Binary { op, op_span, left, right },
    }
}
