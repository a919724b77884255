//! Expressions.
//!
//! Invariant: lines break only where the language lets them: behind binary operators, before `|>` and `.name`, inside brackets.

use super::cursor::Cursor;
use super::lists::Style;
use crate::compile::deep;
use crate::syntax::ast::{Expr, ExprKind, MatchArm, MatchElement, MatchPattern};
use crate::syntax::token::TokenKind;

impl Cursor<'_> {
    /// An expression that is not an element of a list: what breaks inside is indented.
    pub(super) fn value(&mut self, expr: &Expr) {
        self.hugged_by = None;
        self.expr(expr);
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        deep(|| {
            let parens = self.enter(expr.span.start);
            if parens > 0 {
                self.hugged_by = None;
            }
            self.expr_inside(expr);
            self.leave(parens);
        });
    }

    /// Prints the parentheses and `await`s that stand before `start`; gives the number of parentheses.
    fn enter(&mut self, start: u32) -> usize {
        let mut parens = 0;
        while self.start() < start {
            if self.at(TokenKind::LParen) {
                parens += 1;
                self.token();
            } else {
                self.token();
                self.space();
            }
        }
        parens
    }

    fn leave(&mut self, parens: usize) {
        for _ in 0..parens {
            self.token();
        }
    }

    fn expr_inside(&mut self, expr: &Expr) {
        let header = std::mem::take(&mut self.header);
        let is_list = matches!(
            expr.kind,
            ExprKind::List(_)
                | ExprKind::Dict(_)
                | ExprKind::New { .. }
                | ExprKind::Lambda(_)
                | ExprKind::Match { .. }
        );
        if !is_list {
            self.hugged_by = None;
        }
        match &expr.kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Interpolated(_)
            | ExprKind::Name(_) => self.tokens_until(expr.span.end),
            ExprKind::List(items) => self.elements(items),
            ExprKind::Dict(entries) => {
                self.list(TokenKind::RBrace, entries.len(), Style::ELEMENTS, |c, index| {
                    let (key, value) = &entries[index];
                    c.value(key);
                    c.token();
                    c.space();
                    c.value(value);
                });
            }
            ExprKind::New { fields, .. } => self.new_(fields),
            ExprKind::Binary { .. } | ExprKind::Logic { .. } => self.binary(expr, header),
            ExprKind::Unary { operand, .. } => {
                let word = self.at(TokenKind::Not);
                self.token();
                if word || (self.at(TokenKind::Minus) && self.previous().0 == TokenKind::Minus) {
                    self.space();
                }
                self.expr(operand);
            }
            ExprKind::Range { start, end, .. } => self.range(start, end),
            ExprKind::Assign { target, value, .. } => {
                self.expr(target);
                self.space();
                self.token();
                self.space();
                self.value(value);
            }
            ExprKind::Call { .. }
            | ExprKind::Member { .. }
            | ExprKind::Index { .. }
            | ExprKind::Slice { .. } => {
                self.chain(expr);
            }
            ExprKind::Pipe { .. } => self.pipe(expr),
            ExprKind::Lambda(function) => self.function(function),
            ExprKind::If { .. } => self.if_value(expr),
            ExprKind::Match { subject, arms } => self.match_(subject, arms),
            ExprKind::Yield(value) => {
                self.token();
                self.space();
                self.expr(value);
            }
        }
    }

    fn elements(&mut self, items: &[Expr]) {
        let plain = |item: &Expr| match &item.kind {
            ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_) | ExprKind::Null => true,
            ExprKind::Unary { operand, .. } => matches!(operand.kind, ExprKind::Int(_) | ExprKind::Float(_)),
            _ => false,
        };
        let style = Style { fills: items.iter().all(plain), ..Style::ELEMENTS };
        self.list(TokenKind::RBracket, items.len(), style, |c, index| c.value(&items[index]));
    }

    fn new_(&mut self, fields: &[(crate::syntax::ast::Ident, Expr)]) {
        self.token();
        self.space();
        while !matches!(self.kind(), TokenKind::LBrace | TokenKind::Lt | TokenKind::LBracket) {
            self.token();
        }
        self.type_arguments();
        self.space();
        self.list(TokenKind::RBrace, fields.len(), Style::FIELDS, |c, index| {
            c.token();
            c.token();
            c.space();
            c.value(&fields[index].1);
        });
    }

    /// Bounds without blanks, unless a point of a number would run into the operator.
    fn range(&mut self, start: &Expr, end: &Expr) {
        self.expr(start);
        if self.previous().1.ends_with('.') {
            self.space();
        }
        self.token();
        if self.text().starts_with('.') {
            self.space();
        }
        self.expr(end);
    }

    /// Operators of one level in a row: a line break behind each, or none.
    fn binary(&mut self, expr: &Expr, header: bool) {
        let mut operands = vec![];
        let mut rest = expr;
        while let Some((level, left, right)) = operation(rest) {
            if operation(expr).is_none_or(|(top, ..)| top != level) || rest.span.start != expr.span.start {
                break;
            }
            operands.push(right);
            rest = left;
        }
        self.open();
        self.doc.indent();
        if header {
            self.doc.indent();
        }
        self.expr(rest);
        for operand in operands.into_iter().rev() {
            self.space();
            if self.token_if(TokenKind::Not) {
                self.space();
            }
            self.token();
            self.line(" ");
            self.expr(operand);
        }
        if header {
            self.doc.dedent();
        }
        self.doc.dedent();
        self.doc.close();
    }

    /// `a |> b |> c`
    fn pipe(&mut self, expr: &Expr) {
        let mut stages = vec![];
        let mut rest = expr;
        while let ExprKind::Pipe { left, right } = &rest.kind {
            if rest.span.start != expr.span.start {
                break;
            }
            stages.push(&**right);
            rest = left;
        }
        self.open();
        self.expr(rest);
        self.doc.indent();
        for stage in stages.into_iter().rev() {
            if self.newline_before(0) {
                self.doc.force();
            }
            self.line(" ");
            self.token();
            self.space();
            self.expr(stage);
        }
        self.doc.dedent();
        self.doc.close();
    }

    /// `if c { a } else { b }` as a value.
    fn if_value(&mut self, expr: &Expr) {
        self.open();
        let mut next = expr;
        while let ExprKind::If { condition, then, otherwise } = &next.kind {
            if !self.at(TokenKind::If) {
                break;
            }
            self.token();
            self.space();
            self.header = true;
            self.expr(condition);
            self.header = false;
            self.branch(then);
            self.space();
            self.token();
            next = otherwise;
            if self.at(TokenKind::If) {
                self.space();
            }
        }
        self.branch(next);
        self.doc.close();
    }

    fn branch(&mut self, value: &Expr) {
        self.space();
        self.token();
        self.doc.indent();
        self.line(" ");
        self.value(value);
        if self.has_leading() {
            self.line("");
            self.leading();
        }
        self.doc.dedent();
        self.line(" ");
        self.token();
    }

    fn match_(&mut self, subject: &Expr, arms: &[MatchArm]) {
        let hugged_by = self.hugged_by.take();
        self.token();
        self.space();
        self.header = true;
        self.expr(subject);
        self.header = false;
        self.space();
        self.hugged_by = hugged_by;
        self.list(TokenKind::RBrace, arms.len(), Style::ARMS, |c, index| c.arm(&arms[index]));
    }

    fn arm(&mut self, arm: &MatchArm) {
        match &arm.pattern {
            MatchPattern::Any | MatchPattern::Bind(_) => self.token(),
            MatchPattern::Value(value) => self.value(value),
            MatchPattern::List(elements) => {
                self.list(TokenKind::RBracket, elements.len(), Style::ARGUMENTS, |c, index| match &elements
                    [index]
                {
                    MatchElement::Bind(name) => {
                        let parens = c.enter(name.span.start);
                        c.token();
                        c.leave(parens);
                    }
                    MatchElement::Value(value) => c.value(value),
                });
            }
        }
        if let Some(guard) = &arm.guard {
            self.space();
            self.token();
            self.space();
            self.value(guard);
        }
        self.space();
        self.token();
        self.space();
        self.value(&arm.body);
    }
}

/// Level and sides of a binary operation.
fn operation(expr: &Expr) -> Option<(u8, &Expr, &Expr)> {
    use crate::syntax::ast::{BinaryOp::*, LogicOp};
    match &expr.kind {
        ExprKind::Binary { op, left, right, .. } => {
            let level = match op {
                Mul | Div | Rem => 10,
                Add | Sub => 9,
                Lt | Le | Gt | Ge | In | NotIn => 8,
                Eq | Ne => 6,
            };
            Some((level, left, right))
        }
        ExprKind::Logic { op, left, right } => {
            let level = match op {
                LogicOp::And => 5,
                LogicOp::Or => 4,
                LogicOp::Coalesce => 3,
            };
            Some((level, left, right))
        }
        _ => None,
    }
}
