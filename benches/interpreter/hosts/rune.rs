//! Rune, with its default features.

use super::{Program, say};
use rune::{Context, Diagnostics, Module, Source, Sources, Vm};
use std::sync::Arc;

struct Compiled {
    vm: Vm,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let context = context().map_err(|error| error.to_string())?;
    let runtime = context.runtime().map_err(|error| error.to_string())?;
    let mut sources = Sources::new();
    let text = Source::memory(source).map_err(|error| error.to_string())?;
    sources.insert(text).map_err(|error| error.to_string())?;
    let mut diagnostics = Diagnostics::new();
    let unit = rune::prepare(&mut sources)
        .with_context(&context)
        .with_diagnostics(&mut diagnostics)
        .build()
        .map_err(|_| format!("{:?}", diagnostics.diagnostics().first()))?;
    Ok(Box::new(Compiled { vm: Vm::new(Arc::new(runtime), Arc::new(unit)) }))
}

/// The default modules, with another `println`.
fn context() -> Result<Context, rune::ContextError> {
    let mut context = Context::with_config(false)?;
    let mut module = Module::with_crate_item("std", ["io"])?;
    module.function("println", say).build()?;
    context.install(module)?;
    Ok(context)
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        self.vm.call(["main"], ()).map(drop).map_err(|error| error.to_string())
    }
}
