//! Which variables never hold a reference: their registers need no clearing when a scope or statement ends.
//!
//! Every assignment of a variable is a source of it: certainly a scalar, possibly a reference, or a scalar if some other variables
//! are. What a possible reference reaches is not a scalar; the others are.
//!
//! Invariant: the answer "scalar" is right whatever the program does; a parameter, an element, a call's result may be anything.

use super::analysis::VarKey;
use crate::syntax::ast::*;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Where the values of variables come from.
#[derive(Default)]
pub(super) struct Sources {
    /// Variables with at least one source.
    known: HashSet<VarKey>,
    /// For each variable those that may take its value over.
    followers: HashMap<VarKey, Vec<VarKey>>,
    /// Variables with a source that may be a reference.
    references: Vec<VarKey>,
}

/// Finds the variable that a name certainly means.
pub(super) type Lookup<'a> = &'a dyn Fn(&Rc<str>) -> Option<VarKey>;

impl Sources {
    /// `var` may hold anything.
    pub(super) fn anything(&mut self, var: VarKey) {
        self.references.push(var);
    }

    /// `var` is assigned a scalar.
    pub(super) fn scalar(&mut self, var: VarKey) {
        self.known.insert(var);
    }

    /// `var` is assigned the value of an expression.
    pub(super) fn value(&mut self, var: VarKey, expr: &Expr, lookup: Lookup) {
        let mut origins = Vec::new();
        if self.gather(expr, lookup, &mut origins) {
            origins.into_iter().for_each(|o| self.followers.entry(o).or_default().push(var.clone()));
            self.known.insert(var);
        } else {
            self.anything(var);
        }
    }

    /// The variables that are scalars for certain.
    pub(super) fn solve(mut self) -> HashSet<VarKey> {
        let mut seen = HashSet::new();
        while let Some(var) = self.references.pop() {
            if seen.insert(var.clone()) {
                self.references.extend(self.followers.remove(&var).unwrap_or_default());
            }
        }
        // What takes over the value of a variable without sources of its own is covered by that variable's being a reference.
        self.known.retain(|var| !seen.contains(var));
        self.known
    }

    /// Collects the variables on whose being scalars the expression's being one depends; false if it may be a reference anyway.
    fn gather(&self, expr: &Expr, lookup: Lookup, origins: &mut Vec<VarKey>) -> bool {
        super::deep(|| match &expr.kind {
            ExprKind::Null | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) => true,
            ExprKind::Unary { .. } => true,
            ExprKind::Logic { op: LogicOp::Coalesce, left, right } => {
                self.gather(left, lookup, origins) && self.gather(right, lookup, origins)
            }
            ExprKind::Logic { .. } => true,
            // Only these two can make a string or a list.
            ExprKind::Binary { op: BinaryOp::Add, left, right, .. } => {
                self.gather(left, lookup, origins) && self.gather(right, lookup, origins)
            }
            ExprKind::Binary { op: BinaryOp::Mul, left, right, .. } => {
                is_float(expr, FLOAT_DEPTH)
                    || (self.gather(left, lookup, origins) && self.gather(right, lookup, origins))
            }
            ExprKind::Binary { .. } => true,
            ExprKind::If { then, otherwise, .. } => {
                self.gather(then, lookup, origins) && self.gather(otherwise, lookup, origins)
            }
            ExprKind::Name(name) => match lookup(&name.name) {
                Some(var) => {
                    origins.push(var);
                    true
                }
                None => false,
            },
            _ => false,
        })
    }
}

/// Operands looked into for a float.
const FLOAT_DEPTH: u32 = 8;

/// Whether the expression is a float if it has a value at all. Multiplying by a float never repeats a string.
fn is_float(expr: &Expr, depth: u32) -> bool {
    match &expr.kind {
        ExprKind::Float(_) => true,
        ExprKind::Binary { op: BinaryOp::Div, .. } => true,
        ExprKind::Binary { op: BinaryOp::Mul | BinaryOp::Sub, left, right, .. } if depth > 0 => {
            is_float(left, depth - 1) || is_float(right, depth - 1)
        }
        _ => false,
    }
}
