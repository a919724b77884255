//! Iteration and generators.
//!
//! Invariant: behind `IterBegin` at `base`, the three registers hold one of
//! - a list (the script's own, or a private snapshot of a dict's keys), the next index, null;
//! - a private list of a dict's keys and values in turn, the next index, true;
//! - a range as two ints: the next and the last;
//! - a generator that no script can reach; the script's generator object that it was taken from; unused;
//! - `Unset`: exhausted.
//!
//! A running generator is a frame above the one that iterates it, and its object is found through that frame's `IterNext`.

use super::Vm;
use super::frame::{Frame, FrameKind};
use super::ops_calls::{bad_site, recursion};
use super::window::Window;
use oxbow_cc::{Cc, Heap};
use oxbow_value::build::Items;
use oxbow_value::code::{Code, Entry, Names, Off24, Op, ParamSpec};
use oxbow_value::error::ErrorKind;
use oxbow_value::source::{Source, Span};
use oxbow_value::{
    Generator, GeneratorState, List, Module, Raise, Result, Str, Suspended, Thrown, Value, new_closure,
};
use std::mem;
use std::rc::Rc;

fn already_running(generator: &Generator) -> Box<Raise> {
    Raise::new(ErrorKind::RuntimeError, format!("Generator error: {} is already running", generator.name()))
}

impl Vm {
    /// `IterBegin`
    #[inline(never)]
    pub(super) fn iter_begin(&mut self, mut w: Window, pairs: bool, base: u16) -> Result<()> {
        let (first, second, third) = match w.reg(base) {
            Value::List(list) => (Value::List(list.clone()), Value::Int(0), Value::Null),
            Value::Dict(dict) if pairs => {
                let mut flat = Items::with_capacity(dict.len().saturating_mul(2))?;
                for (key, value) in (0..dict.len()).filter_map(|at| dict.entry_at(at)) {
                    flat.push(Value::Str(key))?;
                    flat.push(value)?;
                }
                (
                    Value::List(self.ctx.heap.alloc(List::new(flat.into_vec()))),
                    Value::Int(0),
                    Value::Bool(true),
                )
            }
            Value::Dict(dict) => {
                let mut keys = Items::with_capacity(dict.len())?;
                for key in (0..dict.len()).filter_map(|at| dict.key_at(at)) {
                    keys.push(Value::Str(key))?;
                }
                (Value::List(self.ctx.heap.alloc(List::new(keys.into_vec()))), Value::Int(0), Value::Null)
            }
            Value::Range(range) => match range.len() {
                0 => (Value::Unset, Value::Unset, Value::Unset),
                _ => {
                    let last = if range.inclusive { range.end } else { range.end - 1 };
                    (Value::Int(range.start), Value::Int(last), Value::Unset)
                }
            },
            Value::Generator(generator) => {
                (self.own_generator(generator)?, Value::Generator(generator.clone()), Value::Unset)
            }
            other => {
                return Err(Raise::type_error(format_args!("cannot iterate over {}", other.type_name())));
            }
        };
        w.set(base, first);
        w.set(base + 1, second);
        w.set(base + 2, third);
        self.after_allocation(w)
    }

    /// `RangeBegin` with bounds that are not both ints.
    #[inline(never)]
    pub(super) fn range_begin(
        &mut self,
        w: Window,
        inclusive: bool,
        base: u16,
        a: u16,
        b: u16,
    ) -> Result<()> {
        self.new_range(w, inclusive, base, a, b)?;
        self.iter_begin(w, false, base)
    }

    /// A loop takes the rest of a generator for itself: however the loop is left, the frame dies with the loop's registers, and the
    /// script's object has ended.
    fn own_generator(&self, generator: &Generator) -> Result<Value> {
        match generator.take() {
            GeneratorState::Suspended(frame) => {
                generator.finish();
                Ok(Value::Generator(self.ctx.heap.alloc(Generator::new(*frame))))
            }
            GeneratorState::Finished if self.runs_for(generator) => Err(already_running(generator)),
            GeneratorState::Finished => Ok(Value::Unset),
            GeneratorState::Running => Err(already_running(generator)),
        }
    }

