//! Calls: argument checks, frames, natives, closures.
//!
//! Invariant: arguments stand in the registers that become the callee's first ones. A call either pushes a frame, stores a result, or raises with
//! the frames unchanged.

use super::frame::{Frame, FrameKind};
use super::window::{Window, code_of, discard};
use super::{Entered, Vm, verify};
use oxbow_cc::Cc;
use oxbow_value::code::{Capture, Code, Site};
use oxbow_value::error::ErrorKind;
use oxbow_value::types::{TypeKind, TypeSpec};
use oxbow_value::{
    Closure, Generator, NativeBody, NativeFunction, Raise, Result, Str, Suspended, Value, Variable, check,
    names, new_closure,
};
use std::mem;
use std::rc::Rc;

/// Frames for which there is room from the first call on (grown by doubling).
const FIRST_FRAMES: usize = 16;

/// Where a call finds its arguments and leaves its result.
#[derive(Clone, Copy)]
pub(super) struct CallShape {
    /// Register of the first argument.
    pub(super) start: u16,
    /// Number of arguments.
    pub(super) argc: u16,
    /// Register for the result.
    pub(super) dst: u16,
    /// 1 when the first argument is a receiver that the script did not write as an argument.
    pub(super) hidden: u16,
}

impl CallShape {
    /// A call with callee in r[base] and arguments behind it.
    #[inline(always)]
    pub(super) fn plain(base: u16, argc: u8, dst: u16) -> Self {
        CallShape { start: base + 1, argc: argc.into(), dst, hidden: 0 }
    }
}

impl Vm {
    /// Saves the running frame's position; gives the first register behind it.
    #[inline(always)]
    pub(super) fn park(&mut self, w: Window) -> usize {
        match self.frames.last_mut() {
            Some(frame) => {
                frame.pc = w.index() as u32;
                frame.end()
            }
            None => 0,
        }
    }

    /// Enters a function whose arguments need no checks.
    #[inline(always)]
    pub(super) fn enter_plain(&mut self, w: Window, callee: Cc<Closure>, call: CallShape) -> Result<Window> {
        self.count()?;
        let CallShape { start, argc, dst, .. } = call;
        let Some(frame) = self.frames.last_mut() else { return Err(no_frame()) };
        frame.pc = w.index() as u32;
        let base = frame.base as usize + usize::from(start);
        self.push_frame(callee, base, argc, dst, FrameKind::Call)
    }

    /// Pushes a frame whose arguments are in place and checked (window, invariant 6), and opens its window. Above the arguments no register up to the
    /// end of the new frame refers to anything.
    #[inline(always)]
    pub(super) fn push_frame(
        &mut self,
        closure: Cc<Closure>,
        base: usize,
        argc: u16,
        dst: u16,
        kind: FrameKind,
    ) -> Result<Window> {
        let end = base + usize::from(code_of(&closure).registers);
        self.room_for_frame(end)?;
        let frame = Frame { closure, base: base as u32, pc: 0, dst, argc, kind };
        let window = self.registers.open(&frame);
        self.frames.push(frame);
        Ok(window)
    }

    /// Makes sure that one more frame may be pushed whose registers end at `end`.
    #[inline(always)]
    pub(super) fn room_for_frame(&mut self, end: usize) -> Result<()> {
        // The capacity never exceeds `max_depth`.
        let fits = end <= self.registers.len() && self.frames.len() < self.frames.capacity();
        if fits { Ok(()) } else { self.room_for(end) }
    }

    /// Makes room for a frame and for registers up to `end`, within the limits.
    #[cold]
    #[inline(never)]
    pub(super) fn room_for(&mut self, end: usize) -> Result<()> {
        if self.frames.len() >= self.limits.max_depth || end > self.limits.max_registers {
            return Err(recursion());
        }
        if end > self.registers.len() {
            self.registers.grow_to((2 * self.registers.len()).max(end));
        }
        let depth = self.frames.len();
        if depth == self.frames.capacity() {
            self.frames.reserve_exact(depth.max(FIRST_FRAMES).min(self.limits.max_depth - depth));
        }
        Ok(())
    }

    /// Calls any value with arguments in place; the top frame is the one to continue with. The registers of the arguments are `Unset`
    /// afterwards, or belong to the new frame.
    #[inline(never)]
    pub(super) fn call_value(&mut self, w: Window, callee: Value, call: CallShape) -> Result<()> {
        self.park(w);
        match callee {
            Value::Closure(closure) => self.enter(w, closure, call),
            Value::Native(native) => {
                self.check_native_args(&native, call.argc.into(), call.hidden)?;
                let mut w = w;
                let value = self.call_native(native.body, w.regs_mut(call.start, call.argc))?;
                w.give(call.dst, value);
                self.after_allocation(w)
            }
            Value::HostFn(function) => self.call_host(w, function, call),
            other => Err(Raise::type_error(format_args!("{} is not callable", other.type_name()))),
        }
    }

