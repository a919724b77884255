//! `match`: arms are tried in order, each in a scope of its own.

use super::Compiler;
use super::analysis::match_names;
use super::builder::{Jumps, Reg, later};
use super::scope::Kind;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::code::Op;
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn match_expr(&mut self, subject: &Expr, arms: &[MatchArm], dst: Reg, span: Span) -> Kind {
        let later: Vec<&Expr> = arms.iter().flat_map(|a| a.guard.iter().chain([&a.body])).collect();
        let src = self.operand_before(subject, &later);
        let mut ends = Jumps::default();
        for arm in arms {
            ends.extend(self.match_arm(arm, src, dst));
        }
        self.f().emit(Op::RaiseNoMatch { src }, subject.span);
        self.f().land(ends);
        let _ = span;
        Kind::Any
    }

    /// One arm; returns the jump to the end. Falls through to the next arm when the pattern or guard fails.
    fn match_arm(&mut self, arm: &MatchArm, subject: Reg, dst: Reg) -> Jumps {
        let names: Vec<Rc<str>> = match_names(&arm.pattern).into_iter().map(|n| n.name.clone()).collect();
        let count = names.len();
        self.open_scope(arm, names, arm.span);
        let base = self.f().scopes.last().map_or(0, |s| s.base);
        let mut next = self.match_pattern(&arm.pattern, subject, arm.span);
        if let Some(guard) = &arm.guard {
            next.extend(self.jump_if(guard, false));
        }
        self.expr(&arm.body, dst);
        self.close_scope_in_branch(arm.span);
        let end = self.f().jump(Op::Jump { off: 0 }, arm.span);
        let fails = !next.is_empty();
        self.f().land(next);
        if fails && count > 0 {
            self.f().emit(Op::Clear { from: base, count: count as u16 }, arm.span);
        }
        end
    }

    /// Tests the pattern and binds its names; returns the jumps taken when it does not match.
    fn match_pattern(&mut self, pattern: &MatchPattern, subject: Reg, span: Span) -> Jumps {
        let mark = self.f().top;
        let fails = match pattern {
            MatchPattern::Any => Jumps::default(),
            MatchPattern::Bind(name) => {
                let copy = self.f().alloc(1);
                self.f().emit(Op::Move { dst: copy, src: subject }, name.span);
                self.f().mark(copy);
                self.declare_from(name, copy, false);
                Jumps::default()
            }
            MatchPattern::Value(value) => self.no_match(subject, value),
            MatchPattern::List(elements) => self.match_list(elements, subject, span),
        };
        self.f().release(mark);
        fails
    }

    fn no_match(&mut self, a: Reg, value: &Expr) -> Jumps {
        let b = self.operand(value);
        self.f().jump(Op::JumpNoMatch { a, b, off: later() }, value.span)
    }

    fn match_list(&mut self, elements: &[MatchElement], subject: Reg, span: Span) -> Jumps {
        let count = elements.len() as u16;
        let mut fails = self.f().jump(Op::JumpNotList { a: subject, count, off: later() }, span);
        let index = self.f().alloc(1);
        let item = self.f().alloc(1);
        for (i, element) in elements.iter().enumerate() {
            let span = match element {
                MatchElement::Bind(name) if &*name.name == "_" => continue,
                MatchElement::Bind(name) => name.span,
                MatchElement::Value(value) => value.span,
            };
            self.f().load_int(index, i as i64, span);
            self.f().emit(Op::GetIndex { free: 0, dst: item, object: subject, index }, span);
            self.f().mark(item);
            match element {
                MatchElement::Bind(name) => self.declare_from(name, item, false),
                MatchElement::Value(value) => {
                    let mark = self.f().top;
                    let jumps = self.no_match(item, value);
                    fails.extend(jumps);
                    self.f().release(mark);
                }
            }
        }
        fails
    }
}
