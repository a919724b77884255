//! Sessions: texts evaluated one after the other, each of which sees what those before it declared.
//!
//! Invariant: a session keeps what its names mean now and nothing else: a value or type that was declared anew is gone once nothing uses it. An
//! input that fails leaves what earlier ones declared, and what it had itself declared by then.

use super::engine::Engine;
use super::error::Error;
use super::evaluate::{deaths_seen, imported, initialise, instantiate, types_of};
use super::files::{Disk, Files, NoFiles, Provided};
use super::handle::Handle;
use super::library::with_env;
use super::loader::{Import, Loader, Unit};
use crate::compile::{Declared, Env, ImportedModule, compile_input};
use crate::vm::Vm;
use oxbow_cc::Cc;
use oxbow_value::code::ModuleCode;
use oxbow_value::{Module, Str, Thrown, Value};
use std::rc::Rc;

/// An interactive session: made by [`Engine::session`]. Variables, functions, types and imports of one input remain for the next.
///
/// ```
/// # use oxbow_interp::{Engine, Value};
/// let mut engine = Engine::new();
/// let mut session = engine.session();
/// session.eval(&mut engine, "let n = 20\n fn twice(x) { x * 2 }")?;
/// assert_eq!(session.eval(&mut engine, "twice(n) + 2")?, Value::Int(42));
/// # Ok::<(), oxbow_interp::Error>(())
/// ```
pub struct Session {
    module: Handle,
    declared: Declared,
    inputs: u64,
    files: bool,
}

impl Engine {
    /// Begins a session. An engine can have any number of them; they share its globals and nothing else.
    pub fn session(&mut self) -> Session {
        let module = self.vm.open_module(Str::constant("session"));
        let module = Handle::new(&self.vm.roots, Value::Module(module));
        Session { module, declared: Declared::default(), inputs: 0, files: false }
    }
}

impl Session {
    /// From now on inputs may import files, relative to the current folder, rather than what the engine's module loader provides.
    pub fn allow_files(&mut self) {
        self.files = true;
    }

    /// Evaluates an input: what [`Engine::eval`] takes, with the same result, but its top-level declarations remain. A name declared anew means
    /// the new thing, also in functions of earlier inputs. Diagnostics call the inputs `<1>`, `<2>` and so on.
    ///
    /// # Errors
    /// The input is refused, or what it did not catch, or the session belongs to another engine. What was declared before remains.
    pub fn eval(&mut self, engine: &mut Engine, input: &str) -> Result<Value, Error> {
        let module = self.module_in(engine)?;
        self.inputs += 1;
        let name = format!("<{}>", self.inputs);
        let provided = engine.loader.clone();
        let provided = provided.as_deref().map(Provided);
        let files: &dyn Files = match &provided {
            _ if self.files => &Disk,
            Some(provided) => provided,
            None => &NoFiles,
        };
        let mut units = Loader::new(&|name| engine.is_module(name), files).load_text(&name, input, true)?;
        self.declared.deaths = self.declared.deaths.or(deaths_seen(&units));
        let types = types_of(&units);
        let Some(last) = units.pop() else { return Ok(Value::Null) };
        let files = engine.compile_units(units)?;
        let mut declared = self.declared.clone();
        let code = Rc::new(compile(engine, &last, &types, &mut declared, &module)?);
        engine.evaluate(|vm| {
            let mut loaded = instantiate(vm, &files)?;
            // From here on the module has the names, whatever becomes of their values.
            self.declared = declared;
            module.extend(code.clone());
            loaded.push(module.clone());
            run(vm, &module, &code, &last.imports, &loaded)
        })
    }

    /// The value of a name that an input declared.
    ///
    /// # Errors
    /// The engine has gone.
    pub fn get(&self, name: &str) -> Result<Option<Value>, Error> {
        Ok(self.module()?.member_str(name))
    }

    /// The names of the variables, functions and modules that inputs declared, in the order of their first declaration; then those of types.
    /// None once the engine has gone.
    pub fn names(&self) -> Vec<String> {
        let Ok(module) = self.module() else { return Vec::new() };
        let variables = module.member_names().into_iter().filter(|name| module.member(name).is_some());
        variables.chain(module.type_names()).map(|name| name.to_string()).collect()
    }

    fn module(&self) -> Result<Cc<Module>, Error> {
        match self.module.value()? {
            Value::Module(module) => Ok(module),
            _ => Err(Error::engine_gone()),
        }
    }

    fn module_in(&self, engine: &Engine) -> Result<Cc<Module>, Error> {
        self.module.value_in(&engine.vm.roots)?;
        self.module()
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("inputs", &self.inputs).field("names", &self.names()).finish()
    }
}

fn compile(
    engine: &Engine,
    unit: &Unit,
    types: &[ImportedModule],
    declared: &mut Declared,
    module: &Module,
) -> Result<ModuleCode, Error> {
    let mut modules = declared.modules.clone();
    let new = imported(unit, types);
    modules.extend(new.iter().map(|(name, module)| (name.clone(), module.clone())));
    let is_set = |name: &str| module.member_str(name).is_some();
    let deaths = declared.deaths;
    let work = |env: &Env<'_>| compile_input(&unit.program, &unit.source, env, declared, &is_set);
    let code = with_env(&engine.vm.globals, &modules, deaths, false, work)
        .map_err(|errors| Error::rejected(errors, &unit.source))?;
    modules.retain(|name, _| !name.starts_with('<'));
    declared.modules = modules;
    Ok(code)
}

fn run(
    vm: &mut Vm,
    module: &Cc<Module>,
    code: &ModuleCode,
    imports: &[Import],
    loaded: &[Cc<Module>],
) -> Result<Value, Box<Thrown>> {
    initialise(vm, module, code, imports, loaded)?;
    let Some(main) = &code.main else { return Ok(Value::Null) };
    let main = vm.closure_of(main.clone(), module);
    vm.call(&main, &mut [])
}