    /// Calls a native function that accepts this number of arguments, which are dropped.
    #[inline(never)]
    pub(super) fn call_native(&mut self, body: NativeBody, args: &mut [Value]) -> Result<Value> {
        self.count()?;
        let result = body(&mut self.ctx, args);
        for arg in args {
            discard(mem::replace(arg, Value::Unset));
        }
        result
    }

    /// Calls a script function after all checks.
    #[inline(never)]
    fn enter(&mut self, mut w: Window, closure: Cc<Closure>, call: CallShape) -> Result<()> {
        let CallShape { start, argc, .. } = call;
        if closure.code.entry.plain_args.get() == argc {
            return self.enter_plain(w, closure, call).map(drop);
        }
        let base = self.frames.last().map_or(0, |frame| frame.base as usize) + usize::from(start);
        self.prepare(&closure, base, argc, call.hidden)?;
        if closure.code.is_generator {
            let generator = self.new_generator(closure, w.regs_mut(start, argc));
            w.give(call.dst, generator);
            return self.after_allocation(w);
        }
        self.enter_plain(w, closure, call).map(drop)
    }

    /// Verifies the code if it has not been, and checks number and types of the arguments at `base`.
    pub(super) fn prepare(
        &mut self,
        closure: &Cc<Closure>,
        base: usize,
        argc: u16,
        hidden: u16,
    ) -> Result<()> {
        let code = &*closure.code;
        if !code.entry.verified.get() {
            verify::verify(code)?;
        }
        if argc < code.required || usize::from(argc) > code.params.len() {
            let count = |n: usize| n.saturating_sub(hidden.into());
            return check::arity(
                code.name.as_str(),
                count(code.required.into()),
                count(code.params.len()),
                count(argc.into()),
            );
        }
        let args = self.registers.slice_mut(base, argc.into());
        for (param, arg) in code.params.iter().zip(args.iter()) {
            if let Some(ty) = &param.ty
                && !fits_at_a_glance(arg, ty)
            {
                let subject = format_args!("Parameter '{}' of function '{}'", param.name, code.name);
                check::check(arg, ty, &closure.module, subject)?;
            }
        }
        Ok(())
    }

    /// Checks the number of arguments of a native function.
    #[inline]
    pub(super) fn check_native_args(&self, native: &NativeFunction, argc: usize, hidden: u16) -> Result<()> {
        if u16::try_from(argc).is_ok_and(|argc| native.takes(argc)) {
            return Ok(());
        }
        let max = if native.max_args == u16::MAX { usize::MAX } else { native.max_args.into() };
        let count = |n: usize| if n == usize::MAX { n } else { n.saturating_sub(hidden.into()) };
        check::arity(native.name.as_str(), count(native.min_args.into()), count(max), count(argc))
    }

    /// Puts a call from the host on top of the frames.
    #[inline]
    pub(super) fn enter_from_host(&mut self, closure: Cc<Closure>, args: &mut [Value]) -> Result<Entered> {
        let base = self.frames.last().map_or(0, Frame::end);
        let argc = u16::try_from(args.len()).map_err(|_| Raise::argument("too many arguments"))?;
        self.count()?;
        self.room_for_frame(base + args.len())?;
        for (register, arg) in self.registers.slice_mut(base, args.len()).iter_mut().zip(args) {
            *register = std::mem::take(arg);
        }
        let is_plain = closure.code.entry.plain_args.get() == argc;
        let prepared = if is_plain { Ok(()) } else { self.prepare(&closure, base, argc, 0) };
        let result = match prepared {
            Ok(()) if closure.code.is_generator => {
                let mut args: Vec<Value> = Vec::new();
                args.extend(self.registers.slice_mut(base, argc.into()).iter_mut().map(take));
                return Ok(Entered::Generator(self.new_generator(closure, &mut args)));
            }
            Ok(()) => self.push_frame(closure, base, argc, 0, FrameKind::Entry).map(|_| Entered::Frame),
            Err(raise) => Err(raise),
        };
        if result.is_err() {
            self.registers.slice_mut(base, argc.into()).iter_mut().for_each(|r| *r = Value::Unset);
        }
        result
    }

    fn new_generator(&mut self, closure: Cc<Closure>, args: &mut [Value]) -> Value {
        let mut registers: Vec<Value> = Vec::with_capacity(closure.code.registers.into());
        registers.extend(args.iter_mut().map(take));
        registers.resize_with(closure.code.registers.into(), || Value::Unset);
        let given_args = args.len() as u16;
        let suspended = Suspended { closure, pc: 0, registers, given_args };
        Value::Generator(self.ctx.heap.alloc(Generator::new(suspended)))
    }

    /// `CallMod`, when the variable does not hold a function that can be entered at once.
    #[inline(never)]
    pub(super) fn call_module_variable(
        &mut self,
        w: Window,
        value: Value,
        slot: u16,
        call: CallShape,
    ) -> Result<()> {
        if value.is_callable() {
            return self.call_value(w, value, call);
        }
        let module = &w.closure().module;
        let Some(name) = module.name_of(slot) else { return Err(no_frame()) };
        if let Some(builtin) = self.globals.callable(&name).cloned() {
            return self.call_value(w, builtin, call);
        }
        let hint = self.name_hint(module, name.as_str());
        Err(undefined_function(&name, hint))
    }

