//! `Engine`: a heap, a machine, the library, and what the host added.
//!
//! Invariant: an engine shares nothing with other engines but the library of its thread, which is immutable. What an evaluation leaves behind
//! is freed by counting or by collection; the engine keeps no table of it. When it goes, everything of it goes, cycles included, after
//! the `drop` methods have run.

use super::args::IntoArgs;
use super::builder::EngineBuilder;
use super::convert::{FromValue, IntoValue};
use super::error::Error;
use super::files::ModuleLoader;
use super::function::{Callee, Function};
use super::handle::Handle;
use super::host_fn::{HostFn, HostMethod, stateless};
use super::host_module::HostModule;
use super::host_type::TypeBuilder;
use super::limit::InterruptHandle;
use super::report::MemoryReport;
use super::scope::Scope;
use crate::vm::Vm;
use oxbow_cc::{Collection, Observer, Snapshot, Stats, Trace};
use oxbow_value::{Str, Value, work};
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Runs scripts. See the [crate documentation](crate) for examples.
///
/// An engine belongs to one thread; any number of them can live in a thread and in a process.
pub struct Engine {
    pub(super) vm: Vm,
    pub(super) loader: Option<Rc<dyn ModuleLoader>>,
    flag: Arc<AtomicBool>,
}

impl Engine {
    /// An engine with default settings.
    pub fn new() -> Self {
        Engine::builder().build()
    }

    /// Settings for a new engine.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    pub(super) fn with(vm: Vm, flag: Arc<AtomicBool>, loader: Option<Rc<dyn ModuleLoader>>) -> Self {
        Engine { vm, loader, flag }
    }

    /// The engine as host functions see it.
    pub fn scope(&mut self) -> Scope<'_> {
        Scope { vm: &mut self.vm }
    }
}

/// Values and calls.
impl Engine {
    /// Calls a function: a [`Function`], a [`Handle`] or a plain [`Value`].
    ///
    /// # Errors
    /// What it throws and does not catch. The engine stays usable.
    #[inline]
    pub fn call(&mut self, callee: &(impl Callee + ?Sized), args: impl IntoArgs) -> Result<Value, Error> {
        self.scope().call(callee, args)
    }

    /// Calls a method of a value by name, as `receiver.name(args)` does in a script.
    ///
    /// # Errors
    /// There is no such method, or what it throws.
    pub fn call_method(&mut self, receiver: &Value, name: &str, args: impl IntoArgs) -> Result<Value, Error> {
        self.scope().call_method(receiver, name, args)
    }

    /// Converts a host value.
    ///
    /// # Errors
    /// It cannot be represented.
    pub fn value(&mut self, host: impl IntoValue) -> Result<Value, Error> {
        self.scope().value(host)
    }

    /// Converts a value to a host type.
    ///
    /// # Errors
    /// It has another kind or is out of range.
    pub fn get<T: FromValue>(&mut self, value: Value) -> Result<T, Error> {
        self.scope().get(value)
    }

    /// Roots a value: it lives as long as the handle and the engine do.
    ///
    /// # Errors
    /// The value belongs to another engine.
    pub fn handle(&mut self, value: Value) -> Result<Handle, Error> {
        self.scope().handle(value)
    }

    /// Roots a callable value.
    ///
    /// # Errors
    /// It is not callable, or belongs to another engine.
    pub fn function(&mut self, value: Value) -> Result<Function, Error> {
        self.scope().function(value)
    }

    /// The value that a script threw: see [`Scope::thrown`].
    pub fn thrown(&self, error: &Error) -> Option<Value> {
        error.thrown_in(&self.vm.roots)
    }

    /// Runs a generator up to its next value; `None` when it has ended.
    ///
    /// # Errors
    /// What its body throws, or the value is no generator.
    pub fn next(&mut self, generator: &Value) -> Result<Option<Value>, Error> {
        self.scope().next(generator)
    }
}

/// What scripts can use.
impl Engine {
    /// Sets a global variable: see [`Scope::set_global`].
    ///
    /// # Errors
    /// The value cannot be converted, or the engine has 16,384 globals.
    pub fn set_global(&mut self, name: &str, value: impl IntoValue) -> Result<(), Error> {
        self.scope().set_global(name, value)
    }

    /// The value of a global: one that the host set, or a function of the library.
    pub fn get_global(&self, name: &str) -> Option<Value> {
        self.vm.globals.get(name).cloned()
    }