    /// Whether a frame under way was taken from this generator object.
    fn runs_for(&self, generator: &Generator) -> bool {
        let consumers = self.frames.iter().zip(self.frames.iter().skip(1));
        consumers.filter(|(_, running)| running.kind == FrameKind::Generator).any(|(consumer, _)| {
            let window = self.registers.open(consumer);
            iterated(&window).is_some_and(|(_, base, _)| {
                matches!(window.reg(base + 1), Value::Generator(taken) if std::ptr::eq(&**taken, generator))
            })
        })
    }

    /// `IterNext`, but for the loop's fast paths.
    #[inline(never)]
    pub(super) fn iter_next(&mut self, mut w: Window, base: u16, dst: u16, off: super::Off24) -> Result<()> {
        self.park(w);
        match (w.reg(base), w.reg(base + 1)) {
            (Value::List(list), Value::Int(i)) => {
                let pairs = !w.reg(base + 2).is_null();
                let i = *i;
                let Some(value) = list.get(i as usize) else { return self.exhausted(w, base, off) };
                if !pairs {
                    w.set(base + 1, Value::Int(i + 1));
                    w.set(dst, value);
                    return Ok(());
                }
                let pair = vec![value, list.get(i as usize + 1).unwrap_or_default()];
                w.set(base + 1, Value::Int(i + 2));
                w.set(dst, Value::List(self.ctx.heap.alloc(List::new(pair))));
                self.after_allocation(w)
            }
            (Value::Generator(generator), _) => {
                let generator = generator.clone();
                self.resume(w, &generator, base, dst, off)
            }
            (Value::Unset, _) => self.exhausted(w, base, off),
            _ => Err(bad_site()),
        }
    }

    /// Runs a generator up to its next `Yield` or its end, as a frame above the running one.
    fn resume(
        &mut self,
        w: Window,
        generator: &Cc<Generator>,
        base: u16,
        dst: u16,
        off: super::Off24,
    ) -> Result<()> {
        self.count()?;
        let suspended = match generator.take() {
            GeneratorState::Suspended(suspended) => suspended,
            GeneratorState::Finished => return self.exhausted(w, base, off),
            GeneratorState::Running => return Err(already_running(generator)),
        };
        let start = self.park(w);
        let end = start + suspended.registers.len();
        if let Err(raise) = self.room_for_frame(end) {
            generator.suspend(suspended);
            return Err(raise);
        }
        let Suspended { closure, pc, mut registers, given_args } = *suspended;
        let window = self.registers.slice_mut(start, registers.len());
        for (register, value) in window.iter_mut().zip(registers.drain(..)) {
            *register = value;
        }
        self.keep_spare(registers);
        self.frames.push(Frame {
            closure,
            base: start as u32,
            pc,
            dst,
            argc: given_args,
            kind: FrameKind::Generator,
        });
        Ok(())
    }

    /// `Yield`: moves the running generator's registers back into its object and continues the frame that iterates it.
    #[inline(never)]
    pub(super) fn suspend(&mut self, mut w: Window, src: u16) -> Result<()> {
        if self.frames.last().is_none_or(|frame| frame.kind != FrameKind::Generator) {
            return Err(bad_site());
        }
        let value = w.reg(src).clone();
        let pc = w.index() as u32;
        let mut registers = self.spare.pop().unwrap_or_default();
        let count = w.code().registers;
        registers.extend(w.regs_mut(0, count).iter_mut().map(|r| mem::replace(r, Value::Unset)));
        let Some(frame) = self.frames.pop() else { return Err(bad_site()) };
        let mut window = self.top_window()?;
        if let Some((generator, _, _)) = iterated(&window) {
            let suspended = Suspended { closure: frame.closure, pc, registers, given_args: frame.argc };
            generator.suspend(Box::new(suspended));
        }
        window.set(frame.dst, value);
        Ok(())
    }

