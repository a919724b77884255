//! `while` and `for`.
//!
//! Invariant: every iteration has a scope of its own; what it declared is cleared before the next begins, so closures made in different
//! iterations see different variables.

use super::Compiler;
use super::analysis::pattern_names;
use super::builder::{Jumps, Reg, later};
use super::exits::Exit;
use super::scope::Kind;
use super::statement::end_of;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{Op, Site};
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn while_statement(&mut self, condition: &Expr, body: &Block, span: Span) {
        let start = self.f().ops.len();
        let floor = self.f().top;
        let out = self.jump_if(condition, false);
        self.f().top = floor;
        let inside = self.f().ops.len();
        let dirty = self.f().take_dirty(floor);
        self.f().clear(dirty, condition.span);
        self.begin_loop(floor, floor);
        self.block(body, None);
        let (continues, breaks) = self.end_loop();
        self.f().land(continues);
        match is_short(condition, &mut { SHORT }) {
            // Tested again behind the body: one jump for each turn instead of two.
            true => {
                let again = self.jump_if(condition, true);
                self.f().top = floor;
                self.f().take_dirty(floor);
                self.f().land_back_at(again, inside);
            }
            false => {
                let back = self.f().jump(Op::Loop { off: 0 }, end_of(span));
                self.f().land_at(back, start);
            }
        }
        self.f().land(out);
        self.f().clear(dirty, condition.span);
        self.f().land(breaks);
    }

    fn begin_loop(&mut self, after: Reg, inside: Reg) {
        self.f().exits.push(Exit::Loop {
            breaks: Jumps::default(),
            continues: Jumps::default(),
            after,
            inside,
        });
    }

    /// Returns the `continue`s and the `break`s.
    fn end_loop(&mut self) -> (Jumps, Jumps) {
        match self.f().exits.pop() {
            Some(Exit::Loop { breaks, continues, .. }) => (continues, breaks),
            _ => unreachable!("loops nest"),
        }
    }

    pub(super) fn for_statement(&mut self, pattern: &Pattern, iterable: &Expr, body: &Block, span: Span) {
        let base = self.f().alloc(3);
        match (&iterable.kind, pattern) {
            (ExprKind::Range { start, end, inclusive }, Pattern::Name(_)) => {
                let a = self.operand_before(start, &[end]);
                let b = self.operand(end);
                self.f().emit(Op::RangeBegin { inclusive: *inclusive, base, a, b }, iterable.span);
            }
            _ => {
                self.expr(iterable, base);
                let pairs = !matches!(pattern, Pattern::Name(_));
                self.f().emit(Op::IterBegin { pairs, base }, iterable.span);
                (base..base + 3).for_each(|state| self.f().mark(state));
            }
        }
        let inside = base + 3;
        self.f().top = inside;
        let dirty = self.f().take_dirty(inside);
        self.f().clear(dirty, iterable.span);
        let start = self.f().ops.len();
        let names: Vec<Rc<str>> = pattern_names(pattern).map(|n| n.name.clone()).collect();
        self.open_scope_of_filled(pattern, names);
        let is_range = matches!(iterable.kind, ExprKind::Range { .. });
        let out = match pattern {
            Pattern::Name(name) => self.next_value(base, name, is_range, iterable.span),
            _ => self.next_item(base, pattern, iterable.span),
        };
        self.begin_loop(base, inside);
        self.block(body, None);
        self.close_scope(end_of(span));
        let (continues, breaks) = self.end_loop();
        self.f().land(continues);
        let Op::IterNext { dst, .. } = self.f().ops[start] else {
            unreachable!("a `for` begins with its step")
        };
        let back = self.f().jump(Op::IterLoop { base, dst, off: later() }, end_of(span));
        self.f().land_at(back, start + 1);
        self.f().land(out);
        self.f().unmark(base, 3);
        self.f().land(breaks);
    }

    /// The next element goes straight into the loop variable.
    fn next_value(&mut self, base: Reg, name: &Ident, is_range: bool, span: Span) -> Jumps {
        let var = self.var_here(&name.name);
        let out = self.f().jump(Op::IterNext { base, dst: var.reg, off: later() }, span);
        if var.boxed {
            self.f().emit(Op::BoxVar { dst: var.reg }, span);
        }
        let kind = if is_range { Kind::Int } else { Kind::Any };
        self.declare(&name.name, false, kind);
        if var.boxed || self.var_here(&name.name).kind == Kind::Any {
            self.f().mark(var.reg);
        }
        out
    }

    /// The next element is taken apart into the loop variables.
    fn next_item(&mut self, base: Reg, pattern: &Pattern, span: Span) -> Jumps {
        let names: Vec<&Ident> = pattern_names(pattern).collect();
        let rest = matches!(pattern, Pattern::List { rest: Some(_), .. });
        let item = self.f().alloc(1);
        let out = self.f().jump(Op::IterNext { base, dst: item, off: later() }, span);
        let plain = names.len() - usize::from(rest);
        let site =
            Site::Unpack { names: names[..plain].iter().map(|n| Str::constant(&n.name)).collect(), rest };
        let site = self.f().site(site);
        let dst = self.var_here(&names[0].name).reg;
        self.f().emit(Op::UnpackItem { dst, src: item, site }, span);
        self.f().emit(Op::Clear { from: item, count: 1 }, span);
        for name in names {
            let var = self.var_here(&name.name);
            if var.boxed {
                self.f().emit(Op::BoxVar { dst: var.reg }, span);
            }
            self.f().mark(var.reg);
            self.declare(&name.name, false, Kind::Any);
        }
        self.f().top = item;
        out
    }
}

/// Nodes that a condition may have to be tested in two places.
const SHORT: u32 = 16;

/// Whether a condition is made of at most `left` names, literals, operators, members and calls.
fn is_short(condition: &Expr, left: &mut u32) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match &condition.kind {
        ExprKind::Null | ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) => true,
        ExprKind::Str(_) | ExprKind::Name(_) => true,
        ExprKind::Unary { operand, .. } => is_short(operand, left),
        ExprKind::Binary { left: a, right: b, .. } | ExprKind::Logic { left: a, right: b, .. } => {
            is_short(a, left) && is_short(b, left)
        }
        ExprKind::Member { object, .. } => is_short(object, left),
        ExprKind::Index { object, index } => is_short(object, left) && is_short(index, left),
        ExprKind::Call { callee, args } => is_short(callee, left) && args.iter().all(|a| is_short(a, left)),
        _ => false,
    }
}
