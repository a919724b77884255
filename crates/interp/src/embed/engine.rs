//! `Engine`: a heap, a machine and the library, ready to run scripts.
//!
//! Invariant: an engine shares nothing with other engines but the compiled prelude of its thread, which is immutable. What a run leaves behind
//! is freed by counting or by collection; the engine keeps no table of it.

use super::error::Error;
use super::loader::{Binding, Import, Loader, Target, Unit};
use super::script::Script;
use crate::compile::{Env, ImportedModule, compile_module};
use crate::stdlib;
use crate::syntax::span::Source;
use crate::vm::Vm;
use oxbow_cc::{Cc, Heap, Observer, Policy, Stats};
use oxbow_value::code::ModuleCode;
use oxbow_value::{Capabilities, Context, ErrorKind, Module, Raise, Thrown, Value, names};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;

/// Runs scripts. See the [crate documentation](crate) for an example.
pub struct Engine {
    vm: Vm,
}

/// Settings of a new [`Engine`].
pub struct EngineBuilder {
    output: Box<dyn Write>,
    errors: Box<dyn Write>,
    capabilities: Capabilities,
    args: Vec<String>,
    gc_stress: bool,
    gc_threshold: Option<u32>,
}

impl Default for EngineBuilder {
    fn default() -> Self {
        EngineBuilder {
            output: Box::new(std::io::stdout()),
            errors: Box::new(std::io::stderr()),
            capabilities: Capabilities::default(),
            args: Vec::new(),
            gc_stress: false,
            gc_threshold: None,
        }
    }
}

impl EngineBuilder {
    /// Where `print` writes. Default: the process's standard output.
    pub fn output(mut self, sink: Box<dyn Write>) -> Self {
        self.output = sink;
        self
    }

    /// Where scripts write errors, and errors of finalizers are reported. Default: standard error.
    pub fn errors(mut self, sink: Box<dyn Write>) -> Self {
        self.errors = sink;
        self
    }

    /// What scripts may reach outside their memory. Default: nothing.
    pub fn capabilities(mut self, capabilities: Capabilities) -> Self {
        self.capabilities = capabilities;
        self
    }

    /// The script's arguments (`env.get_args()`).
    pub fn args(mut self, args: Vec<String>) -> Self {
        self.args = args;
        self
    }

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

    /// Makes the engine.
    pub fn build(self) -> Engine {
        let heap = Heap::new();
        heap.set_policy(if self.gc_stress { Policy::Stress } else { Policy::Manual });
        if let Some(threshold) = self.gc_threshold {
            heap.set_threshold(threshold.max(1));
        }
        // The library has a heap of its own: edges to another heap are not followed, so its objects cost the collections of the
        // script's heap nothing and appear in none of its figures.
        let library = Heap::new();
        library.set_policy(Policy::Manual);
        let mut ctx = Context::new(library, self.output, self.errors);
        ctx.capabilities = self.capabilities;
        ctx.args = self.args;
        let builtins = stdlib::install(&mut ctx);
        let mut engine = Engine { vm: Vm::new(ctx, builtins) };
        engine.install_prelude();
        engine.vm.builtins.heap = Some(std::mem::replace(&mut engine.vm.ctx.heap, heap));
        engine
    }
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

    /// Reads, checks and compiles a program file with all that it imports.
    ///
    /// # Errors
    /// A file cannot be read, or the program is refused.
    pub fn load_file(&self, path: impl AsRef<Path>) -> Result<Script, Error> {
        let units = Loader::new(&|name| self.is_standard(name)).load_file(path.as_ref())?;
        self.compile_units(units)
    }

    /// Compiles a program from text; `name` is used in diagnostics. It can import standard modules only.
    ///
    /// # Errors
    /// The program is refused.
    pub fn compile(&self, name: &str, source: &str) -> Result<Script, Error> {
        let units = Loader::new(&|name| self.is_standard(name)).load_text(name, source, None)?;
        self.compile_units(units)
    }

    /// Runs a program: every module once, in dependency order, then `main`.
    ///
    /// # Errors
    /// What the program did not catch. The engine stays usable.
    pub fn run(&mut self, script: &Script) -> Result<Value, Error> {
        let result = self.run_units(script);
        let flushed = self.vm.ctx.out.flush();
        let value = result.map_err(|thrown| Error::thrown(&thrown))?;
        flushed.map_err(|e| Error::io(format!("cannot write the output: {e}")))?;
        Ok(value)
    }

    /// Ends the program: module variables are released, what is garbage is collected, pending finalizers run.
    pub fn finish(&mut self) {
        self.vm.finish();
    }

    /// Collects all garbage cycles now.
    pub fn collect(&mut self) -> oxbow_cc::Collection {
        self.vm.ctx.heap.collect()
    }

    /// Totals of the engine's heap.
    pub fn stats(&self) -> Stats {
        self.vm.ctx.heap.stats()
    }

    /// Has an observer see every collection from now on.
    pub fn observe(&mut self, observer: Box<dyn Observer>) {
        self.vm.ctx.heap.observe(observer);
    }

    fn is_standard(&self, name: &str) -> bool {
        self.vm.builtins.module_index(name).is_some()
    }

