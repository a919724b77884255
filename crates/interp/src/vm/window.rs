//! The register stack and the running frame's view of it: the one place of the crate with `unsafe`.
//!
//! Checking every access instead costs 10-20 % of the time of loops, float code and method calls (the same tests as `assert!`, measured on the
//! whole program): that is what the `unsafe` buys.
//!
//! Invariants, which the accessors rely on and check in debug builds:
//!
//! 1. *Verified code.* A `Window` is opened only for code that `verify` accepted: every register operand is below
//!    `Code::registers`, every constant and site exists and is of the kind expected, every jump lands on an instruction, and the last instruction does not fall through.
//! 2. *Room.* `base + Code::registers <= Registers::len` for every frame (`Vm::push_frame` makes room before it opens a window).
//! 3. *No stale window.* Registers move only in `Registers::grow_to`; its only caller, `Vm::push_frame`, opens a fresh window afterwards and no other
//!    is used again before it was opened anew from its frame.
//! 4. *Owners.* A window's closure is owned by its frame, which outlives every use of the window; a closure never changes its code.
//! 5. *No references in unused registers.* When a frame begins, the registers above its arguments hold nothing or stale scalars, and when it ends
//!    all its registers do: code says how far its returns have to look (`Op::Return`), and no instruction takes a stale scalar for more than that.
//! 6. *Functions that run are alive.* Whoever pushes a frame has looked at its function's code before, which no destroyed function permits.
//! 7. *No reentrance.* Dropping or replacing a register never runs script code nor touches the registers (finalizers only queue).

use super::frame::Frame;
use oxbow_cc::{Cc, SlotValue};
use oxbow_value::code::{Code, FieldCache, NOWHERE, Op, Site};
use oxbow_value::{Closure, Value, Variable};
use std::mem::{self, ManuallyDrop};
use std::ptr::NonNull;

/// The registers of all frames, one behind the other. All `len` of them are initialised.
pub(super) struct Registers {
    start: NonNull<Value>,
    len: usize,
}

impl Registers {
    /// `len` empty registers.
    pub(super) fn new(len: usize) -> Self {
        let mut registers = Registers { start: NonNull::dangling(), len: 0 };
        registers.grow_to(len);
        registers
    }

    /// Number of registers.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Makes room for at least `len` registers; they may move (invariant 3).
    #[cold]
    pub(super) fn grow_to(&mut self, len: usize) {
        // SAFETY: `start` and `len` are those of a boxed slice that was leaked below (or of an empty one), owned by `self` alone.
        let old = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.start.as_ptr(), self.len)) };
        let mut values = old.into_vec();
        values.resize_with(len.max(values.len()), || Value::Unset);
        let mut values = ManuallyDrop::new(values.into_boxed_slice());
        self.len = values.len();
        self.start = NonNull::from(&mut **values).cast();
    }

    /// The registers `from .. from + count`; panics when out of range.
    pub(super) fn slice_mut(&mut self, from: usize, count: usize) -> &mut [Value] {
        assert!(from + count <= self.len, "registers out of range");
        // SAFETY: in range by the assertion, initialised by the type's invariant, borrowed from `self`.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr().add(from), count) }
    }

    /// The view of `frame`, which must be one of the frame stack (invariants 1, 2 and 4).
    #[inline(always)]
    pub(super) fn open(&self, frame: &Frame) -> Window {
        let closure: *const Closure = Cc::as_ptr(&frame.closure);
        let code = code_of(&frame.closure);
        debug_assert!(code.entry.verified.get());
        debug_assert!(frame.base as usize + usize::from(code.registers) <= self.len);
        debug_assert!((frame.pc as usize) < code.ops.len());
        // SAFETY: the base is in range by invariant 2, the pc by invariant 1.
        unsafe {
            let pc = code.ops.as_ptr().add(frame.pc as usize);
            Window { registers: self.start.as_ptr().add(frame.base as usize), pc, code, closure }
        }
    }
}

/// The code of a function that runs or is about to (invariant 6).
#[inline(always)]
pub(super) fn code_of(closure: &Cc<Closure>) -> &Code {
    debug_assert!(closure.code.entry.verified.get());
    // SAFETY: the handle keeps the closure, which was not destroyed when it was looked at (invariant 6), nor since: it is reachable.
    unsafe { &(&*Cc::as_ptr(closure)).code }
}

impl Drop for Registers {
    fn drop(&mut self) {
        // SAFETY: as in `grow_to`; not used again.
        drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.start.as_ptr(), self.len)) });
    }
}

/// The running frame: instruction pointer, registers, code. Copies are cheap and share the registers.
#[derive(Clone, Copy)]
pub(super) struct Window {
    registers: *mut Value,
    pc: *const Op,
    code: *const Code,
    closure: *const Closure,
}

