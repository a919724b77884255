//! Lua 5.4 (the C implementation, built with this bench), hosted by `mlua`.

use super::{Program, say};
use mlua::{Function, Lua, Value, Variadic};

struct Compiled {
    main: Function,
    _lua: Lua,
}

pub fn compile(source: &str) -> Result<Box<dyn Program>, String> {
    let build = || {
        let lua = Lua::new();
        let print = lua.create_function(|_, values: Variadic<Value>| {
            let texts: Result<Vec<String>, _> = values.iter().map(Value::to_string).collect();
            say(&texts?.join(" "));
            Ok(())
        })?;
        lua.globals().set("print", print)?;
        let main = lua.load(source).set_name("program").into_function()?;
        Ok(Compiled { main, _lua: lua })
    };
    build()
        .map(|compiled| Box::new(compiled) as Box<dyn Program>)
        .map_err(|error: mlua::Error| error.to_string())
}

impl Program for Compiled {
    fn run(&mut self) -> Result<(), String> {
        self.main.call::<()>(()).map_err(|error| error.to_string())
    }
}
