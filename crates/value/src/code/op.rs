//! The instruction set of the register machine: the effect of each instruction, and below it its operands, on one line each.
//!
//! Notation of effects: `r[x]` is register x of the running frame, `k[x]` a constant, `site[x]` an inline-cache site, `up[x]` a captured
//! variable, `mod[x]` a slot of the function's module. Reading `r[x]` copies the value (one count for references); `take r[x]`
//! moves it out and leaves `Unset`. `jump off` continues at (index of the next instruction) + off.
//!
//! `free` says which of the registers read (1 the first, 2 the second, 4 the third) hold temporaries that end here: what they refer to is let go.
//!
//! A register that is not in use holds nothing or a stale scalar, never a reference: whoever writes a register may rely on no more than that.
//!
//! Notation of operands: the instruction's fields `=` what they name, in the order in which they are printed (see `operands`), `=> ends` if
//! control never reaches the instruction behind. Verifier, printer and the compiler's jump patching follow from this table.
//!
//! Invariant: an instruction is 8 bytes. Registers are `u16`, all below `Code::registers`; the verifier checks that once per
//! function, so the machine need not.

use super::operands::SiteKind::*;
use super::operands::{
    Distance, Operand, arg, builtin, callee, flag, freed, function, int, k, module, pairs, r, result, rs, s,
    to, up,
};

/// A jump distance of 22 bits, signed, and two bits that say which operands end (as `free` does), so that compare-and-branch fits into one
/// instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Off24([u8; 3]);

impl Off24 {
    /// Packs a distance; `None` if it does not fit.
    pub fn new(distance: i32) -> Option<Self> {
        let fits = (-(1 << 21)..(1 << 21)).contains(&distance);
        let [a, b, c, _] = (distance << 2).to_le_bytes();
        fits.then_some(Off24([a, b, c]))
    }

    /// The distance.
    #[inline(always)]
    pub fn get(self) -> i32 {
        let [a, b, c] = self.0;
        i32::from_le_bytes([0, a, b, c]) >> 10
    }

    /// The same distance, with these operands ending (1 the first, 2 the second).
    pub fn freeing(self, free: u8) -> Self {
        let [a, b, c] = self.0;
        Off24([a & !3 | free & 3, b, c])
    }

    /// Which operands end.
    #[inline(always)]
    pub fn free(self) -> u8 {
        self.0[0] & 3
    }
}

impl std::fmt::Debug for Off24 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.get())?;
        if self.free() == 0 { Ok(()) } else { write!(f, " free {}", self.free()) }
    }
}

/// The `dst` of a call whose result nobody wants: no function has so many registers.
pub const NOWHERE: u16 = u16::MAX;

const _: () = assert!(size_of::<Op>() == 8);

/// Makes the type and what is known of each instruction from the table.
macro_rules! instructions {
    ($($(#[doc = $effect:literal])+
       $name:ident $({ $($field:ident: $type:ty),+ })? $(= $($operand:expr),+)? $(=> $ends:ident)?;)+) => {
        /// An instruction.
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(missing_docs, reason = "operands are named in each instruction's effect line")]
        pub enum Op {
            $($(#[doc = $effect])+ $name $({ $($field: $type),+ })?,)+
        }

        impl Op {
            /// The instruction's name.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Op::$name { .. } => stringify!($name),)+
                }
            }

            /// Calls `f` with each operand, in the order in which they are written.
            pub fn operands(&self, f: &mut impl FnMut(Operand)) {
                match *self {
                    $(Op::$name $({ $($field),+ })? => { $($(f($operand);)+)? })+
                }
            }

            /// Whether control never reaches the instruction behind this one.
            pub fn is_terminator(&self) -> bool {
                match self {
                    $(Op::$name { .. } => is_end!($($ends)?),)+
                }
            }

            /// Sets the distance of a jump; false if it does not fit, or the instruction does not jump.
            #[allow(unused_variables, reason = "most instructions have other fields or none")]
            pub fn set_distance(&mut self, distance: i32) -> bool {
                match self {
                    $(Op::$name $({ $($field),+ })? => { $($(set_off!($field $field, distance);)+)? })+
                }
                false
            }
        }
    };
}

macro_rules! is_end {
    () => {
        false
    };
    (ends) => {
        true
    };
}

/// Sets a field that is called `off`.
macro_rules! set_off {
    ($field:ident off, $distance:ident) => {
        return Distance::set($field, $distance)
    };
    ($field:ident $other:ident, $distance:ident) => {};
}

