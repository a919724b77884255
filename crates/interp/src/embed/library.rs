//! The library of a thread: made once, shared by all its engines.
//!
//! Invariant: nothing in it changes after it was made, and its functions capture nothing, so sharing it is not observable. It lives in a heap
//! of its own, which nobody collects.

use super::loader::{Loader, NoFiles, Unit};
use super::{Error, ImportedModule};
use crate::compile::{Deaths, Env, compile_module};
use crate::stdlib;
use crate::vm::{Builtins, Globals, Vm};
use oxbow_cc::{Heap, Policy};
use oxbow_value::code::ModuleCode;
use oxbow_value::{Context, Str, Value};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::sink;
use std::rc::Rc;

/// The library of this thread.
pub(super) fn library() -> Rc<Builtins> {
    thread_local! {
        static LIBRARY: OnceCell<Rc<Builtins>> = const { OnceCell::new() };
    }
    // While the thread's storage is torn down, an engine gets a library of its own.
    LIBRARY
        .try_with(|cell| cell.get_or_init(|| Rc::new(build())).clone())
        .unwrap_or_else(|_| Rc::new(build()))
}

fn build() -> Builtins {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    let mut ctx = Context::new(heap.clone(), Box::new(sink()), Box::new(sink()));
    let mut builtins = stdlib::install(&mut ctx);
    builtins.heap = Some(heap);
    let mut vm = Vm::new(ctx, builtins);
    let functions = prelude(&mut vm);
    let library = vm.globals.library.clone();
    drop(vm);
    let mut builtins =
        Rc::into_inner(library).unwrap_or_else(|| unreachable!("the machine was the other owner"));
    for (name, function) in functions {
        stdlib::attach(&mut builtins, &name, &function);
    }
    builtins
}

/// The part of the library that is written in the language.
fn prelude(vm: &mut Vm) -> Vec<(Str, Value)> {
    let units = Loader::new(&|_| false, &NoFiles).load_text("<prelude>", stdlib::PRELUDE, false);
    let code =
        units.and_then(|units| compile_unit(&vm.globals, &units[0], &HashMap::new(), Deaths::ALL, true));
    let code = Rc::new(code.unwrap_or_else(|e| unreachable!("the prelude compiles: {e}")));
    let module = vm.module_from(code.clone());
    let init = vm.closure_of(code.init.clone(), &module);
    if vm.call(&init, &mut []).is_err() {
        unreachable!("the prelude only declares functions");
    }
    module.member_names().into_iter().filter_map(|name| Some((name.clone(), module.member(&name)?))).collect()
}

/// Compiles one file against what an engine has.
pub(super) fn compile_unit(
    globals: &Globals,
    unit: &Unit,
    imported: &HashMap<Rc<str>, ImportedModule>,
    deaths: Deaths,
    is_internal: bool,
) -> Result<ModuleCode, Error> {
    let compile = |env: &Env<'_>| compile_module(&unit.program, &unit.source, &unit.name, env);
    with_env(globals, imported, deaths, is_internal, compile)
        .map_err(|errors| Error::rejected(errors, &unit.source))
}

/// Compiles something against what an engine has.
pub(super) fn with_env<R>(
    globals: &Globals,
    imported: &HashMap<Rc<str>, ImportedModule>,
    deaths: Deaths,
    is_internal: bool,
    compile: impl FnOnce(&Env<'_>) -> R,
) -> R {
    compile(&Env {
        functions: &|name| globals.index(name).filter(|_| is_internal || !stdlib::is_private(name)),
        modules: &|name| globals.module_index(name),
        assignable: &|index| globals.is_assignable(index),
        name_hint: &|name, visible| {
            let own = visible.collect::<Vec<_>>();
            let global = globals.names().filter(|name| !stdlib::is_private(name));
            (globals.library.hints.name)(name, &mut own.into_iter().chain(global))
        },
        imported,
        deaths,
        is_internal,
    })
}
