//! Oxbow, by its public face alone.

use super::{Host, Work, text};
use oxbow_interp::{Engine, Value};

pub const HOST: Host = Host {
    name: "oxbow",
    life: || Engine::new().eval("1 + 2").map(drop).map_err(text),
    compiled: || repeat("let a = 20\nlet b = 22\na + b"),
    calls: || {
        let mut engine = Engine::new();
        let add = engine.eval("fn(a, b) { a + b }").and_then(|add| engine.function(add)).map_err(text)?;
        Ok(Box::new(move |rounds| {
            (0..rounds).try_for_each(|_| engine.call(&add, (1, 2)).map(drop)).map_err(text)
        }))
    },
    called: || counted("n = add(n, 1)"),
    loops: || counted("n = n + 1"),
    cycles: Some(|| {
        let mut engine = Engine::new();
        Ok(Box::new(move |rounds| (0..rounds).try_for_each(|_| cycle(&mut engine))))
    }),
};

fn repeat(source: &str) -> Result<Work, String> {
    let mut engine = Engine::new();
    let script = engine.compile_bare("script", source).map_err(text)?;
    Ok(Box::new(move |rounds| (0..rounds).try_for_each(|_| engine.run(&script).map(drop)).map_err(text)))
}

fn counted(step: &str) -> Result<Work, String> {
    let mut engine = Engine::new();
    engine.register_fn("add", |a: i64, b: i64| a + b).map_err(text)?;
    engine.set_global("rounds", 0).map_err(text)?;
    let source = format!("let n = 0\nlet end = rounds\nwhile n < end {{ {step} }}");
    let script = engine.compile_bare("loop", &source).map_err(text)?;
    Ok(Box::new(move |rounds| {
        engine.set_global("rounds", i64::from(rounds)).map_err(text)?;
        engine.run(&script).map(drop).map_err(text)
    }))
}

fn cycle(engine: &mut Engine) -> Result<(), String> {
    let object = engine.eval("let object = {}\nobject").map_err(text)?;
    let back = engine.new_function_with("back", object.clone(), |object: &Value| object.clone());
    engine.set_index(&object, "back", back).map_err(text)
}
