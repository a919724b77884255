//! `try`, `catch`, `finally`.
//!
//! A `try` with `finally` is a protected region (see `exits`) around the same `try` without it.

use super::Compiler;
use super::builder::{Jumps, Reg, later};
use super::exits::{ERROR, Exit, FELL_THROUGH, FIRST_EXIT, Leave};
use super::scope::Kind;
use super::statement::end_of;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::code::{Handler, Op};

impl Compiler<'_> {
    pub(super) fn try_statement(
        &mut self,
        body: &Block,
        error: &Ident,
        handler: &Block,
        finally: Option<&Block>,
        result: Option<Reg>,
        span: Span,
    ) {
        match finally {
            None => self.try_catch(body, error, handler, result),
            Some(finally) => {
                let state = self.f().alloc(2);
                self.f().exits.push(Exit::Protected {
                    state,
                    to_finally: Jumps::default(),
                    pending: Vec::new(),
                });
                let start = self.f().ops.len() as u32;
                self.try_catch(body, error, handler, result);
                self.finally(state, start, finally, result, span);
            }
        }
    }

    fn try_catch(&mut self, body: &Block, error: &Ident, handler: &Block, result: Option<Reg>) {
        let start = self.f().ops.len() as u32;
        self.block(body, result);
        let end = self.f().ops.len() as u32;
        let over = self.f().jump(Op::Jump { off: 0 }, end_of(body.span));
        let target = self.f().ops.len() as u32;
        self.open_scope_of_filled(error, vec![error.name.clone()]);
        let var = self.var_here(&error.name);
        if start < end {
            self.f().handlers.push(Handler { start, end, target, register: var.reg });
        }
        self.f().emit(Op::Catch { dst: var.reg }, error.span);
        if var.boxed {
            self.f().emit(Op::BoxVar { dst: var.reg }, error.span);
        }
        self.f().mark(var.reg);
        self.declare(&error.name, false, Kind::Any);
        self.block(handler, result);
        self.close_scope(end_of(handler.span));
        self.f().land(over);
    }

    fn finally(&mut self, state: Reg, start: u32, block: &Block, result: Option<Reg>, span: Span) {
        let place = block.span;
        let f = self.f();
        f.load_int(state, FELL_THROUGH, place);
        let end = f.ops.len() as u32;
        let enter = f.jump(Op::Jump { off: 0 }, place);
        let target = f.ops.len() as u32;
        f.handlers.push(Handler { start, end, target, register: state + 1 });
        f.load_int(state, ERROR, place);
        f.land(enter);
        let Some(Exit::Protected { to_finally, pending, .. }) = f.exits.pop() else {
            unreachable!("regions nest")
        };
        f.land(to_finally);
        f.mark(state + 1);
        let return_reason =
            pending.iter().position(|l| *l == Leave::Return).map(|i| (FIRST_EXIT + i as i64) as i16);
        f.exits.push(Exit::Finally { state, return_reason });
        let result = result.filter(|_| !block.statements.is_empty());
        self.block(block, result);
        self.f().exits.pop();
        let done =
            self.f().jump(Op::JumpEqInt { a: state, imm: FELL_THROUGH as i16, off: later() }, end_of(span));
        self.dispatch_pending(state, pending, end_of(span));
        self.f().land(done);
    }
}