    fn compile_units(&self, units: Vec<Unit>) -> Result<Script, Error> {
        // Finalizers can only exist where the word occurs; a word too many costs an instruction a statement.
        let has_drop = units.iter().any(|u| u.source.text.contains("drop"));
        let types: Vec<ImportedModule> = units.iter().map(|u| ImportedModule::of(&u.program)).collect();
        let mut compiled = Vec::with_capacity(units.len());
        for unit in units {
            let mut imported = HashMap::new();
            for (i, import) in unit.imports.iter().enumerate() {
                let Target::File(index) = import.target else { continue };
                let name = match &import.binding {
                    Binding::Namespace(name) => name.clone(),
                    Binding::Names(_) => format!("<import {i}>").into(),
                };
                imported.insert(name, types[index].clone());
            }
            let code = self.compile_unit(&unit, &imported, has_drop, false)?;
            compiled.push((Rc::new(code), unit.imports));
        }
        Ok(Script { units: compiled })
    }

    fn compile_unit(
        &self,
        unit: &Unit,
        imported: &HashMap<Rc<str>, ImportedModule>,
        statement_ends: bool,
        is_internal: bool,
    ) -> Result<ModuleCode, Error> {
        let builtins = &self.vm.builtins;
        let env = Env {
            functions: &|name| {
                builtins.function_index(name).filter(|_| is_internal || !stdlib::is_private(name))
            },
            modules: &|name| builtins.module_index(name),
            name_hint: &|name, visible| {
                let mut all: Vec<&str> = visible.collect();
                all.extend(builtins.names().filter(|name| !stdlib::is_private(name)));
                (builtins.hints.name)(name, &mut all.into_iter())
            },
            imported,
            statement_ends,
            is_internal,
        };
        compile_module(&unit.program, &unit.source, &unit.name, &env)
            .map_err(|errors| Error::rejected(errors, &unit.source))
    }

    fn run_units(&mut self, script: &Script) -> Result<Value, Box<Thrown>> {
        let mut modules: Vec<Cc<Module>> = Vec::with_capacity(script.units.len());
        for (code, imports) in &script.units {
            let module = self.vm.module_from(code.clone());
            for import in imports {
                self.bind(&module, import, &modules, &code.source)?;
            }
            let init = self.vm.closure_of(code.init.clone(), &module);
            modules.push(module);
            self.vm.call(&init, Vec::new())?;
        }
        let Some(((code, _), module)) = script.units.last().zip(modules.last()) else {
            return Ok(Value::Null);
        };
        let Some(main) = &code.main else { return Ok(Value::Null) };
        let main = self.vm.closure_of(main.clone(), module);
        self.vm.call(&main, Vec::new())
    }

    /// Binds what an import names in a new module.
    fn bind(
        &self,
        module: &Cc<Module>,
        import: &Import,
        loaded: &[Cc<Module>],
        source: &Rc<Source>,
    ) -> Result<(), Box<Thrown>> {
        let target = match &import.target {
            Target::File(index) => loaded[*index].clone(),
            Target::Standard(name) => match self.vm.builtins.module(name) {
                Some(module) => module,
                None => return Ok(()),
            },
        };
        match &import.binding {
            Binding::Namespace(name) => set_by_name(module, name, Value::Module(target.clone())),
            Binding::Names(names) => {
                for (member, here) in names {
                    match target.member_str(&member.name) {
                        Some(value) => set_by_name(module, &here.name, value),
                        // Types need no binding: they are found through the imported module.
                        None if target.type_names().iter().any(|t| **t == *member.name) => {}
                        None => {
                            let place = Some((source.clone(), member.span));
                            return Err(Box::new(Thrown::raised(
                                missing_member(&target, &member.name),
                                place,
                            )));
                        }
                    }
                }
            }
        }
        if !target.is_standard {
            module.import(target);
        }
        Ok(())
    }

    /// Attaches the part of the library that is written in the language.
    fn install_prelude(&mut self) {
        let code = self.prelude_code();
        let module = self.vm.module_from(code.clone());
        let init = self.vm.closure_of(code.init.clone(), &module);
        if let Err(thrown) = self.vm.call(&init, Vec::new()) {
            unreachable!("the prelude only declares functions: {}", Error::thrown(&thrown));
        }
        for name in module.member_names() {
            if let Some(function) = module.member(&name) {
                stdlib::attach(&mut self.vm.builtins, &name, &function);
            }
        }
    }

    /// The prelude compiled for this thread: names and indices of built-ins are the same for every engine.
    fn prelude_code(&self) -> Rc<ModuleCode> {
        thread_local! {
            static PRELUDE: std::cell::OnceCell<Rc<ModuleCode>> = const { std::cell::OnceCell::new() };
        }
        PRELUDE.with(|cell| {
            let compile = || {
                let units = Loader::new(&|_| false).load_text("<prelude>", stdlib::PRELUDE, None);
                let code = units.and_then(|units| self.compile_unit(&units[0], &HashMap::new(), true, true));
                Rc::new(code.unwrap_or_else(|e| unreachable!("the prelude compiles: {e}")))
            };
            cell.get_or_init(compile).clone()
        })
    }
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

fn missing_member(module: &Module, name: &str) -> Box<Raise> {
    let message = format!("Import error: module '{}' has no member '{name}'", module.name);
    let raise = Raise::new(ErrorKind::ImportError, message);
    match names::did_you_mean(name, module.member_names()) {
        Some(hint) => raise.with_hint(hint),
        None => raise,
    }
}

fn set_by_name(module: &Cc<Module>, name: &str, value: Value) {
    if let Some(slot) = module.slot_of_str(name) {
        module.set(slot, value);
    }
}
