//! The standard library: built-in functions, methods of built-in kinds, standard modules.
//!
//! Each native is one function and one line in the table of its file. Functions that call functions of the script are written in the
//! language itself, in `prelude.ox`; natives never call back.

mod args;
mod builtins;
mod gc;
mod hints;
mod limits;
mod methods;
mod modules;
mod prelude;
mod table;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use prelude::{PRELUDE, attach, is_private};

use crate::vm::builtins::{Builtins, Hints, Methods};
use oxbow_value::{Context, Module, Str, StrMap, Value};
use table::Native;

/// The standard modules and their natives.
const MODULES: &[(&str, &[Native])] = &[
    ("string", modules::string::FUNCTIONS),
    ("array", modules::array::FUNCTIONS),
    ("math", modules::math::FUNCTIONS),
    ("json", modules::json::FUNCTIONS),
    ("io", modules::io::FUNCTIONS),
    ("file", modules::file::FUNCTIONS),
    ("path", modules::path::FUNCTIONS),
    ("time", modules::time::FUNCTIONS),
    ("env", modules::env::FUNCTIONS),
    ("csv", modules::csv::FUNCTIONS),
    ("regex", modules::regex::FUNCTIONS),
    ("crypto", modules::crypto::FUNCTIONS),
    ("debug", modules::debug::FUNCTIONS),
    ("collections", modules::collections::FUNCTIONS),
];

/// Makes everything but the prelude's functions, which `attach` adds once the prelude has been compiled and run.
pub(crate) fn install(ctx: &mut Context) -> Builtins {
    Builtins {
        functions: functions(ctx),
        modules: modules(ctx),
        methods: Methods {
            string: table::methods(ctx, "string.", methods::string::METHODS),
            list: table::methods(ctx, "array.", methods::list::METHODS),
            dict: table::methods(ctx, "dict.", methods::dict::METHODS),
            weak: table::methods(ctx, "weak.", methods::weak::METHODS),
            ..Methods::default()
        },
        hints: Hints { name: hints::name_hint, member: hints::member_hint, method: hints::method_hint },
        heap: None,
    }
}

fn functions(ctx: &Context) -> StrMap<Value> {
    let mut functions = StrMap::default();
    for table in [builtins::FUNCTIONS, gc::FUNCTIONS, builtins::PRIVATE, gc::PRIVATE] {
        functions.extend(table::functions(ctx, "", table));
    }
    functions
}

fn modules(ctx: &Context) -> StrMap<Value> {
    let mut modules = StrMap::default();
    for (name, table) in MODULES {
        let mut members = table::functions(ctx, &format!("{name}."), table);
        if *name == "math" {
            members.extend(
                modules::math::CONSTANTS.iter().map(|(name, x)| (Str::constant(name), Value::Float(*x))),
            );
        }
        if *name == "debug" {
            members.extend(modules::debug::heap::functions(&ctx.heap));
        }
        let module = Value::Module(ctx.heap.alloc(Module::standard(Str::constant(name), members)));
        if *name == "file" {
            modules.insert(Str::constant("fs"), module.clone());
        }
        modules.insert(Str::constant(name), module);
    }
    modules
}