    /// Has `callback` called with each value that a script assigns to the global `name`, which becomes null if it does not exist yet. One
    /// callback for each name; an error it returns is raised at the assignment.
    ///
    /// # Errors
    /// The engine has 16,384 globals.
    pub fn on_set<F: HostFn<M>, M: 'static>(&mut self, name: &str, callback: F) -> Result<(), Error> {
        let watcher = stateless(&self.vm.ctx.heap, name, callback);
        let value = self.get_global(name).unwrap_or_default();
        self.vm.globals.set(Str::constant(name), value, true).map_err(|raise| Error::from_raise(*raise))?;
        self.vm.globals.watch(name, Some(watcher));
        Ok(())
    }

    /// Makes a function available to scripts compiled from now on. The closure has up to eight typed parameters, of which the last may be
    /// `Option`al or the [`Rest`](super::Rest); it may begin with a [`Scope`] and may return a `Result`. Scripts cannot assign to its name.
    ///
    /// # Errors
    /// The engine has 16,384 globals.
    pub fn register_fn<F: HostFn<M>, M: 'static>(&mut self, name: &str, work: F) -> Result<(), Error> {
        let function = stateless(&self.vm.ctx.heap, name, work);
        self.define(name, function)
    }

    /// A function value that is not bound to a name.
    pub fn new_function<F: HostFn<M>, M: 'static>(&mut self, name: &str, work: F) -> Value {
        stateless(&self.vm.ctx.heap, name, work)
    }

    /// A function value that holds script values: they go into `state`, which is traced, so that cycles through them are collected.
    pub fn new_function_with<S, F, M>(&mut self, name: &str, state: S, work: F) -> Value
    where
        S: Trace,
        F: HostMethod<S, M>,
        M: 'static,
    {
        self.scope().new_function_with(name, state, work)
    }

    /// Makes a module of host functions and values, which scripts compiled from now on can `use`, or name without.
    ///
    /// # Errors
    /// A value cannot be converted, or the engine has 16,383 host modules.
    pub fn register_module(
        &mut self,
        name: &str,
        build: impl FnOnce(&mut HostModule<'_>),
    ) -> Result<(), Error> {
        let mut module = HostModule::new(self.scope(), name);
        build(&mut module);
        module.finish()
    }

    /// Makes a type of the host available to scripts: constructor, methods, properties, text form, equality.
    ///
    /// # Errors
    /// The engine has 16,384 globals.
    pub fn register_type<T: 'static>(
        &mut self,
        name: &str,
        build: impl FnOnce(&mut TypeBuilder<T>),
    ) -> Result<(), Error> {
        let mut builder = TypeBuilder::new(&self.vm.ctx.heap, name, PhantomData);
        build(&mut builder);
        builder.finish(&mut self.scope())
    }

    pub(super) fn define(&mut self, name: &str, value: Value) -> Result<(), Error> {
        self.vm.globals.set(Str::constant(name), value, false).map_err(|raise| Error::from_raise(*raise))
    }
}

/// Memory and limits.
impl Engine {
    /// Ends the program: module variables are released, what is garbage is collected, pending finalizers run.
    pub fn finish(&mut self) {
        self.vm.roots.sweep_thrown();
        self.vm.finish();
    }

    /// Collects all garbage cycles now, and runs the `drop` methods of what dies.
    pub fn collect(&mut self) -> Collection {
        self.vm.roots.sweep_thrown();
        self.vm.collect_all()
    }

    /// Totals of the engine's heap.
    pub fn stats(&self) -> Stats {
        self.vm.roots.sweep_thrown();
        self.vm.ctx.heap.stats()
    }

    /// Bytes that count against the memory limit: whole pages of objects, and their buffers.
    pub fn memory(&self) -> usize {
        self.vm.roots.sweep_thrown();
        self.vm.ctx.heap.footprint()
    }

    /// Counts the buffers of all objects anew. Only needed by hosts that change lists and dicts of one engine while another is at work: the
    /// count of both is inexact then, until this or the memory limit sets it right. Costs a walk over the whole heap.
    pub fn recount(&mut self) {
        self.vm.ctx.heap.recount_external();
    }

    /// Number of handles that live.
    pub fn handles(&self) -> usize {
        self.vm.roots.len()
    }

    /// The graph of all objects that live, with the names that hold them: variables of running functions, modules, globals, handles. It can be written
    /// to a file with [`Snapshot::write`]. Costs a walk over the heap.
    pub fn snapshot(&self) -> Snapshot {
        self.vm.snapshot()
    }

    /// Has the modules of programs that run from now on live, with their variables, until [`Engine::finish`], so that a snapshot shows them.
    pub fn keep_modules(&mut self) {
        self.vm.kept.get_or_insert_default();
    }

    /// Gathers from now on what the collector does: which shapes of cycle it frees, where their objects were made, how long it takes. The program
    /// runs slower meanwhile, as each new object is noted; its collections are the same.
    pub fn report_memory(&mut self) -> MemoryReport {
        self.begin_report(None)
    }

    /// As [`Engine::report_memory`], with another clock: `clock` gives the time since now.
    pub fn report_memory_with(&mut self, clock: impl FnMut() -> Duration + 'static) -> MemoryReport {
        self.begin_report(Some(Box::new(clock)))
    }

    fn begin_report(&mut self, clock: Option<Box<dyn FnMut() -> Duration>>) -> MemoryReport {
        let sites = self.vm.sites.get_or_insert_with(Rc::default).clone();
        let report = MemoryReport::new(sites, clock);
        self.vm.ctx.heap.record_allocations(true);
        self.vm.ctx.heap.observe(report.observer());
        report
    }

    /// Has an observer see every collection from now on.
    pub fn observe(&mut self, observer: Box<dyn Observer>) {
        self.vm.ctx.heap.observe(observer);
    }

    /// A handle with which any thread can stop an evaluation.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        InterruptHandle { flag: self.flag.clone() }
    }

    /// Changes the fuel of each further evaluation; `None` for no limit.
    pub fn set_fuel(&mut self, units: Option<u64>) {
        self.vm.limits.budget.fuel = units;
        self.vm.ctx.work.fuel.set(None);
    }

    /// Fuel that the last evaluation left.
    pub fn fuel_left(&self) -> Option<u64> {
        self.vm.ctx.work.fuel.get()
    }

    /// Changes the time of each further evaluation; `None` for no limit.
    pub fn set_time_limit(&mut self, time: Option<Duration>) {
        self.vm.limits.budget.time = time;
        self.vm.ctx.work.deadline.set(None);
    }

    /// Changes the memory limit; `None` for no limit.
    pub fn set_memory_limit(&mut self, bytes: Option<usize>) {
        self.vm.ctx.heap.set_limit(bytes);
    }
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.vm.finish();
        self.vm.roots.clear();
        self.vm.globals.clear();
        // What only a global or handle held may have a `drop` method, too.
        self.vm.finish();
        work::leave(&self.vm.ctx.work);
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("stats", &self.stats()).finish_non_exhaustive()
    }
}