    /// The end of a frame that no script call waits for: a value for the host, or nothing and the top frame goes on. The frame is popped and its
    /// registers are cleared.
    #[cold]
    #[inline(never)]
    pub(super) fn leave_special(&mut self, frame: &Frame, value: Value) -> Option<Value> {
        match frame.kind {
            FrameKind::Entry | FrameKind::Call => return Some(value),
            FrameKind::Finalizer => self.finalizing = false,
            FrameKind::Generator => {
                let window = self.top_window().ok()?;
                if let Some((generator, base, off)) = iterated(&window) {
                    generator.finish();
                    self.exhausted(window, base, off).ok()?;
                }
            }
        }
        None
    }

    /// A generator frame was unwound by an error: its generator, iterated by the frame now on top, is finished.
    pub(super) fn abandon_generator(&mut self) {
        if let Ok(window) = self.top_window()
            && let Some((generator, _, _)) = iterated(&window)
        {
            generator.finish();
        }
    }

    /// Runs a generator up to its next value, for the host; `None` when it has ended.
    pub(crate) fn step(&mut self, generator: &Cc<Generator>) -> Result<Option<Value>, Box<Thrown>> {
        if generator.is_finished() {
            return Ok(None);
        }
        let stepper = match &self.stepper {
            Some(stepper) => stepper.clone(),
            None => self.stepper.insert(stepper(&self.ctx.heap)).clone(),
        };
        let value = self.call(stepper, &mut [Value::Generator(generator.clone())])?;
        Ok(Some(value).filter(|_| !generator.is_finished()))
    }

    /// The window of the top frame.
    pub(super) fn top_window(&self) -> Result<Window> {
        match self.frames.last() {
            Some(frame) => Ok(self.registers.open(frame)),
            None => Err(recursion()),
        }
    }

    /// Leaves a loop: the iteration's registers are cleared, and the frame continues behind the loop.
    fn exhausted(&mut self, mut w: Window, base: u16, off: super::Off24) -> Result<()> {
        w.clear(base, base + 3);
        w.jump(off.get());
        self.park(w);
        Ok(())
    }

    /// Keeps an emptied register vector for the next suspension.
    fn keep_spare(&mut self, registers: Vec<Value>) {
        const MOST: usize = 16;
        if self.spare.len() < MOST {
            self.spare.push(registers);
        }
    }
}

/// A function that iterates its argument, a generator, once, and leaves the rest of it alone.
fn stepper(heap: &Heap) -> Value {
    let past_return = Off24::new(1).unwrap_or_else(|| unreachable!("one fits"));
    let name = Str::constant("next");
    let source = Source::new("<host>", "");
    let ops = [
        Op::IterNext { base: 0, dst: 3, off: past_return },
        Op::Return { src: 3, held: 3 },
        Op::ReturnNull { held: 3 },
    ];
    let code = Code {
        name: name.clone(),
        source,
        spans: ops.iter().map(|_| Span::default()).collect(),
        ops: ops.into(),
        constants: Box::new([]),
        sites: Box::new([]),
        children: Box::new([]),
        captures: Box::new([]),
        handlers: Box::new([]),
        params: Box::new([ParamSpec { name: name.clone(), ty: None }]),
        required: 1,
        registers: 4,
        is_generator: false,
        is_internal: true,
        names: Names::default(),
        entry: Entry::default(),
    };
    let module = heap.alloc(Module::standard(name, []));
    Value::Closure(new_closure(heap, Rc::new(code), module, []))
}

/// The generator that the frame of `w` is iterating, with the operands of its `IterNext`.
fn iterated(w: &Window) -> Option<(Cc<Generator>, u16, super::Off24)> {
    let Op::IterNext { base, off, .. } = *w.code().ops.get(w.index().checked_sub(1)?)? else { return None };
    let Value::Generator(generator) = w.reg(base) else { return None };
    Some((generator.clone(), base, off))
}
