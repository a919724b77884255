//! Arithmetic and comparison beyond the loop's fast paths.
//!
//! Invariant: results and messages are the value crate's; here values only move between registers and operations.

use super::Vm;
use super::window::Window;
use oxbow_value::{Result, Value, arith, equal, index};

impl Vm {
    /// `Add`
    #[inline(never)]
    pub(super) fn add(&mut self, mut w: Window, dst: u16, a: u16, b: u16) -> Result<()> {
        let sum = arith::add(&self.ctx.heap, w.reg(a), w.reg(b))?;
        w.set(dst, sum);
        self.after_allocation(w)
    }

    /// `Sub`
    #[inline(never)]
    pub(super) fn sub(&mut self, mut w: Window, dst: u16, a: u16, b: u16) -> Result<()> {
        let value = arith::sub(w.reg(a), w.reg(b))?;
        w.set(dst, value);
        Ok(())
    }

    /// `Mul`
    #[inline(never)]
    pub(super) fn mul(&mut self, mut w: Window, dst: u16, a: u16, b: u16) -> Result<()> {
        let value = arith::mul(&self.ctx.heap, w.reg(a), w.reg(b))?;
        w.set(dst, value);
        self.after_allocation(w)
    }

    /// `Div`
    #[inline(never)]
    pub(super) fn div(&mut self, mut w: Window, dst: u16, a: u16, b: u16) -> Result<()> {
        let value = arith::div(w.reg(a), w.reg(b))?;
        w.set(dst, value);
        Ok(())
    }

    /// `Rem`
    #[inline(never)]
    pub(super) fn rem(&mut self, mut w: Window, dst: u16, a: u16, b: u16) -> Result<()> {
        let value = arith::rem(w.reg(a), w.reg(b))?;
        w.set(dst, value);
        Ok(())
    }

    /// `AddInt`
    #[inline(never)]
    pub(super) fn add_imm(&mut self, mut w: Window, dst: u16, a: u16, imm: i16) -> Result<()> {
        let sum = arith::add(&self.ctx.heap, w.reg(a), &Value::Int(imm.into()))?;
        w.set(dst, sum);
        self.after_allocation(w)
    }

    /// `SubInt`
    #[inline(never)]
    pub(super) fn sub_imm(&mut self, mut w: Window, dst: u16, a: u16, imm: i16) -> Result<()> {
        let value = arith::sub(w.reg(a), &Value::Int(imm.into()))?;
        w.set(dst, value);
        Ok(())
    }

    /// `Append`: a string that only r[a] holds grows in place. A failure leaves r[a] as it was.
    #[inline(never)]
    pub(super) fn append(&mut self, mut w: Window, dst: u16, a: u16, b: u16) -> Result<()> {
        if dst != a || a == b || !matches!(w.reg(a), Value::Str(_)) {
            return self.add(w, dst, a, b);
        }
        let mut left = w.take(a);
        let appended = arith::append(&self.ctx.heap, &mut left, w.reg(b));
        w.set(a, left);
        appended?;
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

    /// `In`, `NotIn`
    #[inline(never)]
    pub(super) fn contains(&mut self, mut w: Window, dst: u16, a: u16, b: u16, wanted: bool) -> Result<()> {
        let found = index::contains(w.reg(a), w.reg(b))?;
        w.set(dst, Value::Bool(found == wanted));
        Ok(())
    }

    #[inline(never)]
    pub(super) fn eq_slow(a: &Value, b: &Value) -> Result<bool> {
        equal::try_equal(a, b)
    }

    #[inline(never)]
    pub(super) fn ne_slow(a: &Value, b: &Value) -> Result<bool> {
        Ok(!equal::try_equal(a, b)?)
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
