//! The register machine: runs compiled code.
//!
//! - `run`: the loop, one arm for each instruction; what is slow lives in `ops_*`, by theme.
//! - `window`: registers and the running frame's view of them (the only `unsafe` of the crate); `verify` proves what it relies on.
//! - `frame`, `limits`: frames; fuel, interrupts, collections and finalizers at safe points.
//! - `builtins`: what the library provides.
//!
//! Invariant: script calls, generators and finalizers use the explicit frame stack, never the native one. Everything a script can still reach is
//! held by a counted reference in a register, a variable, a module or a container, so there is no root list.

pub(crate) mod builtins;
mod frame;
mod limits;
mod ops_arith;
mod ops_calls;
mod ops_containers;
mod ops_declare;
mod ops_iterate;
mod ops_members;
mod ops_unwind;
mod run;
#[cfg(test)]
mod tests;
mod verify;
#[allow(unsafe_code, reason = "register access without bounds checks, which verified code does not need")]
mod window;

pub(crate) use builtins::Builtins;
pub(crate) use limits::Limits;

use frame::Frame;
use oxbow_cc::{Cc, Weak};
use oxbow_value::code::{Code, ModuleCode, Off24};
use oxbow_value::{Closure, Context, Dict, Module, Raise, Thrown, Value};
use std::collections::VecDeque;
use std::rc::Rc;
use window::Registers;

/// Registers that exist from the start (grown by doubling).
const FIRST_REGISTERS: usize = 256;
/// Host calls inside host calls.
const MAX_NESTING: u32 = 16;
/// Rounds of clearing, collecting and finalizing at the end of a program.
const MAX_FINISH_ROUNDS: usize = 100;

/// A machine: runs functions of any number of modules in one heap.
pub(crate) struct Vm {
    /// Functions and methods of the library.
    pub(crate) builtins: Builtins,
    /// What scripts may use.
    pub(crate) limits: Limits,
    registers: Registers,
    frames: Vec<Frame>,
    /// Back-edges and calls until the next poll.
    countdown: u32,
    /// The error being raised cannot be caught.
    fatal: bool,
    /// A `drop` method is running.
    finalizing: bool,
    /// Host calls under way.
    nesting: u32,
    /// Error dicts given to `catch`, with the errors they stand for.
    caught: VecDeque<(Weak<Dict>, Cc<Thrown>)>,
    /// Emptied register vectors of generators, for reuse.
    spare: Vec<Vec<Value>>,
    /// Modules made here, to be cleared at the end.
    modules: Vec<Weak<Module>>,
    /// Heap, output, capabilities: what natives see. Last, so that the heap outlives what the other fields hold.
    pub(crate) ctx: Context,
}

impl Vm {
    /// A machine with default limits.
    pub(crate) fn new(ctx: Context, builtins: Builtins) -> Self {
        Vm {
            ctx,
            builtins,
            limits: Limits::default(),
            registers: Registers::new(FIRST_REGISTERS),
            frames: Vec::new(),
            countdown: 1,
            fatal: false,
            finalizing: false,
            nesting: 0,
            caught: VecDeque::new(),
            spare: Vec::new(),
            modules: Vec::new(),
        }
    }

    /// Calls a function and runs until that call returns.
    ///
    /// # Errors
    /// What the function threw and did not catch, or why it could not be called.
    pub(crate) fn call(&mut self, callee: &Value, args: Vec<Value>) -> Result<Value, Box<Thrown>> {
        if self.nesting >= MAX_NESTING {
            return Err(self.thrown(ops_calls::recursion()));
        }
        if self.nesting == 0 {
            self.start_slice();
        }
        self.nesting += 1;
        let result = self.call_from_host(callee, args);
        self.nesting -= 1;
        if self.nesting == 0 {
            self.end_slice();
        }
        result
    }

    fn call_from_host(&mut self, callee: &Value, args: Vec<Value>) -> Result<Value, Box<Thrown>> {
        match callee {
            Value::Native(native) => {
                let mut args = args;
                self.check_native_args(native, args.len(), 0)
                    .and_then(|()| (native.body)(&mut self.ctx, &mut args))
                    .map_err(|raise| self.thrown(raise))
            }
            Value::Closure(closure) => match self.enter_from_host(closure.clone(), args) {
                Ok(Entered::Frame) => self.run(),
                Ok(Entered::Generator(value)) => Ok(value),
                Err(raise) => Err(self.thrown(raise)),
            },
            other => {
                let raise = Raise::type_error(format_args!("{} is not callable", other.type_name()));
                Err(self.thrown(raise))
            }
        }
    }

    /// A module with empty variables; its code has not run yet.
    pub(crate) fn module_from(&mut self, code: Rc<ModuleCode>) -> Cc<Module> {
        let module = self.ctx.heap.alloc(Module::from_code(code));
        if self.modules.len() == self.modules.capacity() {
            self.modules.retain(|module| module.upgrade().is_some());
        }
        self.modules.push(Cc::downgrade(&module));
        module
    }

    /// A function value of code that captures nothing (a module's `init` or `main`).
    pub(crate) fn closure_of(&self, code: Rc<Code>, module: &Cc<Module>) -> Value {
        debug_assert!(code.captures.is_empty());
        Value::Closure(self.ctx.heap.alloc(Closure::new(code, module.clone(), Box::new([]))))
    }

    /// Runs the `drop` methods of all dead instances, in order of death. Errors are reported on the error output and otherwise ignored.
    /// Stops early when a limit is reached.
    pub(crate) fn run_finalizers(&mut self) {
        while let Some(instance) = self.ctx.finalizers.pop() {
            let Some(method) = instance.ty.method_str("drop") else { continue };
            self.ctx.finalizers.count_run();
            let was_finalizing = std::mem::replace(&mut self.finalizing, true);
            let result = self.call(&method, vec![Value::Instance(instance)]);
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