impl Window {
    /// The next instruction; moves on. It is read where it stands, so that an arm of the loop loads only the operands it needs. Arms take them
    /// out before they do anything else: the reference is good as long as the frame is (invariant 4).
    #[inline(always)]
    pub(super) fn fetch<'frame>(&mut self) -> &'frame Op {
        debug_assert!(self.index() < self.code().ops.len());
        // SAFETY: invariant 1: jumps land on instructions and the last one does not fall through.
        unsafe {
            let op = &*self.pc;
            self.pc = self.pc.add(1);
            op
        }
    }

    /// Continues `off` instructions from the next one.
    #[inline(always)]
    pub(super) fn jump(&mut self, off: i32) {
        // SAFETY: invariant 1: the target is an instruction of the same code.
        self.pc = unsafe { self.pc.offset(off as isize) };
        debug_assert!(self.index() < self.code().ops.len());
    }

    /// Index of the next instruction.
    #[inline(always)]
    pub(super) fn index(&self) -> usize {
        // SAFETY: both pointers are into the same slice of instructions.
        unsafe { self.pc.offset_from(self.code().ops.as_ptr()) as usize }
    }

    /// The running function's code.
    #[inline(always)]
    pub(super) fn code(&self) -> &Code {
        // SAFETY: invariant 4: the closure owns its code.
        unsafe { &*self.code }
    }

    /// The running function.
    #[inline(always)]
    pub(super) fn closure(&self) -> &Closure {
        // SAFETY: invariant 4.
        unsafe { &*self.closure }
    }

    /// Captured variable `index` of the running closure.
    #[inline(always)]
    pub(super) fn captured(&self, index: u16) -> Option<&Cc<Variable>> {
        // SAFETY: invariant 4; the pointer is that of the frame's handle.
        unsafe { Closure::slice_at(self.closure) }.get(usize::from(index))
    }

    /// Constant `index`.
    #[inline(always)]
    pub(super) fn constant(&self, index: u32) -> &Value {
        debug_assert!((index as usize) < self.code().constants.len());
        // SAFETY: invariant 1.
        unsafe { self.code().constants.get_unchecked(index as usize) }
    }

    /// Site `index`.
    #[inline(always)]
    pub(super) fn site(&self, index: u16) -> &Site {
        debug_assert!(usize::from(index) < self.code().sites.len());
        // SAFETY: invariant 1.
        unsafe { self.code().sites.get_unchecked(usize::from(index)) }
    }

    /// Site `index` of an instruction that names a member.
    #[inline(always)]
    pub(super) fn member_site(&self, index: u16) -> &FieldCache {
        match self.site(index) {
            Site::Field(cache) => cache,
            // SAFETY: invariant 1: the site is of the kind that the instruction expects.
            _ => unsafe { std::hint::unreachable_unchecked() },
        }
    }

    /// Register `r`.
    #[inline(always)]
    pub(super) fn reg(&self, r: u16) -> &Value {
        debug_assert!(r < self.code().registers);
        // SAFETY: invariants 1 and 2.
        unsafe { &*self.registers.add(usize::from(r)) }
    }

    /// Register `r`, to change it.
    #[inline(always)]
    pub(super) fn reg_mut(&mut self, r: u16) -> &mut Value {
        debug_assert!(r < self.code().registers);
        // SAFETY: invariants 1 and 2.
        unsafe { &mut *self.registers.add(usize::from(r)) }
    }

    /// Registers `from .. from + count`.
    #[inline(always)]
    pub(super) fn regs_mut(&mut self, from: u16, count: u16) -> &mut [Value] {
        debug_assert!(u32::from(from) + u32::from(count) <= u32::from(self.code().registers));
        // SAFETY: invariants 1 and 2.
        unsafe { std::slice::from_raw_parts_mut(self.registers.add(usize::from(from)), usize::from(count)) }
    }

    /// Stores a value; what was there is dropped first.
    #[inline(always)]
    pub(super) fn set(&mut self, r: u16, value: Value) {
        let place = self.reg_mut(r);
        if !is_scalar(place) {
            release_in_place(place);
        }
        // SAFETY: the place holds a scalar, which needs no drop.
        unsafe { std::ptr::from_mut(place).write(value) };
    }

    /// Stores an int. Like the other stores of scalars, writes the words themselves: a value built first and moved then would take its undefined
    /// bytes along, and the compiler would carry them round the loop (measured: half as many instructions again).
    #[inline(always)]
    pub(super) fn set_int(&mut self, r: u16, value: i64) {
        // SAFETY: the layout of `Value` (`repr(u64)`): the discriminant, then the variant's field.
        unsafe { self.vacant(r, INT).write(value) };
    }

    /// Stores an int over a scalar.
    #[inline(always)]
    pub(super) fn put_int(&mut self, r: u16, value: i64) {
        let place = self.reg_mut(r);
        debug_assert!(is_scalar(place));
        let place = std::ptr::from_mut(place).cast::<u64>();
        // SAFETY: as in `set_int`; a reference that stood there would leak, no more.
        unsafe {
            place.write(INT);
            place.add(1).cast::<i64>().write(value);
        }
    }

    /// Stores a float.
    #[inline(always)]
    pub(super) fn set_float(&mut self, r: u16, value: f64) {
        // SAFETY: as in `set_int`.
        unsafe { self.vacant(r, FLOAT).cast::<f64>().write(value) };
    }

