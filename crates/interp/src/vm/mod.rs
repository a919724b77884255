//! The register machine: runs compiled code.
//!
//! - `run`: the loop, one arm for each instruction; `arms`: what the arms have in common; what is slow lives in `ops_*`, by theme.
//! - `window`: registers and the running frame's view of them (the only `unsafe` of the crate); `verify` proves what it relies on.
//! - `frame`, `limits`: frames; fuel, interrupts, collections and finalizers at safe points.
//! - `builtins`: what the library provides; `sites`, `named`: where objects were made and what
//!   names hold them, for reports.
//!
//! Invariant: script calls, generators and finalizers use the explicit frame stack, never the native one. Everything a script can still reach is
//! held by a counted reference in a register, a variable, a module or a container, so there is no root list.

#[macro_use]
mod arms;
pub(crate) mod builtins;
mod frame;
mod globals;
mod limits;
pub(crate) mod named;
mod ops_arith;
mod ops_calls;
mod ops_containers;
mod ops_declare;
pub(crate) mod ops_host;
mod ops_iterate;
mod ops_members;
mod ops_unwind;
pub(crate) mod roots;
mod run;
pub(crate) mod sites;
#[cfg(test)]
mod tests;
mod verify;
#[allow(unsafe_code, reason = "register access without bounds checks, which verified code does not need")]
mod window;

pub(crate) use builtins::Builtins;
pub(crate) use limits::{Budget, Limits};

use frame::Frame;
pub(crate) use globals::Globals;
use oxbow_cc::{Cc, Collection, Weak};
use oxbow_value::change::ChangeModule;
use oxbow_value::code::{Code, ModuleCode, Off24};
use oxbow_value::work::Work;
use oxbow_value::{Context, Dict, HostClass, Module, Raise, Str, Thrown, Value, new_closure};
use std::any::{Any, TypeId};
use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use window::Registers;

/// Registers that exist from the start (grown by doubling).
const FIRST_REGISTERS: usize = 256;
/// Host calls inside host calls.
const MAX_NESTING: u32 = 128;
/// What one of them, host code included, may need of the native stack, and how much is added when less is left.
const RED_ZONE: usize = 128 << 10;
const STACK: usize = 1 << 20;
/// Rounds of clearing, collecting and finalizing at the end of a program.
const MAX_FINISH_ROUNDS: usize = 100;

/// A registered host type.
pub(crate) struct Class {
    /// What its objects have in common.
    pub(crate) class: Cc<HostClass>,
    /// How its objects are made: a `fn(T) -> Box<dyn HostData>`.
    pub(crate) wrap: Box<dyn Any>,
}

/// A machine: runs functions of any number of modules in one heap.
pub(crate) struct Vm {
    /// The library, and what the host adds to it.
    pub(crate) globals: Globals,
    /// What scripts may use.
    pub(crate) limits: Limits,
    registers: Registers,
    /// Those under way, the running one on top; never has room for more than `Limits::max_depth`.
    frames: Vec<Frame>,
    /// Back-edges and calls until the next poll.
    countdown: u32,
    /// An error of a script that a host function passes on.
    passing: Option<Box<Thrown>>,
    /// A `drop` method is running.
    finalizing: bool,
    /// Host calls under way.
    nesting: u32,
    /// Error dicts given to `catch`, with the errors they stand for.
    caught: VecDeque<(Weak<Dict>, Cc<Thrown>)>,
    /// Emptied register vectors of generators, for reuse.
    spare: Vec<Vec<Value>>,
    /// The engine that was at work on this thread when the evaluation began.
    outer: Option<Rc<Work>>,
    /// What the host keeps.
    pub(crate) roots: Rc<roots::Roots>,
    /// The classes of host types.
    pub(crate) classes: HashMap<TypeId, Class>,
    /// The function that steps a generator for the host, once it was needed.
    stepper: Option<Value>,
    /// Where objects were made, if that is noted.
    pub(crate) sites: Option<Rc<sites::Sites>>,
    /// Modules that live until the end of the program, for whoever wants to look at them before.
    pub(crate) kept: Option<Vec<Cc<Module>>>,
    /// Modules made here, to be cleared at the end.
    modules: Vec<Weak<Module>>,
    /// Heap, output, capabilities: what natives see. Last, so that the heap outlives what the other fields hold.
    pub(crate) ctx: Context,
}

