//! Structs, fields, methods, modules.

use super::asm::{Asm, Bench, field, literal, method, native, s, struct_decl};
use crate::vm::Builtins;
use oxbow_value::Value;
use oxbow_value::change::*;
use oxbow_value::code::{Op, Site};

/// A bench whose module has declared `struct Pt { x, y }` and `fn Pt.sum(self, n)` = self.x + n.
fn with_struct() -> Bench {
    let mut bench = Bench::new();
    let sum = vec![
        Op::GetField { free: 0, dst: 2, object: 0, site: 0 },
        Op::Add { free: 0, dst: 2, a: 2, b: 1 },
        Op::Return { src: 2, held: 0 },
    ];
    bench.define(0, Asm::new("Pt.sum", &["self", "n"], 3, sum).sites([field("x")]));
    let ops = vec![
        Op::GetMod { dst: 0, slot: 0 },
        Op::DeclareMethod { src: 0, site: 1 }, // waits for the struct
        Op::DeclareStruct { site: 0 },
        Op::ReturnNull { held: 0 },
    ];
    bench.value(Asm::new("init", &[], 1, ops).sites([struct_decl("Pt", &["x", "y"]), method("Pt", "sum")]));
    bench
}

/// Builds Pt { y: 1, x: 2 } in r0 (registers 1, 2 are free), then `ops`; sites from 1 on are `sites`.
fn on_point(ops: Vec<Op>, sites: Vec<Site>) -> Asm {
    let mut all = vec![
        Op::Int { dst: 1, value: 1 },
        Op::Int { dst: 2, value: 2 },
        Op::NewStruct { dst: 0, from: 1, site: 0 },
    ];
    all.extend(ops);
    let sites = std::iter::once(literal(0, &["y", "x"])).chain(sites);
    Asm::new("main", &[], 5, all).sites(sites)
}

#[test]
fn fields_in_any_order_read_and_written() {
    let ops = vec![
        Op::GetField { free: 0, dst: 1, object: 0, site: 1 },
        Op::AddInt { free: 0, dst: 1, a: 1, imm: 5 },
        Op::SetField { free: 0, object: 0, src: 1, site: 1 },
        Op::Return { src: 0, held: 0 },
    ];
    assert_eq!(with_struct().text(on_point(ops, vec![field("x")])), "Pt { x: 7, y: 1 }");
}

#[test]
fn methods_with_and_without_receiver() {
    let ops = vec![
        Op::Int { dst: 1, value: 0 },
        Op::Move { dst: 2, src: 0 },
        Op::Int { dst: 3, value: 40 },
        Op::CallMethod { argc: 1, dst: 4, base: 2, site: 1 },
        Op::AddInt { free: 0, dst: 1, a: 1, imm: 1 },
        Op::JumpEqInt { a: 1, imm: 3, off: super::asm::skip(1) },
        Op::Loop { off: -6 },
        Op::TypeMember { dst: 1, site: 2 },
        Op::Move { dst: 2, src: 0 },
        Op::Take { dst: 3, src: 4 },
        Op::Call { argc: 2, dst: 0, base: 1 },
        Op::Return { src: 0, held: 0 },
    ];
    let sites = vec![field("sum"), Site::Type { type_slot: 0, member: s("sum"), hint: None }];
    assert_eq!(with_struct().text(on_point(ops, sites)), "44");
}

#[test]
fn a_callable_field_wins_over_the_method_and_gets_no_self() {
    let mut bench = with_struct();
    bench.define(1, Asm::new("plain", &["n"], 1, vec![Op::Return { src: 0, held: 0 }]));
    let ops = vec![
        Op::GetMod { dst: 1, slot: 1 },
        Op::SetField { free: 0, object: 0, src: 1, site: 2 },
        Op::Int { dst: 1, value: 3 },
        Op::CallMethod { argc: 1, dst: 0, base: 0, site: 1 },
        Op::Return { src: 0, held: 0 },
    ];
    // A second struct type whose field is called `sum`.
    let ops_decl = vec![Op::DeclareStruct { site: 0 }, Op::ReturnNull { held: 0 }];
    bench.value(Asm::new("init", &[], 0, ops_decl).sites([struct_decl("Color2", &["sum"])]));
    let error = bench.error(on_point(ops, vec![field("sum"), field("nope")]));
    assert!(error.contains("'Pt' has no field 'nope'"), "{error}");
    let ops = vec![
        Op::GetMod { dst: 1, slot: 1 },
        Op::SetField { free: 0, object: 0, src: 1, site: 2 },
        Op::Int { dst: 1, value: 3 },
        Op::CallMethod { argc: 1, dst: 0, base: 0, site: 1 },
        Op::Return { src: 0, held: 0 },
    ];
    assert_eq!(bench.text(on_point(ops, vec![field("x"), field("x")])), "3");
}