    /// Stores a bool.
    #[inline(always)]
    pub(super) fn set_bool(&mut self, r: u16, value: bool) {
        // SAFETY: as in `set_int`.
        unsafe { self.vacant(r, BOOL).cast::<bool>().write(value) };
    }

    /// Stores null.
    #[inline(always)]
    pub(super) fn set_null(&mut self, r: u16) {
        self.vacant(r, NULL);
    }

    /// Drops what a register holds and gives it another discriminant: of a variant without a field, or with one that the caller writes through the
    /// pointer at once.
    #[inline(always)]
    fn vacant(&mut self, r: u16, kind: u64) -> *mut i64 {
        let place = self.reg_mut(r);
        if !is_scalar(place) {
            release_in_place(place);
        }
        let place = std::ptr::from_mut(place).cast::<u64>();
        // SAFETY: the register is two words, and holds a scalar, which needs no drop.
        unsafe {
            place.write(kind);
            place.add(1).cast()
        }
    }

    /// Moves a value out, leaving `Unset`.
    #[inline(always)]
    pub(super) fn take(&mut self, r: u16) -> Value {
        let place = std::ptr::from_mut(self.reg_mut(r));
        // SAFETY: `Unset` takes the place of the value that is read.
        unsafe {
            let value = oxbow_cc::read_by_words(place);
            place.cast::<u64>().write(UNSET);
            value
        }
    }

    /// What an instruction stores elsewhere: moved out if the register ends with it (`bits` is not 0), else a copy.
    #[inline(always)]
    pub(super) fn hand_over(&mut self, bits: u8, r: u16) -> Value {
        if bits != 0 { self.take(r) } else { self.reg(r).clone() }
    }

    /// Drops registers `from .. to`, leaving `Unset`.
    #[inline(always)]
    pub(super) fn clear(&mut self, from: u16, to: u16) {
        for r in from..to {
            self.vacant(r, UNSET);
        }
    }

    /// The end of the frame: drops what the registers below `held` refer to (invariant 5).
    #[inline(always)]
    pub(super) fn end(&mut self, held: u16) {
        for r in 0..held {
            self.let_go(r);
        }
        debug_assert!((held..self.code().registers).all(|r| is_scalar(self.reg(r))));
    }

    /// Stores the result of a call, unless nobody wants it.
    #[inline(always)]
    pub(super) fn give(&mut self, dst: u16, value: Value) {
        if dst == NOWHERE { value.discard() } else { self.set(dst, value) }
    }

    /// Drops what a register holds; a scalar stays there, stale.
    #[inline(always)]
    pub(super) fn let_go(&mut self, r: u16) {
        let place = self.reg_mut(r);
        if !is_scalar(place) {
            release_in_place(place);
        }
    }

    /// Drops what a register holds if its operand ends with the instruction (`bits` is not 0).
    #[inline(always)]
    pub(super) fn free(&mut self, bits: u8, r: u16) {
        if bits != 0 {
            self.vacant(r, UNSET);
        }
    }
}

/// Discriminants of the variants without a count.
const NULL: u64 = 0;
const BOOL: u64 = 1;
const INT: u64 = 2;
const FLOAT: u64 = 3;
const UNSET: u64 = 4;

/// The discriminants are those of `Value`.
const _: () = {
    let kinds = ManuallyDrop::new([
        ManuallyDrop::new(Value::Null),
        ManuallyDrop::new(Value::Bool(false)),
        ManuallyDrop::new(Value::Int(0)),
        ManuallyDrop::new(Value::Float(0.0)),
        ManuallyDrop::new(Value::Unset),
    ]);
    let first = (&raw const kinds).cast::<Value>();
    let numbers = [NULL, BOOL, INT, FLOAT, UNSET];
    let mut i = 0;
    while i < numbers.len() {
        // SAFETY: there are as many kinds as numbers, and `Value` is `repr(u64)`: its first word is the discriminant.
        assert!(unsafe { *first.add(i).cast::<u64>() } == numbers[i]);
        i += 1;
    }
};

/// Ends an arm of the loop. Keeps the compiler from merging the arms' last instructions into shared blocks, which would turn one jump for each
/// script instruction into three or four (measured: arithmetic takes a fifth longer without it).
#[inline(always)]
pub(super) fn seal() {
    #[cfg(all(any(target_arch = "x86_64", target_arch = "aarch64"), not(miri)))]
    // SAFETY: no instruction at all, and it claims to do nothing.
    unsafe {
        std::arch::asm!("", options(nomem, nostack, preserves_flags));
    }
}

/// Whether dropping the value does nothing.
#[inline(always)]
fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Unset)
}

/// Drops a value and leaves `Unset`.
#[inline(never)]
fn release_in_place(place: &mut Value) {
    mem::replace(place, Value::Unset).discard();
}

/// Drops a value without asking for its kind.
#[inline(always)]
pub(super) fn discard(value: Value) {
    value.discard();
}
