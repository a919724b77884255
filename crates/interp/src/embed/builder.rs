//! Settings of a new engine.

use super::engine::Engine;
use super::files::ModuleLoader;
use super::library::library;
use crate::vm::{Budget, Vm};
use oxbow_cc::{Heap, Policy};
use oxbow_value::{Capabilities, Context};
use std::io::Write;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Settings of a new [`Engine`]. By default scripts reach nothing but their memory and the process's standard output, without limits.
pub struct EngineBuilder {
    output: Box<dyn Write>,
    errors: Box<dyn Write>,
    capabilities: Capabilities,
    args: Vec<String>,
    allowed: Option<Vec<String>>,
    gc_stress: bool,
    gc_threshold: Option<u32>,
    memory: Option<usize>,
    depth: Option<usize>,
    budget: Budget,
    loader: Option<Rc<dyn ModuleLoader>>,
}

impl Default for EngineBuilder {
    fn default() -> Self {
        EngineBuilder {
            output: Box::new(std::io::stdout()),
            errors: Box::new(std::io::stderr()),
            capabilities: Capabilities::default(),
            args: Vec::new(),
            allowed: None,
            gc_stress: false,
            gc_threshold: None,
            memory: None,
            depth: None,
            budget: Budget::default(),
            loader: None,
        }
    }
}

/// The outside world.
impl EngineBuilder {
    /// Where `print` writes. Default: the process's standard output.
    pub fn output(mut self, sink: Box<dyn Write>) -> Self {
        self.output = sink;
        self
    }

    /// Where scripts write errors and logs, and errors of finalizers are reported. Default: standard error.
    pub fn errors(mut self, sink: Box<dyn Write>) -> Self {
        self.errors = sink;
        self
    }

    /// What scripts may reach outside their memory. Default: nothing.
    pub fn capabilities(mut self, capabilities: Capabilities) -> Self {
        self.capabilities = capabilities;
        self
    }

    /// The standard modules that scripts may use; others do not exist for them. Default: all.
    pub fn modules(mut self, names: &[&str]) -> Self {
        self.allowed = Some(names.iter().map(|name| (*name).to_owned()).collect());
        self
    }

    /// The script's arguments (`env.get_args()`).
    pub fn args(mut self, args: Vec<String>) -> Self {
        self.args = args;
        self
    }

    /// Where texts given to [`Engine::compile`] and [`Engine::eval`] find the modules they import. Default: they can import standard modules
    /// only. Programs loaded with [`Engine::load_file`] import files. A function
    /// `Fn(&str, &str) -> Option<ModuleSource>` will do.
    pub fn module_loader(mut self, loader: impl ModuleLoader + 'static) -> Self {
        self.loader = Some(Rc::new(loader));
        self
    }
}

/// The collector.
impl EngineBuilder {
    /// Collect at every safe point: slow, for finding bugs.
    pub fn gc_stress(mut self, stress: bool) -> Self {
        self.gc_stress = stress;
        self
    }

    /// Fixes the number of container allocations between automatic collections (at least 1). Default: adapts itself.
    pub fn gc_threshold(mut self, allocations: u32) -> Self {
        self.gc_threshold = Some(allocations);
        self
    }
}

/// Limits. Without them, a script may use what the process can.
impl EngineBuilder {
    /// Bytes of memory that scripts may hold: objects, whole pages of them, and their buffers. At the limit garbage is collected; if that does
    /// not help, a `MemoryError` is raised, which the script can catch.
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.memory = Some(bytes);
        self
    }

    /// Greatest depth of calls (default 20,000). Deeper ones raise a `RecursionError`, which the script can catch.
    pub fn depth_limit(mut self, calls: usize) -> Self {
        self.depth = Some(calls);
        self
    }

    /// Loop rounds and calls in each evaluation. When they are used up, the evaluation ends with an error that it cannot catch.
    pub fn fuel(mut self, units: u64) -> Self {
        self.budget.fuel = Some(units);
        self
    }

    /// Longest time of each evaluation; it then ends with an error that it cannot catch.
    pub fn time_limit(mut self, time: Duration) -> Self {
        self.budget.time = Some(time);
        self
    }

    /// Bytes that each evaluation may write to output and errors; it then ends with an error that it cannot catch.
    pub fn output_limit(mut self, bytes: u64) -> Self {
        self.budget.output = Some(bytes);
        self
    }

    /// Makes the engine.
    pub fn build(self) -> Engine {
        let heap = Heap::new();
        heap.set_policy(if self.gc_stress { Policy::Stress } else { Policy::Manual });
        if let Some(threshold) = self.gc_threshold {
            heap.set_threshold(threshold.max(1));
        }
        heap.set_limit(self.memory);
        let mut ctx = Context::new(heap, self.output, self.errors);
        ctx.capabilities = self.capabilities;
        ctx.args = self.args;
        let mut vm = Vm::new(ctx, library());
        let flag = Arc::new(AtomicBool::new(false));
        vm.ctx.work.interrupt.replace(Some(flag.clone()));
        if let Some(depth) = self.depth {
            vm.limits.max_depth = depth.max(1);
        }
        if let Some(bytes) = self.memory {
            vm.limits.max_registers =
                vm.limits.max_registers.min((bytes / size_of::<oxbow_value::Value>()).max(1024));
        }
        vm.limits.budget = self.budget;
        vm.globals.allowed = self.allowed;
        Engine::with(vm, flag, self.loader)
    }
}
