//! Rhai. Its closures of the host can hold script values, but scripts cannot make such a closure part of an object that it holds.

use super::{Host, Work, text};
use rhai::{Dynamic, Engine, INT, Scope};

pub const HOST: Host = Host {
    name: "rhai",
    life: || Engine::new().eval::<INT>("1 + 2").map(drop).map_err(text),
    compiled: || {
        let engine = Engine::new();
        let script = engine.compile("let a = 20; let b = 22; a + b").map_err(text)?;
        Ok(Box::new(move |rounds| {
            (0..rounds).try_for_each(|_| engine.eval_ast::<INT>(&script).map(drop)).map_err(text)
        }))
    },
    calls: || {
        let engine = Engine::new();
        let script = engine.compile("fn add(a, b) { a + b }").map_err(text)?;
        Ok(Box::new(move |rounds| {
            let call = |_| engine.call_fn::<INT>(&mut Scope::new(), &script, "add", (1 as INT, 2 as INT));
            (0..rounds).try_for_each(|round| call(round).map(drop)).map_err(text)
        }))
    },
    called: || counted("n = add(n, 1);"),
    loops: || counted("n = n + 1;"),
    cycles: None,
};

fn counted(step: &str) -> Result<Work, String> {
    let mut engine = Engine::new();
    engine.register_fn("add", |a: INT, b: INT| a + b);
    let source = format!("let n = 0; while n < rounds {{ {step} }}");
    let mut scope = Scope::new();
    scope.push("rounds", 0 as INT);
    let script = engine.compile_with_scope(&scope, source).map_err(text)?;
    Ok(Box::new(move |rounds| {
        let mut scope = Scope::new();
        scope.push_dynamic("rounds", Dynamic::from(INT::from(rounds)));
        engine.run_ast_with_scope(&mut scope, &script).map_err(text)
    }))
}
