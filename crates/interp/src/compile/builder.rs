//! Writing one function's bytecode: instructions, constants, sites, jumps, registers.
//!
//! Invariant: registers are a stack. Locals of open scopes lie below `top`, temporaries of the current statement above them. A register
//! is *dirty* when it may hold a counted reference; a statement clears its dirty temporaries before it ends, a scope its
//! dirty locals, so that objects die when the language says they do.

use super::scope::Scope;
use crate::syntax::span::Span;
use oxbow_value::code::{Capture, Handler, Local, Off24, Op, Site};
use oxbow_value::{Str, Value};
use std::collections::HashMap;
use std::rc::Rc;

/// A register number.
pub(super) type Reg = u16;

/// Where a not yet placed jump target is referred to: instruction indices to patch.
#[derive(Default, Debug)]
pub(super) struct Jumps(Vec<usize>);

impl Jumps {
    pub(super) fn one(index: usize) -> Self {
        Jumps(vec![index])
    }

    pub(super) fn extend(&mut self, other: Jumps) {
        self.0.extend(other.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Registers that one expression may keep for its temporaries: frames stay small even where a literal has a thousand elements.
const MOST_KEPT: Reg = 256;

#[derive(PartialEq, Eq, Hash)]
enum ConstKey {
    Int(i64),
    Float(u64),
    Str(Rc<str>),
}

/// A function under construction.
pub(super) struct Builder {
    pub(super) ops: Vec<Op>,
    pub(super) spans: Vec<Span>,
    pub(super) constants: Vec<Value>,
    pub(super) sites: Vec<Site>,
    pub(super) children: Vec<Rc<oxbow_value::code::Code>>,
    pub(super) captures: Vec<Capture>,
    pub(super) captured_names: Vec<Rc<str>>,
    /// Variables declared so far; those of open scopes have no end yet.
    pub(super) locals: Vec<Local>,
    pub(super) handlers: Vec<Handler>,
    pub(super) scopes: Vec<Scope>,
    /// Protected regions and loops that jumps may leave, innermost last.
    pub(super) exits: Vec<super::exits::Exit>,
    /// Captured variables by identity of the variable.
    pub(super) captured_ids: HashMap<u32, u16>,
    /// Temporaries live to the end of their statement.
    temporaries_stay: bool,
    /// First free register.
    pub(super) top: Reg,
    /// Registers a frame needs.
    pub(super) registers: Reg,
    /// The check of explicit results (a `Check` site), if a result type is declared.
    pub(super) result_check: Option<u16>,
    /// Type parameters in force: they accept anything.
    pub(super) generics: Vec<Rc<str>>,
    dirty: Vec<bool>,
    const_index: HashMap<ConstKey, u32>,
    /// A limit was exceeded; reported once at the end of the function.
    pub(super) overflow: Option<&'static str>,
}

impl Builder {
    pub(super) fn new(temporaries_stay: bool) -> Self {
        Builder {
            temporaries_stay,
            ops: Vec::new(),
            spans: Vec::new(),
            constants: Vec::new(),
            sites: Vec::new(),
            children: Vec::new(),
            captures: Vec::new(),
            captured_names: Vec::new(),
            locals: Vec::new(),
            handlers: Vec::new(),
            scopes: Vec::new(),
            exits: Vec::new(),
            captured_ids: HashMap::new(),
            top: 0,
            registers: 1,
            result_check: None,
            generics: Vec::new(),
            dirty: Vec::new(),
            const_index: HashMap::new(),
            overflow: None,
        }
    }

    /// Appends an instruction and returns its index.
    pub(super) fn emit(&mut self, op: Op, span: Span) -> usize {
        self.ops.push(op);
        self.spans.push(span);
        self.ops.len() - 1
    }

    /// Takes the innermost scope off; its variables end here.
    pub(super) fn pop_scope(&mut self) -> Option<Scope> {
        let scope = self.scopes.pop()?;
        let end = self.ops.len() as u32;
        let inside = self.locals[scope.first_local..].iter_mut();
        inside.filter(|local| local.end == Local::OPEN).for_each(|local| local.end = end);
        Some(scope)
    }

    // Registers.

    /// Reserves `count` consecutive registers at the top.
    pub(super) fn alloc(&mut self, count: usize) -> Reg {
        let first = self.top;
        let end = usize::from(self.top) + count;
        // One register is kept free so that `base + 1` never wraps.
        if end >= usize::from(u16::MAX) - 1 {
            self.overflow = Some("a function may use at most 65,000 registers; split it up");
            return first;
        }
        self.top = end as Reg;
        self.registers = self.registers.max(self.top);
        if self.dirty.len() < end {
            self.dirty.resize(end, false);
        }
        first
    }

    /// Gives back the registers from `mark` up that hold nothing of an expression that is done: all of them, unless temporaries stay. Then those
    /// that may hold a reference keep it until the statement ends, and none below them is used again.
    pub(super) fn release(&mut self, mark: Reg) {
        self.top = mark;
        if self.temporaries_stay
            && let Some((first, count)) = self.dirty_span(mark)
            && first + count <= mark.saturating_add(MOST_KEPT)
        {
            self.top = first + count;
        }
    }

    /// Notes that a register may hold a reference now.
    pub(super) fn mark(&mut self, register: Reg) {
        if let Some(flag) = self.dirty.get_mut(usize::from(register)) {
            *flag = true;
        }
    }

    /// Notes that an instruction took the values out of these registers.
    pub(super) fn unmark(&mut self, from: Reg, count: usize) {
        let from = usize::from(from);
        let end = (from + count).min(self.dirty.len());
        if from < end {
            self.dirty[from..end].fill(false);
        }
    }

    pub(super) fn is_dirty(&self, register: Reg) -> bool {
        self.dirty.get(usize::from(register)).copied().unwrap_or(false)
    }

    /// The span of dirty registers from `floor` up; their marks are taken off, so whoever asks must clear them on every path.
    pub(super) fn take_dirty(&mut self, floor: Reg) -> Option<(Reg, u16)> {
        let (first, count) = self.dirty_span(floor)?;
        self.unmark(first, usize::from(count));
        Some((first, count))
    }

    /// The span of dirty registers from `floor` up.
    pub(super) fn dirty_span(&self, floor: Reg) -> Option<(Reg, u16)> {
        let mut marked = (usize::from(floor)..self.dirty.len()).filter(|&r| self.dirty[r]);
        let first = marked.next()?;
        let last = marked.next_back().unwrap_or(first);
        Some((first as Reg, (last - first + 1) as u16))
    }

    /// The end of the registers that may hold a reference when `result` is returned from here (that one is moved out). A variable may hold one though
    /// no mark says so: a later part of a loop around may have assigned it.
    fn held(&self, result: Option<Reg>) -> Reg {
        let kept = |register: Reg| Some(register) != result;
        let variables = self.scopes.iter().flat_map(|scope| &scope.vars);
        let variable = variables.filter(|v| v.may_refer() && kept(v.reg)).map(|v| v.reg + 1).max();
        let marked = (0..self.dirty.len()).rev().find(|&r| self.dirty[r] && kept(r as Reg));
        variable.max(marked.map(|r| r as Reg + 1)).unwrap_or(0)
    }

    /// Emits the return of a register's value, or of null.
    pub(super) fn emit_return(&mut self, result: Option<Reg>, span: Span) {
        let held = self.held(result);
        match result {
            Some(src) => self.emit(Op::Return { src, held }, span),
            None => self.emit(Op::ReturnNull { held }, span),
        };
    }

    /// Emits the clearing of a span.
    pub(super) fn clear(&mut self, dirty: Option<(Reg, u16)>, span: Span) {
        if let Some((from, count)) = dirty {
            self.emit(Op::Clear { from, count }, span);
        }
    }

    // Constants and sites.

    fn constant(&mut self, key: ConstKey, make: impl FnOnce() -> Value) -> u32 {
        let constants = &mut self.constants;
        *self.const_index.entry(key).or_insert_with(|| {
            constants.push(make());
            constants.len() as u32 - 1
        })
    }

    pub(super) fn const_str(&mut self, text: &Rc<str>) -> u32 {
        self.constant(ConstKey::Str(text.clone()), || Value::Str(Str::constant(text)))
    }

    pub(super) fn const_int(&mut self, value: i64) -> u32 {
        self.constant(ConstKey::Int(value), || Value::Int(value))
    }

    pub(super) fn const_float(&mut self, value: f64) -> u32 {
        self.constant(ConstKey::Float(value.to_bits()), || Value::Float(value))
    }

    /// Loads an int.
    pub(super) fn load_int(&mut self, dst: Reg, value: i64, span: Span) {
        match i32::try_from(value) {
            Ok(value) => self.emit(Op::Int { dst, value }, span),
            Err(_) => {
                let index = self.const_int(value);
                self.emit(Op::Const { dst, index }, span)
            }
        };
    }

    /// Loads a float.
    pub(super) fn load_float(&mut self, dst: Reg, value: f64, span: Span) {
        let index = self.const_float(value);
        self.emit(Op::Const { dst, index }, span);
    }

    /// Loads a string.
    pub(super) fn load_str(&mut self, dst: Reg, text: &Rc<str>, span: Span) {
        let index = self.const_str(text);
        self.emit(Op::Const { dst, index }, span);
        self.mark(dst);
    }

    pub(super) fn site(&mut self, site: Site) -> u16 {
        let index = self.sites.len();
        if index >= usize::from(u16::MAX) {
            self.overflow = Some("a function may use at most 65,000 names and members; split it up");
            return 0;
        }
        self.sites.push(site);
        index as u16
    }

    // Jumps.

    /// Emits a jump whose distance is patched later.
    pub(super) fn jump(&mut self, op: Op, span: Span) -> Jumps {
        Jumps::one(self.emit(op, span))
    }

    /// Makes all these jumps lead to the next instruction.
    pub(super) fn land(&mut self, jumps: Jumps) {
        let target = self.ops.len();
        self.land_at(jumps, target);
    }

    /// Makes all these jumps lead to instruction `target`.
    pub(super) fn land_at(&mut self, jumps: Jumps, target: usize) {
        for index in jumps.0 {
            let distance = target as i64 - (index as i64 + 1);
            self.patch(index, distance as i32);
        }
    }

    /// Makes all these jumps lead back to `target`, the body of a loop. A conditional jump back is a safe point; a plain one becomes one.
    pub(super) fn land_back_at(&mut self, jumps: Jumps, target: usize) {
        for &index in &jumps.0 {
            if let Op::Jump { off } = self.ops[index] {
                self.ops[index] = Op::Loop { off };
            }
        }
        self.land_at(jumps, target);
    }

    fn patch(&mut self, index: usize, distance: i32) {
        if !self.ops[index].set_distance(distance) {
            self.overflow = Some("a function may have at most 2 million instructions; split it up");
        }
    }
}

/// The distance of a jump that is patched later.
pub(super) fn later() -> Off24 {
    Off24::new(0).expect("zero fits")
}
