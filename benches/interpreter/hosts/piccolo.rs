//! Piccolo, a Lua in Rust. Its library has little of Lua's: programs that need the rest stop with an error.

use super::{Program, say};
use piccolo::{Callback, CallbackReturn, Closure, Executor, Lua, StashedClosure, StaticError};

struct Compiled {
    lua: Lua,
    main: StashedClosure,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let mut lua = Lua::full();
    let main = lua
        .try_enter(|ctx| {
            let print = Callback::from_fn(&ctx, |_, _, stack| {
                let mut line = Vec::new();
                for at in 0..stack.len() {
                    line.push(b' ');
                    stack.get(at).display(&mut line)?;
                }
                say(&String::from_utf8_lossy(&line));
                Ok(CallbackReturn::Return)
            });
            ctx.set_global("print", print)?;
            Ok(ctx.stash(Closure::load(ctx, Some("program"), source.as_bytes())?))
        })
        .map_err(|error: StaticError| error.to_string())?;
    Ok(Box::new(Compiled { lua, main }))
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        let Compiled { lua, main } = self;
        let executor = lua.enter(|ctx| {
            let main = ctx.fetch(main);
            ctx.stash(Executor::start(ctx, main.into(), ()))
        });
        lua.execute::<()>(&executor).map_err(|error| error.to_string())
    }
}