impl Vm {
    /// A machine with default limits.
    pub(crate) fn new(ctx: Context, library: impl Into<Rc<Builtins>>) -> Self {
        Vm {
            ctx,
            globals: Globals::new(library.into()),
            limits: Limits::default(),
            registers: Registers::new(FIRST_REGISTERS),
            frames: Vec::new(),
            countdown: 1,
            passing: None,
            finalizing: false,
            nesting: 0,
            caught: VecDeque::new(),
            spare: Vec::new(),
            modules: Vec::new(),
            outer: None,
            roots: Rc::default(),
            classes: HashMap::new(),
            stepper: None,
            sites: None,
            kept: None,
        }
    }

    /// Calls a function and runs until that call returns; arguments are moved out of the slice. When the outermost call returns, dead instances
    /// have had their `drop` methods run.
    ///
    /// # Errors
    /// What the function threw and did not catch, or why it could not be called.
    pub(crate) fn call(&mut self, callee: Value, args: &mut [Value]) -> Result<Value, Box<Thrown>> {
        if self.nesting > 0 {
            self.call_inside(callee, args)
        } else {
            self.evaluation(|vm| vm.call_from_host(callee, args))
        }
    }

    /// Runs `work` as one evaluation: with a budget of its own, nothing left behind, and `drop` methods run at its end.
    ///
    /// # Errors
    /// Those of `work`.
    pub(crate) fn evaluation<T>(
        &mut self,
        work: impl FnOnce(&mut Vm) -> Result<T, Box<Thrown>>,
    ) -> Result<T, Box<Thrown>> {
        if self.nesting > 0 {
            return work(self);
        }
        self.begin();
        let result = self.contained(work);
        self.end(matches!(&result, Err(thrown) if thrown.fatal));
        if !self.ctx.finalizers.is_empty() || !self.caught.is_empty() {
            self.settle();
        }
        result
    }

    /// A call by a host function that a script called.
    #[inline(never)]
    fn call_inside(&mut self, callee: Value, args: &mut [Value]) -> Result<Value, Box<Thrown>> {
        if self.nesting >= MAX_NESTING {
            return Err(self.thrown(ops_calls::recursion()));
        }
        stacker::maybe_grow(RED_ZONE, STACK, || self.contained(|vm| vm.call_from_host(callee, args)))
    }

    /// Runs `work` as a call of the host. If it panics (an observer of the host, or a hook of one of its types, did), what it left on the stack
    /// goes before the panic goes on.
    fn contained<T>(&mut self, work: impl FnOnce(&mut Vm) -> T) -> T {
        let (depth, finalizing) = (self.frames.len(), self.finalizing);
        self.nesting += 1;
        let result = catch_unwind(AssertUnwindSafe(|| work(self)));
        self.nesting -= 1;
        result.unwrap_or_else(|panic| {
            self.abandon_frames(depth);
            self.finalizing = finalizing;
            self.passing = None;
            resume_unwind(panic)
        })
    }

    /// After the outermost call: nothing of it stays.
    #[cold]
    fn settle(&mut self) {
        self.caught.clear();
        if !self.finalizing {
            self.run_finalizers();
        }
    }

    fn call_from_host(&mut self, callee: Value, args: &mut [Value]) -> Result<Value, Box<Thrown>> {
        match callee {
            Value::Closure(closure) => match self.enter_from_host(closure, args) {
                Ok(Entered::Frame) => self.run(),
                Ok(Entered::Generator(value)) => Ok(value),
                Err(raise) => Err(self.thrown(raise)),
            },
            Value::Native(native) => self
                .check_native_args(&native, args.len(), 0)
                .and_then(|()| (native.body)(&mut self.ctx, args))
                .map_err(|raise| self.thrown(raise)),
            Value::HostFn(function) => ops_host::check_args(&function, args.len(), 0)
                .and_then(|()| self.invoke(&function, args))
                .map_err(|raise| self.thrown(raise)),
            other => {
                let raise = Raise::type_error(format_args!("{} is not callable", other.type_name()));
                Err(self.thrown(raise))
            }
        }
    }

