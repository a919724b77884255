//! Lua 5.4 by `mlua`.

use super::{Host, Work, text};
use mlua::{Function, Lua};

pub const HOST: Host = Host {
    name: "mlua",
    life: || Lua::new().load("return 1 + 2").eval::<i64>().map(drop).map_err(text),
    compiled: || {
        let lua = Lua::new();
        let script = lua.load("local a = 20 local b = 22 return a + b").into_function().map_err(text)?;
        Ok(Box::new(move |rounds| {
            let _lua = &lua;
            (0..rounds).try_for_each(|_| script.call::<i64>(()).map(drop)).map_err(text)
        }))
    },
    calls: || {
        let lua = Lua::new();
        let add: Function = lua.load("return function(a, b) return a + b end").eval().map_err(text)?;
        Ok(Box::new(move |rounds| {
            let _lua = &lua;
            (0..rounds).try_for_each(|_| add.call::<i64>((1, 2)).map(drop)).map_err(text)
        }))
    },
    called: || counted("n = add(n, 1)"),
    loops: || counted("n = n + 1"),
    cycles: Some(|| {
        let lua = Lua::new();
        Ok(Box::new(move |rounds| {
            (0..rounds).try_for_each(|_| cycle(&lua)).map_err(text)?;
            lua.gc_collect().and_then(|()| lua.gc_collect()).map_err(text)
        }))
    }),
};

fn counted(step: &str) -> Result<Work, String> {
    let lua = Lua::new();
    let add = lua.create_function(|_, (a, b): (i64, i64)| Ok(a + b)).map_err(text)?;
    lua.globals().set("add", add).map_err(text)?;
    let source =
        format!("local add = add return function(rounds) local n = 0 while n < rounds do {step} end end");
    let script: Function = lua.load(source).eval().map_err(text)?;
    Ok(Box::new(move |rounds| {
        let _lua = &lua;
        script.call::<()>(rounds).map_err(text)
    }))
}

fn cycle(lua: &Lua) -> mlua::Result<()> {
    let object = lua.create_table()?;
    let held = object.clone();
    let back = lua.create_function(move |_, ()| Ok(held.clone()))?;
    object.set("back", back)
}
