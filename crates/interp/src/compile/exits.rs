//! Leaving loops and protected regions: `break`, `continue`, `return` and the way through `finally`.
//!
//! Invariant: a `finally` block is compiled once. Whoever enters it leaves a reason in register `state` (0 fell through, 1 an error
//! to raise again, 2 and up an exit listed in `pending`) and a value in `state + 1`; behind the block the reason
//! decides where to go on.

use super::Compiler;
use super::builder::{Jumps, Reg, later};
use crate::syntax::span::Span;
use oxbow_value::code::Op;

/// Reason: control fell through.
pub(super) const FELL_THROUGH: i64 = 0;
/// Reason: an error is under way.
pub(super) const ERROR: i64 = 1;
/// First reason that stands for an entry of `pending`.
pub(super) const FIRST_EXIT: i64 = 2;

/// A way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Leave {
    /// `break` of the loop that is this deep in `exits`.
    Break(usize),
    /// `continue` of it.
    Continue(usize),
    /// `return` with the value in `state + 1`.
    Return,
}

/// A construct that a jump may leave.
pub(super) enum Exit {
    /// A loop; jumps to its end and to its next step.
    /// What lies above `after` dies on `break`, what lies above `inside` on `continue`.
    Loop { breaks: Jumps, continues: Jumps, after: Reg, inside: Reg },
    /// The protected part of a `try` with `finally`.
    Protected { state: Reg, to_finally: Jumps, pending: Vec<Leave> },
    /// The `finally` block itself: a pending `return` wins over a new one.
    Finally { state: Reg, return_reason: Option<i16> },
}

impl Compiler<'_> {
    /// `break` or `continue` of the innermost loop. The parser has rejected them outside loops.
    pub(super) fn leave_loop(&mut self, is_break: bool, span: Span) {
        let Some(depth) = self.f().exits.iter().rposition(|e| matches!(e, Exit::Loop { .. })) else { return };
        self.leave(if is_break { Leave::Break(depth) } else { Leave::Continue(depth) }, None, span);
    }

    /// `return` with the value in `value`.
    pub(super) fn leave_function(&mut self, value: Option<Reg>, span: Span) {
        self.leave(Leave::Return, value, span);
    }

    /// Emits the way out from the current place, through the innermost `finally` if one lies between.
    fn leave(&mut self, how: Leave, value: Option<Reg>, span: Span) {
        let limit = match how {
            Leave::Break(depth) | Leave::Continue(depth) => depth + 1,
            Leave::Return => 0,
        };
        let mut value = value;
        for index in (limit..self.f().exits.len()).rev() {
            match self.f().exits[index] {
                Exit::Finally { state, return_reason: Some(reason) } if how == Leave::Return => {
                    value = Some(self.prefer_pending(state, reason, value, span));
                }
                Exit::Protected { state, .. } => return self.enter_finally(index, state, how, value, span),
                _ => {}
            }
        }
        match how {
            Leave::Return => {
                let value = self.end_scopes_of_function(value, span);
                self.f().emit_return(value, span);
            }
            Leave::Break(depth) | Leave::Continue(depth) => self.jump_out_of_loop(depth, how, span),
        }
    }

    /// In programs with finalizers the variables of inner scopes die before those of outer ones, on every way out. Returns where the
    /// result is now.
    fn end_scopes_of_function(&mut self, value: Option<Reg>, span: Span) -> Option<Reg> {
        if !self.env.deaths.finalized {
            return value;
        }
        let top = self.f().top;
        let kept = value.map(|src| {
            let dst = self.f().alloc(1);
            self.f().emit(Op::Move { dst, src }, span);
            dst
        });
        self.clear_from(0, top, span);
        kept
    }

    /// Clears the registers from `floor` up to `top`, those of inner scopes first.
    fn clear_from(&mut self, floor: Reg, top: Reg, span: Span) {
        let mut end = top;
        if self.env.deaths.finalized {
            let bases: Vec<Reg> =
                self.f().scopes.iter().rev().map(|s| s.base).take_while(|base| *base >= floor).collect();
            for base in bases {
                if end > base {
                    self.f().emit(Op::Clear { from: base, count: end - base }, span);
                    end = base;
                }
            }
        }
        if end > floor {
            self.f().emit(Op::Clear { from: floor, count: end - floor }, span);
        }
    }

    fn jump_out_of_loop(&mut self, depth: usize, how: Leave, span: Span) {
        let f = self.f();
        let Exit::Loop { after, inside, .. } = &f.exits[depth] else { unreachable!("depth names a loop") };
        let floor = if matches!(how, Leave::Break(_)) { *after } else { *inside };
        let top = f.top;
        self.clear_from(floor, top, span);
        let f = self.f();
        let jump = f.jump(Op::Jump { off: 0 }, span);
        let Exit::Loop { breaks, continues, .. } = &mut f.exits[depth] else {
            unreachable!("depth names a loop")
        };
        if matches!(how, Leave::Break(_)) { breaks.extend(jump) } else { continues.extend(jump) }
    }

    fn enter_finally(&mut self, index: usize, state: Reg, how: Leave, value: Option<Reg>, span: Span) {
        let f = self.f();
        let Exit::Protected { pending, .. } = &mut f.exits[index] else { unreachable!("index names a try") };
        let reason = FIRST_EXIT
            + pending.iter().position(|l| *l == how).unwrap_or_else(|| {
                pending.push(how);
                pending.len() - 1
            }) as i64;
        if how == Leave::Return {
            match value {
                Some(src) if src != state + 1 => f.emit(Op::Move { dst: state + 1, src }, span),
                Some(_) => 0,
                None => f.emit(Op::Null { dst: state + 1 }, span),
            };
        }
        f.load_int(state, reason, span);
        // What lies above belongs to the region that is left.
        let top = f.top;
        self.clear_from(state + 2, top, span);
        let f = self.f();
        let jump = f.jump(Op::Jump { off: 0 }, span);
        let Exit::Protected { to_finally, .. } = &mut f.exits[index] else {
            unreachable!("index names a try")
        };
        to_finally.extend(jump);
    }

    /// Inside `finally`: the value of a `return` that is already pending, else the new one.
    fn prefer_pending(&mut self, state: Reg, reason: i16, value: Option<Reg>, span: Span) -> Reg {
        let f = self.f();
        let result = f.alloc(1);
        match value {
            Some(src) => f.emit(Op::Move { dst: result, src }, span),
            None => f.emit(Op::Null { dst: result }, span),
        };
        let skip = f.jump(Op::JumpNeInt { a: state, imm: reason, off: later() }, span);
        f.emit(Op::Move { dst: result, src: state + 1 }, span);
        f.land(skip);
        result
    }

    /// Behind a `finally` block: goes on as the reason says.
    pub(super) fn dispatch_pending(&mut self, state: Reg, pending: Vec<Leave>, span: Span) {
        let f = self.f();
        let skip = f.jump(Op::JumpNeInt { a: state, imm: ERROR as i16, off: later() }, span);
        f.emit(Op::Rethrow { src: state + 1 }, span);
        f.land(skip);
        for (i, how) in pending.into_iter().enumerate() {
            let f = self.f();
            let reason = (FIRST_EXIT + i as i64) as i16;
            let skip = f.jump(Op::JumpNeInt { a: state, imm: reason, off: later() }, span);
            let value = (how == Leave::Return).then_some(state + 1);
            self.leave(how, value, span);
            self.f().land(skip);
        }
    }
}