instructions! {
    // Loads and moves.
    /// r[dst] = null
    Null { dst: u16 } = r(dst);
    /// r[dst] = value
    Bool { dst: u16, value: bool } = r(dst), flag("true", value);
    /// r[dst] = value
    Int { dst: u16, value: i32 } = r(dst), int(value);
    /// r[dst] = k[index]
    Const { dst: u16, index: u32 } = r(dst), k(index);
    /// r[dst] = r[src]
    Move { dst: u16, src: u16 } = r(dst), r(src);
    /// r[dst] = take r[src]
    Take { dst: u16, src: u16 } = r(dst), r(src);
    /// drop r[from .. from + count], leaving Unset
    Clear { from: u16, count: u16 } = rs(from, count);

    // Variables that closures share, module variables, built-ins.
    /// r[dst] = a fresh shared variable holding Unset
    NewVar { dst: u16 } = r(dst);
    /// r[dst] = a fresh shared variable holding take r[dst] (a captured parameter)
    BoxVar { dst: u16 } = r(dst);
    /// r[dst] = content of shared variable r[var] (may be Unset: follow with JumpIfSet unless proved set)
    GetVar { dst: u16, var: u16 } = r(dst), r(var);
    /// content of shared variable r[var] = r[src]
    SetVar { free: u8, var: u16, src: u16 } = r(var), r(src), freed(free);
    /// r[dst] = content of up[index] (may be Unset)
    GetUp { dst: u16, index: u16 } = r(dst), up(index);
    /// content of up[index] = r[src]
    SetUp { free: u8, index: u16, src: u16 } = up(index), r(src), freed(free);
    /// r[dst] = mod[slot]; raises `Undefined variable` when it is Unset
    GetMod { dst: u16, slot: u16 } = r(dst), module(slot);
    /// mod[slot] = r[src]
    SetMod { free: u8, slot: u16, src: u16 } = module(slot), r(src), freed(free);
    /// r[dst] = built-in function or standard module `index` of the machine's table
    GetBuiltin { dst: u16, index: u16 } = r(dst), builtin(index);
    /// host variable `index` = r[src]; calls its watcher
    SetBuiltin { index: u16, src: u16 } = builtin(index), r(src);
    /// jump if r[src] is not Unset
    JumpIfSet { src: u16, off: i32 } = r(src), to(off);
    /// raise site[site] (a prepared error: undefined name, assignment to a constant, ...)
    Raise { site: u16 } = s(site, Raise) => ends;

    // Arithmetic. Each accepts what section 7.2 of the language accepts and raises otherwise.
    /// r[dst] = r[a] + r[b]
    Add { free: u8, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), freed(free);
    /// r[dst] = r[a] - r[b]
    Sub { free: u8, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), freed(free);
    /// r[dst] = r[a] * r[b]
    Mul { free: u8, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), freed(free);
    /// r[dst] = r[a] / r[b]
    Div { free: u8, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), freed(free);
    /// r[dst] = r[a] % r[b]
    Rem { free: u8, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), freed(free);
    /// r[dst] = r[a] + imm
    AddInt { free: u8, dst: u16, a: u16, imm: i16 } = r(dst), r(a), int(imm), freed(free);
    /// r[dst] = r[a] - imm
    SubInt { free: u8, dst: u16, a: u16, imm: i16 } = r(dst), r(a), int(imm), freed(free);
    /// r[dst] = r[a] + k[index]
    AddK { free: u8, dst: u16, a: u16, index: u16 } = r(dst), r(a), k(index), freed(free);
    /// r[dst] = r[a] - k[index]
    SubK { free: u8, dst: u16, a: u16, index: u16 } = r(dst), r(a), k(index), freed(free);
    /// r[dst] = r[a] * k[index]
    MulK { free: u8, dst: u16, a: u16, index: u16 } = r(dst), r(a), k(index), freed(free);
    /// r[dst] = r[a] / k[index]
    DivK { free: u8, dst: u16, a: u16, index: u16 } = r(dst), r(a), k(index), freed(free);
    /// r[dst] = r[a] % k[index]
    RemK { free: u8, dst: u16, a: u16, index: u16 } = r(dst), r(a), k(index), freed(free);
    /// r[dst] = k[index] + r[b]
    KAdd { free: u8, dst: u16, index: u16, b: u16 } = r(dst), k(index), r(b), freed(free);
    /// r[dst] = k[index] - r[b]
    KSub { free: u8, dst: u16, index: u16, b: u16 } = r(dst), k(index), r(b), freed(free);
    /// r[dst] = k[index] * r[b]
    KMul { free: u8, dst: u16, index: u16, b: u16 } = r(dst), k(index), r(b), freed(free);
    /// r[dst] = k[index] / r[b]
    KDiv { free: u8, dst: u16, index: u16, b: u16 } = r(dst), k(index), r(b), freed(free);
    /// r[dst] = r[a] + r[b]; r[a] is dead afterwards when a == dst, so a string nobody else holds grows in place
    Append { free: u8, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), freed(free);
    /// r[dst] = -r[a]
    Neg { dst: u16, a: u16 } = r(dst), r(a);
    /// r[dst] = not truthy(r[a])
    Not { dst: u16, a: u16 } = r(dst), r(a);
    /// r[dst] = truthy(r[a])
    Truthy { dst: u16, a: u16 } = r(dst), r(a);
    /// r[dst] = text forms of r[from .. from + count] joined; drops them
    Concat { dst: u16, from: u16, count: u16 } = r(dst), rs(from, count);

    // Comparison.
    /// r[dst] = r[a] == r[b]
    Eq { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = r[a] != r[b]
    Ne { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = r[a] < r[b]
    Lt { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = r[a] <= r[b]
    Le { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = r[a] > r[b]
    Gt { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = r[a] >= r[b]
    Ge { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = r[a] in r[b]
    In { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);
    /// r[dst] = not (r[a] in r[b])
    NotIn { dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b);

    // Jumps. The fused forms jump when the comparison has the outcome named. A jump backwards is a safe point: collection, fuel, interrupt,
    // pending finalizers.
    /// jump off
    Jump { off: i32 } = to(off) => ends;
    /// jump off (backwards)
    Loop { off: i32 } = to(off) => ends;
    /// jump if truthy(r[cond])
    JumpIf { free: u8, cond: u16, off: i32 } = r(cond), to(off), freed(free);
    /// jump unless truthy(r[cond])
    JumpIfNot { free: u8, cond: u16, off: i32 } = r(cond), to(off), freed(free);
    /// jump if r[src] is null
    JumpIfNull { free: u8, src: u16, off: i32 } = r(src), to(off), freed(free);
    /// jump unless r[src] is null
    JumpIfNotNull { free: u8, src: u16, off: i32 } = r(src), to(off), freed(free);
    /// jump if r[a] == r[b]
    JumpEq { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump if r[a] != r[b]
    JumpNe { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump if r[a] < r[b]
    JumpLt { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump unless r[a] < r[b]
    JumpNotLt { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump if r[a] <= r[b]
    JumpLe { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump unless r[a] <= r[b]
    JumpNotLe { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump if r[a] > r[b]
    JumpGt { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump unless r[a] > r[b]
    JumpNotGt { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump if r[a] >= r[b]
    JumpGe { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump unless r[a] >= r[b]
    JumpNotGe { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off), freed(off.free());
    /// jump if r[a] == imm
    JumpEqInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump if r[a] != imm
    JumpNeInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump if r[a] < imm
    JumpLtInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump unless r[a] < imm
    JumpNotLtInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump if r[a] <= imm
    JumpLeInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump unless r[a] <= imm
    JumpNotLeInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump if r[a] > imm
    JumpGtInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump unless r[a] > imm
    JumpNotGtInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump if r[a] >= imm
    JumpGeInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump unless r[a] >= imm
    JumpNotGeInt { a: u16, imm: i16, off: Off24 } = r(a), int(imm), to(off), freed(off.free());
    /// jump if r[a] == k[index]
    JumpEqK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump if r[a] != k[index]
    JumpNeK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump if r[a] < k[index]
    JumpLtK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump unless r[a] < k[index]
    JumpNotLtK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump if r[a] <= k[index]
    JumpLeK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump unless r[a] <= k[index]
    JumpNotLeK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump if r[a] > k[index]
    JumpGtK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump unless r[a] > k[index]
    JumpNotGtK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump if r[a] >= k[index]
    JumpGeK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());
    /// jump unless r[a] >= k[index]
    JumpNotGeK { a: u16, index: u16, off: Off24 } = r(a), k(index), to(off), freed(off.free());

    // Containers and members.
    /// r[dst] = list of take r[from .. from + count]
    NewList { dst: u16, from: u16, count: u16 } = r(dst), rs(from, count);
    /// append take r[from .. from + count] to the list r[list] (long literals)
    ListExtend { list: u16, from: u16, count: u16 } = r(list), rs(from, count);
    /// r[dst] = dict of `count` pairs key, value: take r[from .. from + 2 * count]
    NewDict { dst: u16, from: u16, count: u16 } = r(dst), pairs(from, count);
    /// put take r[from .. from + 2 * count] into the dict r[dict] (long literals)
    DictExtend { dict: u16, from: u16, count: u16 } = r(dict), pairs(from, count);
    /// r[dst] = r[a] .. r[b], or ..= when inclusive
    NewRange { inclusive: bool, dst: u16, a: u16, b: u16 } = r(dst), r(a), r(b), flag("inclusive", inclusive);
    /// r[dst] = instance by site[site] (StructSite) of take r[from ..], fields in written order, checked
    NewStruct { dst: u16, from: u16, site: u16 } = r(dst), rs(from, 0u16), s(site, Struct);
    /// r[dst] = r[object].name, name and cache in site[site]
    GetField { free: u8, dst: u16, object: u16, site: u16 } = r(dst), r(object), s(site, Field), freed(free);
    /// like GetField; but if r[a] and the field are numbers of one kind, r[a] = r[a] + field and the next instruction is skipped, which would do that
    AddField { a: u8, dst: u16, object: u16, site: u16 } = r(a), r(dst), r(object), s(site, Field), to(1);
    /// like AddField, with -
    SubField { a: u8, dst: u16, object: u16, site: u16 } = r(a), r(dst), r(object), s(site, Field), to(1);
    /// like AddField, with *
    MulField { a: u8, dst: u16, object: u16, site: u16 } = r(a), r(dst), r(object), s(site, Field), to(1);
    /// like GetField; but if the field and r[b] are numbers of one kind, field = field + r[b] and the next two instructions are skipped, which
    /// would do that
    FieldAdd { b: u8, dst: u16, object: u16, site: u16 } = r(b), r(dst), r(object), s(site, Field), to(2);
    /// like FieldAdd, with -
    FieldSub { b: u8, dst: u16, object: u16, site: u16 } = r(b), r(dst), r(object), s(site, Field), to(2);
    /// like FieldAdd, with imm
    FieldAddInt { imm: u8, dst: u16, object: u16, site: u16 } = int(imm), r(dst), r(object), s(site, Field), to(2);
    /// r[object].name = r[src]
    SetField { free: u8, object: u16, src: u16, site: u16 } = r(object), r(src), s(site, Field), freed(free);
    /// r[dst] = r[object][r[index]]
    GetIndex { free: u8, dst: u16, object: u16, index: u16 } = r(dst), r(object), r(index), freed(free);
    /// like GetIndex; but if r[a] and the element of a list are numbers of one kind, r[a] = r[a] + element and the next instruction is skipped, which
    /// would do that
    AddIndex { a: u8, dst: u16, object: u16, index: u16 } = r(a), r(dst), r(object), r(index), to(1);
    /// like AddIndex, with -
    SubIndex { a: u8, dst: u16, object: u16, index: u16 } = r(a), r(dst), r(object), r(index), to(1);
    /// like AddIndex, with *
    MulIndex { a: u8, dst: u16, object: u16, index: u16 } = r(a), r(dst), r(object), r(index), to(1);
    /// r[object][r[index]] = r[src]
    SetIndex { free: u8, object: u16, index: u16, src: u16 } = r(object), r(index), r(src), freed(free);
    /// r[dst] = r[object][r[from] : r[from + 1]]; a bound that is null is omitted
    Slice { dst: u16, object: u16, from: u16 } = r(dst), r(object), rs(from, 2u16);
    /// r[dst] = member of a struct or enum type known by name: site[site] (TypeSite)
    TypeMember { dst: u16, site: u16 } = r(dst), s(site, Type);

    // Destructuring and match.
    /// r[dst .. dst + count] = first elements of list r[src]; with rest, r[dst + count] = list of the others
    UnpackList { rest: bool, dst: u16, src: u16, count: u16 } = rs(dst, u32::from(count) + u32::from(rest)), r(src), flag("rest", rest);
    /// like UnpackList by site[site] (UnpackSite); when r[src] is a dict its names are looked up, missing = null
    UnpackItem { dst: u16, src: u16, site: u16 } = rs(dst, 0u16), r(src), s(site, Unpack);
    /// r[dst] = dict r[src] at key k[key], null if missing; raises unless r[src] is a dict
    UnpackKey { dst: u16, src: u16, key: u16 } = r(dst), r(src), k(key);
    /// jump unless r[a] matches the value r[b] (section 8)
    JumpNoMatch { a: u16, b: u16, off: Off24 } = r(a), r(b), to(off);
    /// jump unless r[a] is a list of exactly `count` elements
    JumpNotList { a: u16, count: u16, off: Off24 } = r(a), int(count), to(off);
    /// raise a Match error for the subject r[src]
    RaiseNoMatch { src: u16 } = r(src) => ends;

    // Functions.
    /// r[dst] = closure of child function `child`, capturing as that function's `captures` say
    Closure { dst: u16, child: u16 } = r(dst), function(child);
    /// r[dst] = r[base](r[base + 1 ..= base + argc]); takes callee and arguments. Of all calls: dst `NOWHERE` drops the result
    Call { argc: u8, dst: u16, base: u16 } = result(dst), callee(base, argc);
    /// r[dst] = mod[slot](r[base + 1 ..= base + argc]); a value that is not callable falls back to the built-in of that name
    CallMod { argc: u8, dst: u16, base: u16, slot: u16 } = result(dst), callee(base, argc), module(slot);
    /// r[dst] = built-in `index`(r[base + 1 ..= base + argc])
    CallBuiltin { argc: u8, dst: u16, base: u16, index: u16 } = result(dst), callee(base, argc), builtin(index);
    /// like Move from r[list] to r[base]; but if it is a list, append take r[base + 1] to it and skip the next instruction, which would do that
    Push { base: u16, list: u16 } = rs(base, 2u16), r(list), to(1);
    /// like Move from r[text] to r[base]; but if it is an ASCII text and r[base + 1] one of its positions, r[dst] = the character there and the next
    /// instruction is skipped, which would do that
    CharAt { dst: u16, base: u16, text: u16 } = result(dst), rs(base, 2u16), r(text), to(1);
    /// r[dst] = r[base].name(r[base + 1 ..= base + argc]) by section 7.7, name and cache in site[site]
    CallMethod { argc: u8, dst: u16, base: u16, site: u16 } = result(dst), callee(base, argc), s(site, Field);
    /// r[dst] = member(r[base + 1 ..= base + argc]) of the built-in module that site[site] names
    CallMember { argc: u8, dst: u16, base: u16, site: u16 } = result(dst), callee(base, argc), s(site, Field);
    /// r[dst] = r[base](..) like Call; when r[base] is not callable, the built-in named in site[site] (CalleeSite) or `Undefined function`
    CallNamed { argc: u8, dst: u16, base: u16, site: u16 } = result(dst), callee(base, argc), s(site, Callee);
    /// return take r[src] to the caller; drop what r[0 .. held] refer to (no register behind may refer to anything)
    Return { src: u16, held: u16 } = r(src), rs(0, held) => ends;
    /// return null; drop what r[0 .. held] refer to
    ReturnNull { held: u16 } = rs(0, held) => ends;
    /// hand out r[src] from a generator; resumes at the next instruction
    Yield { src: u16 } = r(src);
    /// jump if parameter `param` was given (its default is skipped)
    JumpIfArg { param: u16, off: i32 } = arg(param), to(off);
    /// check r[src] against site[site] (CheckSite); raises Type error or Null safety error
    Check { src: u16, site: u16 } = r(src), s(site, Check);

    // Loops. State: r[base] iterated value, r[base + 1 .. base + 3] private.
    /// begin iterating r[base]; `pairs`: a dict yields [key, value] lists instead of keys; raises unless iterable
    IterBegin { pairs: bool, base: u16 } = rs(base, 3u16), flag("pairs", pairs);
    /// r[base .. base + 3] = iteration over r[a] .. r[b], or ..= when inclusive, as IterBegin makes it
    RangeBegin { inclusive: bool, base: u16, a: u16, b: u16 } = rs(base, 3u16), r(a), r(b), flag("inclusive", inclusive);
    /// r[dst] = next element of the iteration at base, or jump off when it is exhausted
    IterNext { base: u16, dst: u16, off: Off24 } = rs(base, 3u16), r(dst), to(off);
    /// r[dst] = next element of the iteration at base and jump off, or jump to the `IterNext` in front of that place (the end of a loop's body)
    IterLoop { base: u16, dst: u16, off: Off24 } = rs(base, 3u16), r(dst), to(off) => ends;

    // Errors.
    /// throw r[src]
    Throw { src: u16 } = r(src) => ends;
    /// r[dst] = what a `catch` clause sees of the error that a handler stored in r[dst]
    Catch { dst: u16 } = r(dst);
    /// raise again the error that a handler stored in r[src]
    Rethrow { src: u16 } = r(src) => ends;

    // Declarations that take effect when reached.
    /// declare struct site[site] (StructDeclSite) in the function's module
    DeclareStruct { site: u16 } = s(site, StructDecl);
    /// declare r[src] as method by site[site] (MethodSite)
    DeclareMethod { src: u16, site: u16 } = r(src), s(site, Method);
    /// a statement has completed: safe point for pending finalizers (emitted only in programs that declare `drop` methods)
    StatementEnd;
}
