//! The part of the library that is written in the language, and how its functions find their places.
//!
//! Invariant: a function's name says where it goes: `array__map_fn` into module `array`, `list__any` among the methods of lists, a
//! name without `__` among the built-in functions.

use crate::vm::builtins::Builtins;
use oxbow_value::change::ChangeModule;
use oxbow_value::{Str, Value};

/// Source text of the prelude; to be compiled as internal code, with private names in reach.
pub(crate) const PRELUDE: &str = include_str!("prelude.ox");

/// Further names of prelude functions.
const ALIASES: &[(&str, &str)] = &[("list__for_each", "list__forEach")];

/// Whether a built-in is for the prelude alone: a script's name resolution must pass it over.
pub(crate) fn is_private(name: &str) -> bool {
    name.starts_with("__")
}

/// Puts a function of the prelude where its name says. A name that fits nowhere is left out.
pub(crate) fn attach(builtins: &mut Builtins, name: &str, function: &Value) {
    place(builtins, name, function);
    for (_, alias) in ALIASES.iter().filter(|(of, _)| *of == name) {
        place(builtins, alias, function);
    }
}

fn place(builtins: &mut Builtins, name: &str, function: &Value) {
    match name.split_once("__") {
        None => drop(builtins.functions.insert(Str::constant(name), function.clone())),
        Some(("list", member)) => drop(builtins.methods.list.insert(Str::constant(member), function.clone())),
        Some((module, member)) => {
            if let Some(module) = builtins.module(module) {
                module.define(Str::constant(member), function.clone());
            }
        }
    }
}