    /// A module with empty variables; its code has not run yet.
    pub(crate) fn module_from(&mut self, code: Rc<ModuleCode>) -> Cc<Module> {
        self.keep_module(Module::from_code(code))
    }

    /// A module that can be extended, with nothing in it.
    pub(crate) fn open_module(&mut self, name: Str) -> Cc<Module> {
        self.keep_module(Module::open(name))
    }

    fn keep_module(&mut self, module: Module) -> Cc<Module> {
        let module = self.ctx.heap.alloc(module);
        if self.modules.len() == self.modules.capacity() {
            self.modules.retain(|module| module.upgrade().is_some());
        }
        self.modules.push(Cc::downgrade(&module));
        if let Some(kept) = &mut self.kept {
            kept.push(module.clone());
        }
        module
    }

    /// Collects all garbage now and runs the `drop` methods of what dies.
    pub(crate) fn collect_all(&mut self) -> Collection {
        let figures = self.ctx.heap.collect();
        self.run_finalizers();
        self.modules.retain(|module| module.upgrade().is_some());
        self.modules.shrink_to(16);
        self.spare.clear();
        figures
    }

    /// A function value of code that captures nothing (a module's `init` or `main`).
    pub(crate) fn closure_of(&self, code: Rc<Code>, module: &Cc<Module>) -> Value {
        debug_assert!(code.captures.is_empty());
        Value::Closure(new_closure(&self.ctx.heap, code, module.clone(), []))
    }

    /// Runs the `drop` methods of all dead instances, in order of death. Errors are reported on the error output and otherwise ignored.
    /// Stops early when a limit is reached.
    pub(crate) fn run_finalizers(&mut self) {
        while let Some(instance) = self.ctx.finalizers.pop() {
            let Some(method) = instance.ty.method_str("drop") else { continue };
            self.ctx.finalizers.count_run();
            let was_finalizing = std::mem::replace(&mut self.finalizing, true);
            let result = self.call(method, &mut [Value::Instance(instance)]);
            self.finalizing = was_finalizing;
            if let Err(thrown) = result {
                self.report_drop_error(&thrown);
                if thrown.fatal {
                    return;
                }
            }
        }
    }

    /// The end of a program: releases module variables (first those that hold objects other than functions, so that `drop`
    /// methods may still call functions; then all), collects, and runs `drop` methods, until nothing more dies. Flushes the output.
    pub(crate) fn finish(&mut self) {
        self.caught.clear();
        self.kept.iter_mut().for_each(Vec::clear);
        for all in [false, true] {
            for _ in 0..MAX_FINISH_ROUNDS {
                self.run_finalizers();
                let modules: Vec<Cc<Module>> = self.modules.iter().filter_map(Weak::upgrade).collect();
                modules.iter().for_each(|module| release_variables(module, all));
                drop(modules);
                self.ctx.heap.collect();
                if self.ctx.finalizers.is_empty() {
                    break;
                }
            }
        }
        self.ctx.finalizers.clear();
        // A failing output is the host's business; there is nobody left to tell.
        let _ = self.ctx.out.flush();
    }
}

/// Empties a module's variables: all, or only those that hold lists, dicts, instances, generators or weak references.
fn release_variables(module: &Module, all: bool) {
    if all {
        module.clear_members();
        return;
    }
    for name in module.member_names() {
        let Some(slot) = module.slot_of(&name) else { continue };
        let value = module.get(slot);
        if matches!(
            value,
            Value::List(_) | Value::Dict(_) | Value::Instance(_) | Value::Generator(_) | Value::Weak(_)
        ) {
            module.set(slot, Value::Unset);
        }
    }
}

/// What a call from the host came to.
enum Entered {
    /// A frame on top, to be run.
    Frame,
    /// A generator: nothing to run yet.
    Generator(Value),
}