#[test]
fn unknown_names() {
    let mut bench = with_struct();
    let read = |name: &str| {
        on_point(
            vec![Op::GetField { free: 0, dst: 0, object: 0, site: 1 }, Op::ReturnNull { held: 0 }],
            vec![field(name)],
        )
    };
    let call = |name: &str| {
        let ops = vec![Op::CallMethod { argc: 0, dst: 0, base: 0, site: 1 }, Op::ReturnNull { held: 0 }];
        on_point(ops, vec![field(name)])
    };
    assert!(bench.error(read("z")).contains("struct 'Pt' has no field 'z'"));
    assert!(bench.error(call("zap")).contains("struct 'Pt' has no method 'zap'"));
    assert!(bench.error(call("sum")).contains("Pt.sum expects 1-1 arguments, got 0"));
    assert!(bench.error(call("x")).contains("not callable"));
    let member = |type_slot, member: &str| {
        let site = Site::Type { type_slot, member: s(member), hint: None };
        Asm::new("f", &[], 1, vec![Op::TypeMember { dst: 0, site: 0 }, Op::Return { src: 0, held: 0 }])
            .sites([site])
    };
    assert_eq!(bench.text(member(1, "Green")), "7");
    assert!(bench.error(member(1, "Blue")).contains("enum 'Color' has no variant 'Blue'"));
    assert!(bench.error(member(0, "zap")).contains("struct 'Pt' has no method 'zap'"));
}

#[test]
fn literals_name_unknown_structs_and_missing_fields() {
    let literal_of = |fields: &[&str]| {
        let ops = vec![
            Op::Int { dst: 0, value: 1 },
            Op::Int { dst: 1, value: 1 },
            Op::NewStruct { dst: 0, from: 0, site: 0 },
            Op::Return { src: 0, held: 0 },
        ];
        Asm::new("main", &[], 2, ops).sites([literal(0, fields)])
    };
    assert!(with_struct().error(literal_of(&["x"])).contains("missing field 'y' of struct 'Pt'"));
    assert!(with_struct().error(literal_of(&["x", "q"])).contains("'Pt' has no field 'q'"));
    assert!(Bench::new().error(literal_of(&["x", "y"])).contains("unknown struct 'Pt'"));
}

#[test]
fn redeclaration_of_the_same_shape_is_harmless() {
    let mut bench = with_struct();
    let declare = |fields: &[&str]| {
        Asm::new("init", &[], 0, vec![Op::DeclareStruct { site: 0 }, Op::ReturnNull { held: 0 }])
            .sites([struct_decl("Pt", fields)])
    };
    bench.value(declare(&["x", "y"]));
    assert!(bench.error(declare(&["x"])).contains("already declared"));
    let ops = vec![
        Op::Int { dst: 1, value: 1 },
        Op::CallMethod { argc: 1, dst: 0, base: 0, site: 1 },
        Op::Return { src: 0, held: 0 },
    ];
    assert_eq!(bench.text(on_point(ops, vec![field("sum")])), "3", "methods are kept");
}

#[test]
fn methods_of_kinds_and_callable_dict_entries() {
    let mut builtins = Builtins::default();
    builtins.methods.list.insert(
        s("size"),
        native("list.size", 1, 1, |_, args| match &args[0] {
            Value::List(list) => Ok(Value::Int(list.len() as i64)),
            _ => Ok(Value::Null),
        }),
    );
    let mut bench = Bench::with(builtins);
    let on_list = |name: &str, argc| {
        let ops = vec![
            Op::NewList { dst: 0, from: 0, count: 0 },
            Op::Null { dst: 1 },
            Op::CallMethod { argc, dst: 0, base: 0, site: 0 },
            Op::Return { src: 0, held: 0 },
        ];
        Asm::new("f", &[], 2, ops).sites([field(name)])
    };
    assert_eq!(bench.text(on_list("size", 0)), "0");
    assert!(bench.error(on_list("size", 1)).contains("expects 0-0 arguments, got 1"));
    assert!(bench.error(on_list("sizes", 0)).starts_with("Type error: array has no method 'sizes'"));
    bench.define(0, Asm::new("greet", &["x"], 1, vec![Op::Return { src: 0, held: 0 }]));
    let ops = vec![
        Op::Const { dst: 0, index: 0 },
        Op::GetMod { dst: 1, slot: 0 },
        Op::NewDict { dst: 0, from: 0, count: 1 },
        Op::Int { dst: 1, value: 6 },
        Op::CallMethod { argc: 1, dst: 0, base: 0, site: 0 },
        Op::Return { src: 0, held: 0 },
    ];
    let asm = Asm::new("f", &[], 2, ops).constants([Value::Str(s("greet"))]).sites([field("greet")]);
    assert_eq!(bench.text(asm), "6");
}

#[test]
fn members_of_null_and_modules() {
    let mut bench = Bench::new();
    let ops = |op| vec![Op::Null { dst: 0 }, op, Op::ReturnNull { held: 0 }];
    let read =
        Asm::new("f", &[], 1, ops(Op::GetField { free: 0, dst: 0, object: 0, site: 0 })).sites([field("x")]);
    assert!(bench.error(read).starts_with("Null safety error"));
    let module = Value::Module(bench.module.clone());
    bench.module.set(2, module);
    bench.module.set(3, Value::Int(5));
    let member = |name: &str| {
        let ops = vec![
            Op::GetMod { dst: 0, slot: 2 },
            Op::GetField { free: 0, dst: 0, object: 0, site: 0 },
            Op::Return { src: 0, held: 0 },
        ];
        Asm::new("f", &[], 1, ops).sites([field(name)])
    };
    assert_eq!(bench.text(member("d")), "5");
    let error = bench.error(member("zz"));
    assert!(error.contains("module 'test' has no member 'zz'"), "{error}");
    bench.module.clear_members();
}
