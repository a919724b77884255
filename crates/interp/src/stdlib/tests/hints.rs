//! Hints, and how the library is put together.

use super::world::World;
use crate::stdlib::hints::{member_hint, method_hint, name_hint};
use crate::stdlib::{PRELUDE, attach, is_private};
use oxbow_value::{StrKey, Value};

fn name(name: &str) -> Option<String> {
    name_hint(name, &mut ["counter", "total"].iter().copied())
}

fn member(world: &World, module: &str, name: &str) -> Option<String> {
    let names = world.builtins.module(module).expect(module).member_names();
    member_hint(module, name, &mut names.iter().map(|name| name.as_str()))
}

#[test]
fn undefined_names() {
    for (foreign, hint) in [
        ("True", "'true'"),
        ("False", "'false'"),
        ("None", "'null'"),
        ("nil", "'null'"),
        ("undefined", "'null'"),
        ("self", "'self'"),
        ("this", "'this'"),
        ("Math", "'math'"),
        ("String", "'string'"),
        ("Array", "'array'"),
        ("JSON", "'json'"),
        ("Console", "'print'"),
        ("Sys", "'print'"),
        ("sleep", "'time.sleep'"),
        ("exit", "'return'"),
        ("require", "'import'"),
        ("conter", "'counter'"),
    ] {
        assert!(name(foreign).is_some_and(|text| text.contains(hint)), "{foreign}: {:?}", name(foreign));
    }
    assert_eq!(name("xylophone"), None);
}

#[test]
fn unknown_members() {
    let world = World::new();
    for (module, unknown, hint) in [
        ("array", "map", "array.map_fn"),
        ("array", "filter", "array.filter_fn"),
        ("array", "append", "array.push"),
        ("array", "includes", "array.contains"),
        ("array", "size", "array.length"),
        ("array", "forEach", "'for'"),
        ("string", "charAt", "string.char_at"),
        ("string", "toUpper", "string.upper"),
        ("string", "indexOf", "string.index_of"),
        ("string", "strip", "string.trim"),
        ("string", "test", "regex"),
        ("json", "dumps", "json.stringify"),
        ("json", "loads", "json.parse"),
        ("file", "readFile", "file.read"),
        ("file", "mkdir", "file.create_dir"),
        ("file", "remove", "file.delete"),
        ("time", "format", "time.format_timestamp"),
        ("env", "getenv", "env.get"),
        ("env", "set", "env.set_var"),
        ("regex", "match", "regex.matches"),
        ("regex", "test", "regex.search"),
        ("math", "random", "crypto.random_int"),
        ("math", "sqr", "sqrt"),
    ] {
        let found = member(&world, module, unknown);
        assert!(found.as_ref().is_some_and(|text| text.contains(hint)), "{module}.{unknown}: {found:?}");
    }
    assert_eq!(member(&world, "math", "xylophone"), None);
}

#[test]
fn unknown_methods() {
    let method =
        |kind: &str, name: &str| method_hint(kind, name, &mut ["length", "push", "trim"].iter().copied());
    for (kind, unknown, hint) in [
        ("array", "len", "len(x)"),
        ("string", "len", ".length()"),
        ("dict", "update", ".merge(other)"),
        ("array", "psuh", "'push'"),
    ] {
        let found = method(kind, unknown);
        assert!(found.as_ref().is_some_and(|text| text.contains(hint)), "{kind}.{unknown}: {found:?}");
    }
    assert_eq!(method("array", "xylophone"), None);
}

#[test]
fn modules_constants_and_aliases() {
    let world = World::new();
    let module = |name: &str| world.builtins.module(name).expect(name);
    for name in [
        "string", "array", "math", "json", "io", "file", "fs", "path", "time", "env", "csv", "regex",
        "crypto", "debug",
    ] {
        assert!(module(name).is_standard, "{name}");
    }
    assert!(module("math").member_str("PI") == Some(Value::Float(std::f64::consts::PI)));
    assert!(module("math").member_str("e") == Some(Value::Float(std::f64::consts::E)));
    let (a, b) = (module("array").member_str("slice"), module("array").member_str("slice_arr"));
    assert!(a.is_some() && a == b, "aliases are one function");
}

#[test]
fn prelude_functions_find_their_places() {
    let mut world = World::new();
    let function = world.builtins.functions.get(&StrKey::new("len")).expect("a function").clone();
    for name in PRELUDE.lines().filter_map(|line| line.strip_prefix("fn ")?.split('(').next()) {
        attach(&mut world.builtins, name, &function);
    }
    assert!(world.builtins.functions.get(&StrKey::new("gc_collect")).is_some());
    let array = world.builtins.module("array").expect("a module");
    assert!(["map_fn", "filter_fn", "reduce_fn", "find"].iter().all(|name| array.member_str(name).is_some()));
    let methods = &world.builtins.methods.list;
    for name in ["find", "forEach", "for_each", "map", "filter", "reduce", "any", "all"] {
        assert!(methods.get(&StrKey::new(name)).is_some(), "{name}");
    }
    assert!(is_private("__collect") && !is_private("gc_collect"));
}
