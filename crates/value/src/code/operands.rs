//! What an instruction's operands may be: the vocabulary of the table in `op`, which the verifier checks and the printer prints.
//!
//! Invariant: the operands of an instruction name every register, table index and jump of it, and nothing else.

use super::Off24;

/// One operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A register that is read or written.
    Reg(u16),
    /// A register for a result, or `NOWHERE`.
    Result(u16),
    /// That many registers from this one.
    Regs(u16, u32),
    /// A constant.
    Const(u32),
    /// A site of this kind.
    Site(u16, SiteKind),
    /// A captured variable.
    Up(u16),
    /// A slot of the function's module.
    Slot(u16),
    /// A built-in of the machine's table.
    Builtin(u16),
    /// A child function.
    Child(u16),
    /// A parameter.
    Param(u16),
    /// A distance from the next instruction.
    Jump(i32),
    /// A number that needs no check.
    Imm(i32),
    /// A switch: its name when on.
    Flag(&'static str, bool),
    /// Operands that end here, as bits.
    Freed(u8),
}

/// Which variant of `Site` an instruction expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the variants of Site")]
pub enum SiteKind {
    Field,
    Struct,
    Type,
    Callee,
    Unpack,
    Check,
    Raise,
    StructDecl,
    Method,
}

/// A register.
pub(super) fn r(register: impl Into<u16>) -> Operand {
    Operand::Reg(register.into())
}

/// A register for a result, or `NOWHERE`.
pub(super) fn result(register: u16) -> Operand {
    Operand::Result(register)
}

/// `count` registers.
pub(super) fn rs(from: u16, count: impl Into<u32>) -> Operand {
    Operand::Regs(from, count.into())
}

/// Registers of `count` keys and values.
pub(super) fn pairs(from: u16, count: u16) -> Operand {
    Operand::Regs(from, 2 * u32::from(count))
}

/// Registers of a callee or receiver and its arguments.
pub(super) fn callee(base: u16, argc: u8) -> Operand {
    Operand::Regs(base, u32::from(argc) + 1)
}

/// A constant.
pub(super) fn k(index: impl Into<u32>) -> Operand {
    Operand::Const(index.into())
}

/// A site.
pub(super) fn s(site: u16, kind: SiteKind) -> Operand {
    Operand::Site(site, kind)
}

/// A captured variable.
pub(super) fn up(index: u16) -> Operand {
    Operand::Up(index)
}

/// A slot of the module.
pub(super) fn module(slot: u16) -> Operand {
    Operand::Slot(slot)
}

/// A built-in.
pub(super) fn builtin(index: u16) -> Operand {
    Operand::Builtin(index)
}

/// A child function.
pub(super) fn function(child: u16) -> Operand {
    Operand::Child(child)
}

/// A parameter.
pub(super) fn arg(param: u16) -> Operand {
    Operand::Param(param)
}

/// A jump.
pub(super) fn to(off: impl Distance) -> Operand {
    Operand::Jump(off.distance())
}

/// A number.
pub(super) fn int(imm: impl Into<i32>) -> Operand {
    Operand::Imm(imm.into())
}

/// A switch.
pub(super) fn flag(name: &'static str, on: bool) -> Operand {
    Operand::Flag(name, on)
}

/// Operands that end here.
pub(super) fn freed(free: u8) -> Operand {
    Operand::Freed(free)
}

/// A jump distance as instructions hold it.
pub(super) trait Distance {
    /// Instructions from the next one.
    fn distance(&self) -> i32;

    /// Sets it; false if it does not fit.
    fn set(&mut self, distance: i32) -> bool;
}

impl Distance for i32 {
    fn distance(&self) -> i32 {
        *self
    }

    fn set(&mut self, distance: i32) -> bool {
        *self = distance;
        true
    }
}

impl Distance for Off24 {
    fn distance(&self) -> i32 {
        self.get()
    }

    fn set(&mut self, distance: i32) -> bool {
        Off24::new(distance).map(|packed| *self = packed.freeing(self.free())).is_some()
    }
}
