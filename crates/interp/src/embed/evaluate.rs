//! From text to result: compiling, running, loading programs.
//!
//! Invariant: a run makes its modules anew, so runs of one script see nothing of each other but what they do to globals.

use super::convert::FromValue;
use super::engine::Engine;
use super::error::Error;
use super::files::{Files, NoFiles, Provided};
use super::function::Function;
use super::handle::Handle;
use super::library::compile_unit;
use super::loader::{Binding, Import, Loader, Target, Unit};
use super::script::Script;
use crate::compile::{Deaths, ImportedModule};
use crate::embed::files::Disk;
use crate::syntax::ast::Ident;
use crate::syntax::span::Source;
use crate::vm::Vm;
use oxbow_cc::Cc;
use oxbow_value::code::ModuleCode;
use oxbow_value::{ErrorKind, Module, Raise, Str, Thrown, Value, names};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

impl Engine {
    /// Evaluates a text: a program with a `main` block, whose result is what `main` returns; or else a sequence of statements (an
    /// expression, say), whose result is the value of the last one. Declarations hold for this text only.
    ///
    /// ```
    /// # use oxbow_interp::{Engine, Value};
    /// let mut engine = Engine::new();
    /// assert_eq!(engine.eval("let x = 6\n x * 7")?, Value::Int(42));
    /// # Ok::<(), oxbow_interp::Error>(())
    /// ```
    ///
    /// # Errors
    /// The text is refused, or what it did not catch. The engine stays usable.
    pub fn eval(&mut self, source: &str) -> Result<Value, Error> {
        let script = self.compile_bare("<eval>", source)?;
        self.run(&script)
    }

    /// Evaluates a text and converts its result.
    ///
    /// # Errors
    /// As [`Engine::eval`], or the result is no `T`.
    pub fn eval_as<T: FromValue>(&mut self, source: &str) -> Result<T, Error> {
        let value = self.eval(source)?;
        self.get(value)
    }

    /// Compiles a text that [`Engine::eval`] would take; `name` is used in diagnostics.
    ///
    /// # Errors
    /// The text is refused.
    pub fn compile_bare(&self, name: &str, source: &str) -> Result<Script, Error> {
        self.compile_text(name, source, true)
    }

    /// Compiles a program from text; `name` is used in diagnostics. It can import standard modules, those of the host, and what the
    /// module loader provides. It sees the globals that exist now.
    ///
    /// # Errors
    /// The program is refused.
    pub fn compile(&self, name: &str, source: &str) -> Result<Script, Error> {
        self.compile_text(name, source, false)
    }

    /// Reads, checks and compiles a program file with all that it imports.
    ///
    /// # Errors
    /// A file cannot be read, or the program is refused.
    pub fn load_file(&self, path: impl AsRef<Path>) -> Result<Script, Error> {
        let units = Loader::new(&|name| self.is_module(name), &Disk).load_file(path.as_ref())?;
        self.compile_units(units)
    }

    /// Runs a program: every module once, in dependency order, then `main`, whose result it gives.
    ///
    /// # Errors
    /// What the program did not catch. The engine stays usable.
    pub fn run(&mut self, script: &Script) -> Result<Value, Error> {
        self.evaluate(|vm| {
            let modules = instantiate(vm, script)?;
            let Some(((code, _), module)) = script.units.last().zip(modules.last()) else {
                return Ok(Value::Null);
            };
            let Some(main) = &code.main else { return Ok(Value::Null) };
            let main = vm.closure_of(main.clone(), module);
            vm.call(&main, &mut [])
        })
    }

    /// Runs a program's declarations and `export` initialisers, but not its `main`, and keeps its names for the host to use.
    ///
    /// # Errors
    /// What the program did not catch.
    pub fn load(&mut self, script: &Script) -> Result<Namespace, Error> {
        let module = self.evaluate(|vm| {
            let modules = instantiate(vm, script)?;
            Ok(modules.last().map_or(Value::Null, |module| Value::Module(module.clone())))
        })?;
        Ok(Namespace { handle: self.handle(module)? })
    }

    pub(super) fn evaluate(
        &mut self,
        work: impl FnOnce(&mut Vm) -> Result<Value, Box<Thrown>>,
    ) -> Result<Value, Error> {
        let result = self.vm.evaluation(work);
        let flushed = self.vm.ctx.out.flush();
        let value = result.map_err(|thrown| Error::from_thrown(*thrown, &self.vm.roots))?;
        flushed.map_err(|e| Error::io(format!("cannot write the output: {e}")))?;
        Ok(value)
    }

    fn compile_text(&self, name: &str, source: &str, bare: bool) -> Result<Script, Error> {
        let provided = self.loader.as_deref().map(Provided);
        let files: &dyn Files = provided.as_ref().map_or(&NoFiles, |provided| provided);
        let units = Loader::new(&|name| self.is_module(name), files).load_text(name, source, bare)?;
        self.compile_units(units)
    }

    pub(super) fn is_module(&self, name: &str) -> bool {
        self.vm.globals.module_index(name).is_some()
    }

