//! What each instruction's operands are: one list, which the verifier checks and the printer prints.
//!
//! Invariant: every register, table index and jump of an instruction is listed, and nothing else. A new instruction that is not
//! listed here does not compile.

use super::{Off24, Op};

/// One operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A register that is read or written.
    Reg(u16),
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

impl Op {
    /// Whether control never reaches the instruction behind this one.
    pub fn is_terminator(&self) -> bool {
        use Op::*;
        matches!(
            self,
            Jump { .. }
                | Loop { .. }
                | Return { .. }
                | ReturnNull
                | Raise { .. }
                | Throw { .. }
                | Rethrow { .. }
                | RaiseNoMatch { .. }
        )
    }

    /// Calls `f` with each operand, in the order in which they are written.
    pub fn operands(&self, f: &mut impl FnMut(Operand)) {
        use Op::*;
        use Operand::{Builtin, Child, Const as K, Flag, Imm, Param, Reg, Regs, Site, Slot, Up};
        use SiteKind as S;
        fn two(f: &mut impl FnMut(Operand), a: u16, b: u16) {
            f(Reg(a));
            f(Reg(b));
        }
        fn three(f: &mut impl FnMut(Operand), a: u16, b: u16, c: u16) {
            two(f, a, b);
            f(Reg(c));
        }
        fn jump(f: &mut impl FnMut(Operand), off: i32) {
            f(Operand::Jump(off));
        }
        fn fused(f: &mut impl FnMut(Operand), a: u16, b: u16, off: Off24) {
            two(f, a, b);
            jump(f, off.get());
        }
        fn fused_imm(f: &mut impl FnMut(Operand), a: u16, imm: i16, off: Off24) {
            f(Reg(a));
            f(Imm(imm.into()));
            jump(f, off.get());
        }
        fn call(f: &mut impl FnMut(Operand), dst: u16, base: u16, argc: u8) {
            f(Reg(dst));
            f(Regs(base, u32::from(argc) + 1));
        }
        match *self {
            Null { dst } | NewVar { dst } | BoxVar { dst } | Catch { dst } => f(Reg(dst)),
            Bool { dst, value } => {
                f(Reg(dst));
                f(Flag("true", value));
            }
            Int { dst, value } => {
                f(Reg(dst));
                f(Imm(value));
            }
            Op::Const { dst, index } => {
                f(Reg(dst));
                f(K(index));
            }
            Move { dst, src } | Take { dst, src } => two(f, dst, src),
            Clear { from, count } => f(Regs(from, count.into())),
            GetVar { dst, var } => two(f, dst, var),
            SetVar { var, src } => two(f, var, src),
            GetUp { dst, index } => {
                f(Reg(dst));
                f(Up(index));
            }
            SetUp { index, src } => {
                f(Up(index));
                f(Reg(src));
            }
            GetMod { dst, slot } => {
                f(Reg(dst));
                f(Slot(slot));
            }
            SetMod { slot, src } => {
                f(Slot(slot));
                f(Reg(src));
            }
            GetBuiltin { dst, index } => {
                f(Reg(dst));
                f(Builtin(index));
            }
            SetBuiltin { index, src } => {
                f(Builtin(index));
                f(Reg(src));
            }
            JumpIfSet { src, off } | JumpIfNull { src, off } | JumpIfNotNull { src, off } => {
                f(Reg(src));
                jump(f, off);
            }
            Raise { site } => f(Site(site, S::Raise)),
            Add { dst, a, b }
            | Sub { dst, a, b }
            | Mul { dst, a, b }
            | Div { dst, a, b }
            | Rem { dst, a, b }
            | Append { dst, a, b }
            | Eq { dst, a, b }
            | Ne { dst, a, b }
            | Lt { dst, a, b }
            | Le { dst, a, b }
            | Gt { dst, a, b }
            | Ge { dst, a, b }
            | In { dst, a, b }
            | NotIn { dst, a, b } => three(f, dst, a, b),
            AddInt { dst, a, imm } | SubInt { dst, a, imm } => {
                two(f, dst, a);
                f(Imm(imm.into()));
            }
            Neg { dst, a } | Not { dst, a } | Truthy { dst, a } => two(f, dst, a),
            Concat { dst, from, count } | NewList { dst, from, count } => {
                f(Reg(dst));
                f(Regs(from, count.into()));
            }
            Op::Jump { off } | Loop { off } => jump(f, off),
            JumpIf { cond, off } | JumpIfNot { cond, off } => {
                f(Reg(cond));
                jump(f, off);
            }
            JumpEq { a, b, off }
            | JumpNe { a, b, off }
            | JumpLt { a, b, off }
            | JumpNotLt { a, b, off }
            | JumpLe { a, b, off }
            | JumpNotLe { a, b, off }
            | JumpGt { a, b, off }
            | JumpNotGt { a, b, off }
            | JumpGe { a, b, off }
            | JumpNotGe { a, b, off }
            | JumpNoMatch { a, b, off } => fused(f, a, b, off),
            JumpEqInt { a, imm, off }
            | JumpNeInt { a, imm, off }
            | JumpLtInt { a, imm, off }
            | JumpNotLtInt { a, imm, off }
            | JumpLeInt { a, imm, off }
            | JumpNotLeInt { a, imm, off }
            | JumpGtInt { a, imm, off }
            | JumpNotGtInt { a, imm, off }
            | JumpGeInt { a, imm, off }
            | JumpNotGeInt { a, imm, off } => fused_imm(f, a, imm, off),
            ListExtend { list, from, count } => {
                f(Reg(list));
                f(Regs(from, count.into()));
            }
            NewDict { dst, from, count } => {
                f(Reg(dst));
                f(Regs(from, 2 * u32::from(count)));
            }
            DictExtend { dict, from, count } => {
                f(Reg(dict));
                f(Regs(from, 2 * u32::from(count)));
            }
            NewRange { inclusive, dst, a, b } => {
                three(f, dst, a, b);
                f(Flag("inclusive", inclusive));
            }
            NewStruct { dst, from, site } => {
                // How many registers follow `from` is known by the site alone: the verifier asks it.
                f(Reg(dst));
                f(Regs(from, 0));
                f(Site(site, S::Struct));
            }
            GetField { dst, object, site } => {
                two(f, dst, object);
                f(Site(site, S::Field));
            }
            SetField { object, src, site } => {
                two(f, object, src);
                f(Site(site, S::Field));
            }
            GetIndex { dst, object, index } => three(f, dst, object, index),
            SetIndex { object, index, src } => three(f, object, index, src),
            Slice { dst, object, from } => {
                two(f, dst, object);
                f(Regs(from, 2));
            }
            TypeMember { dst, site } => {
                f(Reg(dst));
                f(Site(site, S::Type));
            }
            UnpackList { rest, dst, src, count } => {
                f(Regs(dst, u32::from(count) + u32::from(rest)));
                f(Reg(src));
                f(Flag("rest", rest));
            }
            UnpackItem { dst, src, site } => {
                f(Regs(dst, 0));
                f(Reg(src));
                f(Site(site, S::Unpack));
            }
            UnpackKey { dst, src, key } => {
                two(f, dst, src);
                f(K(key.into()));
            }
            JumpNotList { a, count, off } => {
                f(Reg(a));
                f(Imm(count.into()));
                jump(f, off.get());
            }
            RaiseNoMatch { src } | Return { src } | Yield { src } | Throw { src } | Rethrow { src } => {
                f(Reg(src))
            }
            Closure { dst, child } => {
                f(Reg(dst));
                f(Child(child));
            }
            Call { argc, dst, base } => call(f, dst, base, argc),
            CallMod { argc, dst, base, slot } => {
                call(f, dst, base, argc);
                f(Slot(slot));
            }
            CallBuiltin { argc, dst, base, index } => {
                call(f, dst, base, argc);
                f(Builtin(index));
            }
            CallMethod { argc, dst, base, site } => {
                call(f, dst, base, argc);
                f(Site(site, S::Field));
            }
            CallNamed { argc, dst, base, site } => {
                call(f, dst, base, argc);
                f(Site(site, S::Callee));
            }
            ReturnNull | StatementEnd => {}
            JumpIfArg { param, off } => {
                f(Param(param));
                jump(f, off);
            }
            Check { src, site } => {
                f(Reg(src));
                f(Site(site, S::Check));
            }
            RangeBegin { inclusive, base, a, b } => {
                f(Regs(base, 3));
                two(f, a, b);
                f(Flag("inclusive", inclusive));
            }
            IterBegin { pairs, base } => {
                f(Regs(base, 3));
                f(Flag("pairs", pairs));
            }
            IterNext { base, dst, off } => {
                f(Regs(base, 3));
                f(Reg(dst));
                jump(f, off.get());
            }
            DeclareStruct { site } => f(Site(site, S::StructDecl)),
            DeclareMethod { src, site } => {
                f(Reg(src));
                f(Site(site, S::Method));
            }
        }
    }
}