    /// `CallNamed`
    #[inline(never)]
    pub(super) fn call_named(&mut self, w: Window, callee: Value, site: u16, call: CallShape) -> Result<()> {
        if callee.is_callable() {
            return self.call_value(w, callee, call);
        }
        let Site::Callee { name, hint } = w.site(site) else { return Err(bad_site()) };
        if let Some(builtin) = self.globals.callable(name).cloned() {
            return self.call_value(w, builtin, call);
        }
        Err(undefined_function(name, hint.as_ref().map(|hint| hint.to_string())))
    }

    /// `CallBuiltin`.
    #[inline(never)]
    pub(super) fn call_builtin(&mut self, w: Window, index: u16, call: CallShape) -> Result<()> {
        let callee = self.globals.at(index).cloned().unwrap_or_default();
        self.call_value(w, callee, call)
    }

    /// `Closure`.
    #[inline(never)]
    pub(super) fn make_closure(&mut self, mut w: Window, dst: u16, child: u16) -> Result<()> {
        let closure = w.closure();
        let code: Rc<Code> = w.code().children[usize::from(child)].clone();
        let captured = code.captures.iter().map(|capture| self.captured(&w, *capture));
        let made = new_closure(&self.ctx.heap, code.clone(), closure.module.clone(), captured);
        w.set(dst, Value::Closure(made));
        self.after_allocation(w)
    }

    /// The variable that a capture names. One that does not exist yet (a jump went around its declaration) is an undeclared one.
    fn captured(&self, w: &Window, capture: Capture) -> Cc<Variable> {
        let found = match capture {
            Capture::Local(r) => match w.reg(r) {
                Value::Variable(variable) => Some(variable.clone()),
                _ => None,
            },
            Capture::Up(index) => w.captured(index).cloned(),
        };
        found.unwrap_or_else(|| self.ctx.heap.alloc(Variable::new(Value::Unset)))
    }

    /// `Check`.
    #[inline(never)]
    pub(super) fn check(&mut self, w: Window, src: u16, site: u16) -> Result<()> {
        let Site::Check { ty, subject } = w.site(site) else { return Err(bad_site()) };
        let value = w.reg(src);
        if fits_at_a_glance(value, ty) {
            return Ok(());
        }
        check::check(value, ty, &w.closure().module, subject)
    }

    /// The hint for an undefined name of a module: the library's, else the nearest visible name.
    #[cold]
    pub(super) fn name_hint(&self, module: &oxbow_value::Module, name: &str) -> Option<String> {
        let members: Vec<Str> =
            module.member_names().into_iter().filter(|name| module.member(name).is_some()).collect();
        let mut visible = members.iter().map(Str::as_str).chain(self.globals.names());
        (self.globals.library.hints.name)(name, &mut visible).or_else(|| {
            let visible = members.iter().map(Str::as_str).chain(self.globals.names());
            names::did_you_mean(name, visible)
        })
    }
}

/// Whether a value has the one simple kind that an annotation names; `false` says nothing.
#[inline]
pub(super) fn fits_at_a_glance(value: &Value, ty: &TypeSpec) -> bool {
    let [kind] = &*ty.alternatives else { return false };
    match kind {
        TypeKind::Any => true,
        TypeKind::Int => matches!(value, Value::Int(_)),
        TypeKind::Float => matches!(value, Value::Float(_)),
        TypeKind::Str => matches!(value, Value::Str(_)),
        TypeKind::Bool => matches!(value, Value::Bool(_)),
        TypeKind::List => matches!(value, Value::List(_)),
        TypeKind::Dict => matches!(value, Value::Dict(_)),
        TypeKind::Function => value.is_callable(),
        TypeKind::Void | TypeKind::Named(_) => false,
    }
}

fn take(value: &mut Value) -> Value {
    std::mem::replace(value, Value::Unset)
}

#[cold]
pub(super) fn recursion() -> Box<Raise> {
    Raise::new(ErrorKind::RecursionError, "Call stack depth exceeded")
}

#[cold]
fn undefined_function(name: &Str, hint: Option<String>) -> Box<Raise> {
    let mut raise = Raise::new(ErrorKind::NameError, format!("Name error: Undefined function: {name}"));
    raise.hint = hint;
    raise
}

/// A site of another kind than the instruction expects: the verifier excludes it.
#[cold]
pub(super) fn bad_site() -> Box<Raise> {
    Raise::new(ErrorKind::RuntimeError, "Internal error: wrong kind of site")
}

/// An instruction without a frame to run in, or a slot without a name: the machine's own invariants exclude it.
#[cold]
fn no_frame() -> Box<Raise> {
    Raise::new(ErrorKind::RuntimeError, "Internal error: no frame")
}