    pub(super) fn compile_units(&self, units: Vec<Unit>) -> Result<Script, Error> {
        let deaths = deaths_seen(&units);
        let types = types_of(&units);
        let mut compiled = Vec::with_capacity(units.len());
        for unit in units {
            let imported = imported(&unit, &types);
            let code = compile_unit(&self.vm.globals, &unit, &imported, deaths, false)?;
            compiled.push((Rc::new(code), unit.imports));
        }
        Ok(Script { units: compiled, owner: self.vm.roots.clone() })
    }
}

/// What the files of a program can see of deaths.
pub(super) fn deaths_seen(units: &[Unit]) -> Deaths {
    units.iter().map(|unit| Deaths::seen_by(&unit.source.text)).fold(Deaths::default(), Deaths::or)
}

/// What a file must know of those it imports.
pub(super) fn imported(unit: &Unit, types: &[ImportedModule]) -> HashMap<Rc<str>, ImportedModule> {
    let mut imported = HashMap::new();
    for (i, import) in unit.imports.iter().enumerate() {
        let Target::File(index) = import.target else { continue };
        let name = match &import.binding {
            Binding::Namespace(name) => name.clone(),
            Binding::Names(_) => ImportedModule::key_of_names(i),
        };
        imported.insert(name, types[index].clone());
    }
    imported
}

/// The top-level names of a loaded program, kept by the host.
#[derive(Clone, Debug)]
pub struct Namespace {
    handle: Handle,
}

impl Namespace {
    /// A top-level function or exported variable.
    ///
    /// # Errors
    /// The engine has gone.
    pub fn get(&self, name: &str) -> Result<Option<Value>, Error> {
        match self.handle.value()? {
            Value::Module(module) => Ok(module.member_str(name)),
            _ => Ok(None),
        }
    }

    /// The names of functions, exported variables and imported modules, functions in source order.
    ///
    /// # Errors
    /// The engine has gone.
    pub fn names(&self) -> Result<Vec<String>, Error> {
        match self.handle.value()? {
            Value::Module(module) => Ok(module.member_names().iter().map(|name| name.to_string()).collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// A top-level function.
    ///
    /// # Errors
    /// There is none of this name, or the engine has gone.
    pub fn function(&self, name: &str) -> Result<Function, Error> {
        let Some(value) = self.get(name)? else {
            return Err(Error::new(ErrorKind::NameError, format!("Undefined function: {name}")));
        };
        Function::from_handle(self.handle.sibling(value))
    }
}

/// Makes the modules of a program and runs their initialisers, in dependency order.
pub(super) fn instantiate(vm: &mut Vm, script: &Script) -> Result<Vec<Cc<Module>>, Box<Thrown>> {
    if !Rc::ptr_eq(&script.owner, &vm.roots) {
        let raise = Raise::runtime("the script was compiled by another engine");
        return Err(Box::new(Thrown::raised(raise, None)));
    }
    let mut modules: Vec<Cc<Module>> = Vec::with_capacity(script.units.len());
    for (code, imports) in &script.units {
        let module = vm.module_from(code.clone());
        modules.push(module.clone());
        initialise(vm, &module, code, imports, &modules)?;
    }
    Ok(modules)
}

/// Binds the imports of a module and runs its declarations; `loaded` holds the modules of all files up to it.
pub(super) fn initialise(
    vm: &mut Vm,
    module: &Cc<Module>,
    code: &ModuleCode,
    imports: &[Import],
    loaded: &[Cc<Module>],
) -> Result<(), Box<Thrown>> {
    for import in imports {
        bind(vm, module, import, loaded, &code.source)?;
    }
    let init = vm.closure_of(code.init.clone(), module);
    vm.call(&init, &mut []).map(drop)
}

/// Binds what an import names in a new module.
fn bind(
    vm: &Vm,
    module: &Cc<Module>,
    import: &Import,
    loaded: &[Cc<Module>],
    source: &Arc<Source>,
) -> Result<(), Box<Thrown>> {
    let target = match &import.target {
        Target::File(index) => loaded[*index].clone(),
        Target::Standard(name) => match vm.globals.module(name) {
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
                    None if bind_type(module, &target, member, here) => {}
                    None => {
                        let place = Some((source.clone(), member.span));
                        return Err(Box::new(Thrown::raised(missing_member(&target, &member.name), place)));
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

/// Binds an imported type to a name, unless the module has its own of that name; false if the target declares no such type.
fn bind_type(module: &Cc<Module>, target: &Cc<Module>, member: &Ident, here: &Ident) -> bool {
    let Some(entry) = target.declared_type(&Str::constant(&member.name)) else { return false };
    let here = Str::constant(&here.name);
    if module.is_open || module.declared_type(&here).is_none() {
        module.declare_type(here, entry);
    }
    true
}

/// What importers must know of each file: the types it declares and those it imports by name.
pub(super) fn types_of(units: &[Unit]) -> Vec<ImportedModule> {
    let mut types: Vec<ImportedModule> = Vec::with_capacity(units.len());
    for unit in units {
        let mut own = ImportedModule::of(&unit.program);
        for import in &unit.imports {
            if let (Target::File(index), Binding::Names(names)) = (&import.target, &import.binding) {
                names
                    .iter()
                    .for_each(|(member, here)| own.take_from(&types[*index], &member.name, &here.name));
            }
        }
        types.push(own);
    }
    types
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
