//! Rune. Its context, with the standard library, is made anew for each life, though programs may share one.

use super::{Host, Work, text};
use rune::runtime::RuntimeContext;
use rune::{Context, ContextError, Module, Source, Sources, Unit, Vm};
use std::sync::Arc;

pub const HOST: Host = Host {
    name: "rune",
    life: || {
        compile("pub fn main() { 1 + 2 }").and_then(|mut vm| vm.call(["main"], ()).map(drop).map_err(text))
    },
    compiled: || repeat("pub fn main(a, b) { let a = 20; let b = 22; a + b }"),
    calls: || repeat("pub fn main(a, b) { a + b }"),
    called: || counted("n = add(n, 1);"),
    loops: || counted("n = n + 1;"),
    cycles: None,
};

fn context() -> Result<(Context, Arc<RuntimeContext>), ContextError> {
    let mut context = Context::with_default_modules()?;
    let mut module = Module::new();
    module.function("add", |a: i64, b: i64| a + b).build()?;
    context.install(module)?;
    let runtime = Arc::new(context.runtime()?);
    Ok((context, runtime))
}

fn compile(source: &str) -> Result<Vm, String> {
    let (context, runtime) = context().map_err(text)?;
    let mut sources = Sources::new();
    sources.insert(Source::memory(source).map_err(text)?).map_err(text)?;
    let unit: Unit = rune::prepare(&mut sources).with_context(&context).build().map_err(text)?;
    Ok(Vm::new(runtime, Arc::new(unit)))
}

fn repeat(source: &str) -> Result<Work, String> {
    let mut vm = compile(source)?;
    Ok(Box::new(move |rounds| {
        (0..rounds).try_for_each(|_| vm.call(["main"], (1i64, 2i64)).map(drop)).map_err(text)
    }))
}

fn counted(step: &str) -> Result<Work, String> {
    let mut vm = compile(&format!("pub fn main(rounds) {{ let n = 0; while n < rounds {{ {step} }} }}"))?;
    Ok(Box::new(move |rounds| vm.call(["main"], (i64::from(rounds),)).map(drop).map_err(text)))
}
