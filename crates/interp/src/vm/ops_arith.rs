//! Arithmetic and comparison beyond the loop's fast paths.
//!
//! Invariant: results and messages are the value crate's; here values only move between registers and operations.

use super::Vm;
use super::ops_calls::bad_site;
use super::window::Window;
use oxbow_value::code::Op;
use oxbow_value::{Result, Value, arith, equal, index};

impl Vm {
    /// The binary operators of arithmetic. Operands that end here are let go of once there is a result.
    #[inline(never)]
    pub(super) fn arithmetic(&mut self, mut w: Window, op: Op) -> Result<()> {
        let heap = &self.ctx.heap;
        let (x, y) = (|r: u16| w.reg(r), |index: u16| w.constant(index.into()));
        let value = match op {
            Op::Append { dst, a, b, free } => return self.append(w, free, dst, a, b),
            Op::Add { a, b, .. } => arith::add(heap, x(a), x(b)),
            Op::AddInt { a, imm, .. } => arith::add(heap, x(a), &Value::Int(imm.into())),
            Op::AddK { a, index, .. } => arith::add(heap, x(a), y(index)),
            Op::KAdd { index, b, .. } => arith::add(heap, y(index), x(b)),
            Op::Sub { a, b, .. } => arith::sub(x(a), x(b)),
            Op::SubInt { a, imm, .. } => arith::sub(x(a), &Value::Int(imm.into())),
            Op::SubK { a, index, .. } => arith::sub(x(a), y(index)),
            Op::KSub { index, b, .. } => arith::sub(y(index), x(b)),
            Op::Mul { a, b, .. } => arith::mul(heap, x(a), x(b)),
            Op::MulK { a, index, .. } => arith::mul(heap, x(a), y(index)),
            Op::KMul { index, b, .. } => arith::mul(heap, y(index), x(b)),
            Op::Div { a, b, .. } => arith::div(x(a), x(b)),
            Op::DivK { a, index, .. } => arith::div(x(a), y(index)),
            Op::KDiv { index, b, .. } => arith::div(y(index), x(b)),
            Op::Rem { a, b, .. } => arith::rem(x(a), x(b)),
            Op::RemK { a, index, .. } => arith::rem(x(a), y(index)),
            _ => return Err(bad_site()),
        }?;
        let dst = free_operands(&mut w, op);
        w.set(dst, value);
        self.after_allocation(w)
    }

    /// `Append`: a string that only r[a] holds grows in place. A failure leaves r[a] as it was.
    fn append(&mut self, mut w: Window, free: u8, dst: u16, a: u16, b: u16) -> Result<()> {
        if dst != a || a == b || !matches!(w.reg(a), Value::Str(_)) {
            return self.arithmetic(w, Op::Add { free, dst, a, b });
        }
        let mut left = w.take(a);
        let appended = arith::append(&self.ctx.heap, &mut left, w.reg(b));
        w.set(a, left);
        appended?;
        w.free(free & 2, b);
        self.after_allocation(w)
    }

    /// `Neg`
    #[inline(never)]
    pub(super) fn neg(&mut self, mut w: Window, dst: u16, a: u16) -> Result<()> {
        let value = arith::neg(w.reg(a))?;
        w.set(dst, value);
        Ok(())
    }

    /// `Concat`
    #[inline(never)]
    pub(super) fn concat(&mut self, mut w: Window, dst: u16, from: u16, count: u16) -> Result<()> {
        let joined = arith::concat(&self.ctx.heap, w.regs_mut(from, count))?;
        w.clear(from, from + count);
        w.set(dst, joined);
        self.after_allocation(w)
    }

    /// `In`, `NotIn`, but for host objects.
    #[inline(never)]
    pub(super) fn contains(mut w: Window, dst: u16, a: u16, b: u16, wanted: bool) -> Result<()> {
        let found = index::contains(w.reg(a), w.reg(b))?;
        w.set_bool(dst, found == wanted);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn eq_slow(a: &Value, b: &Value) -> Result<bool> {
        // What programs ask for most often; the rest needs more preparation.
        if let (Value::Str(a), Value::Str(b)) = (a, b) {
            return Ok(a == b);
        }
        equal::try_equal(a, b)
    }

    #[inline(never)]
    pub(super) fn ne_slow(a: &Value, b: &Value) -> Result<bool> {
        Ok(!Vm::eq_slow(a, b)?)
    }

    #[inline(never)]
    pub(super) fn lt_slow(a: &Value, b: &Value) -> Result<bool> {
        arith::lt(a, b)
    }

    #[inline(never)]
    pub(super) fn le_slow(a: &Value, b: &Value) -> Result<bool> {
        arith::le(a, b)
    }

    #[inline(never)]
    pub(super) fn gt_slow(a: &Value, b: &Value) -> Result<bool> {
        arith::gt(a, b)
    }

    #[inline(never)]
    pub(super) fn ge_slow(a: &Value, b: &Value) -> Result<bool> {
        arith::ge(a, b)
    }
}

/// Lets go of the operands that end with an operator, and gives the register of its result.
fn free_operands(w: &mut Window, op: Op) -> u16 {
    match op {
        Op::Add { free, dst, a, b }
        | Op::Sub { free, dst, a, b }
        | Op::Mul { free, dst, a, b }
        | Op::Div { free, dst, a, b }
        | Op::Rem { free, dst, a, b } => {
            w.free(free & 1, a);
            w.free(free & 2, b);
            dst
        }
        Op::AddInt { free, dst, a, .. }
        | Op::SubInt { free, dst, a, .. }
        | Op::AddK { free, dst, a, .. }
        | Op::SubK { free, dst, a, .. }
        | Op::MulK { free, dst, a, .. }
        | Op::DivK { free, dst, a, .. }
        | Op::RemK { free, dst, a, .. }
        | Op::KAdd { free, dst, b: a, .. }
        | Op::KSub { free, dst, b: a, .. }
        | Op::KMul { free, dst, b: a, .. }
        | Op::KDiv { free, dst, b: a, .. } => {
            w.free(free, a);
            dst
        }
        _ => 0,
    }
}
