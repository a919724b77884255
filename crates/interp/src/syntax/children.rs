//! The expressions directly inside an expression.
//!
//! Invariant: in source order, so that walks report places in the order in which a reader meets them.

use super::ast::{Expr, ExprKind, StrPart};

impl Expr {
    /// Calls `visit` with each expression directly inside, in source order. What opens a scope of its own (lambdas, matches) is left out.
    pub(crate) fn for_each_child(&self, visit: &mut dyn FnMut(&Expr)) {
        match &self.kind {
            ExprKind::Interpolated(parts) => {
                for part in parts {
                    if let StrPart::Expr(expr) = part {
                        visit(expr);
                    }
                }
            }
            ExprKind::List(items) => items.iter().for_each(visit),
            ExprKind::Dict(entries) => entries.iter().for_each(|(key, value)| {
                visit(key);
                visit(value);
            }),
            ExprKind::New { fields, .. } => fields.iter().for_each(|(_, value)| visit(value)),
            ExprKind::Binary { left: a, right: b, .. }
            | ExprKind::Logic { left: a, right: b, .. }
            | ExprKind::Range { start: a, end: b, .. }
            | ExprKind::Assign { target: a, value: b, .. }
            | ExprKind::Index { object: a, index: b }
            | ExprKind::Pipe { left: a, right: b } => {
                visit(a);
                visit(b);
            }
            ExprKind::Unary { operand: a, .. } | ExprKind::Member { object: a, .. } | ExprKind::Yield(a) => {
                visit(a)
            }
            ExprKind::Call { callee, args } => {
                visit(callee);
                args.iter().for_each(visit);
            }
            ExprKind::Slice { object, start, end } => {
                visit(object);
                [start, end].into_iter().flatten().for_each(|bound| visit(bound));
            }
            ExprKind::If { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|part| visit(part));
            }
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Name(_)
            | ExprKind::Lambda(_)
            | ExprKind::Match { .. } => {}
        }
    }
}
