//! Iteration and generators.

use super::asm::{Asm, Bench, s, skip};
use oxbow_value::Value;
use oxbow_value::code::{Op, Site};

/// Sums what iterating the value in r1 gives, by appending to a list; `begin` builds it.
fn collect(begin: Vec<Op>, pairs: bool) -> Asm {
    let mut ops = vec![Op::NewList { dst: 0, from: 1, count: 0 }];
    ops.extend(begin);
    ops.extend([
        Op::IterBegin { pairs, base: 1 },
        Op::IterNext { base: 1, dst: 4, off: skip(2) },
        Op::ListExtend { list: 0, from: 4, count: 1 },
        Op::Loop { off: -3 },
        Op::Return { src: 0, held: 0 },
    ]);
    Asm::new("collect", &[], 6, ops)
}

/// fn gen(n) { yield n; yield n + 1 }
fn two_values() -> Asm {
    let ops = vec![
        Op::Yield { src: 0 },
        Op::Int { dst: 1, value: 2 },
        Op::Yield { src: 1 },
        Op::ReturnNull { held: 0 },
    ];
    Asm::new("gen", &["n"], 2, ops).generator()
}

fn make_generator() -> Vec<Op> {
    vec![Op::Int { dst: 2, value: 1 }, Op::CallMod { argc: 1, dst: 1, base: 1, slot: 0 }]
}

#[test]
fn ranges_lists_dicts() {
    let range = |inclusive, a, b| {
        vec![
            Op::Int { dst: 1, value: a },
            Op::Int { dst: 2, value: b },
            Op::NewRange { inclusive, dst: 1, a: 1, b: 2 },
        ]
    };
    assert_eq!(Bench::new().text(collect(range(false, 1, 4), false)), "[1, 2, 3]");
    assert_eq!(Bench::new().text(collect(range(true, 3, 3), false)), "[3]");
    assert_eq!(Bench::new().text(collect(range(false, 3, 3), false)), "[]");
    assert_eq!(Bench::new().text(collect(range(true, 3, 1), false)), "[]");
    let dict = || {
        vec![
            Op::Const { dst: 1, index: 0 },
            Op::Int { dst: 2, value: 7 },
            Op::Const { dst: 3, index: 1 },
            Op::Int { dst: 4, value: 8 },
            Op::NewDict { dst: 1, from: 1, count: 2 },
        ]
    };
    let keys = || [Value::Str(s("x")), Value::Str(s("y"))];
    assert_eq!(Bench::new().text(collect(dict(), false).constants(keys())), "[x, y]");
    assert_eq!(Bench::new().text(collect(dict(), true).constants(keys())), "[[x, 7], [y, 8]]");
    let error = Bench::new().error(collect(vec![Op::Int { dst: 1, value: 3 }], false));
    assert!(error.starts_with("Type error"), "{error}");
}

#[test]
fn a_list_that_grows_during_the_loop_is_visited_to_its_end() {
    // for x in xs { if x < 3 { xs.push(x + 1) } } with xs = [0]: the last element is 3.
    let ops = vec![
        Op::Int { dst: 0, value: 0 },
        Op::NewList { dst: 0, from: 0, count: 1 },
        Op::Move { dst: 1, src: 0 },
        Op::IterBegin { pairs: false, base: 1 },
        Op::IterNext { base: 1, dst: 4, off: skip(4) },
        Op::JumpGeInt { a: 4, imm: 3, off: skip(2) },
        Op::AddInt { free: 0, dst: 4, a: 4, imm: 1 },
        Op::ListExtend { list: 0, from: 4, count: 1 },
        Op::Loop { off: -5 },
        Op::Return { src: 0, held: 0 },
    ];
    assert_eq!(Bench::new().text(Asm::new("f", &[], 5, ops)), "[0, 1, 2, 3]");
}

#[test]
fn generators_run_lazily_once() {
    let mut bench = Bench::new();
    bench.define(0, two_values());
    assert_eq!(bench.text(collect(make_generator(), false)), "[1, 2]");
    // The same generator object in a second loop gives nothing.
    let mut ops = make_generator();
    ops.push(Op::Move { dst: 0, src: 1 });
    ops.extend([
        Op::IterBegin { pairs: false, base: 1 },
        Op::IterNext { base: 1, dst: 4, off: skip(1) },
        Op::Loop { off: -2 },
        Op::Move { dst: 1, src: 0 },
        Op::IterBegin { pairs: false, base: 1 },
        Op::IterNext { base: 1, dst: 4, off: skip(1) },
        Op::Return { src: 4, held: 0 },
        Op::ReturnNull { held: 0 },
    ]);
    assert!(bench.value(Asm::new("f", &[], 5, ops)).is_null());
}

#[test]
fn errors_in_a_generator_surface_at_the_loop_and_finish_it() {
    let mut bench = Bench::new();
    let ops = vec![Op::Int { dst: 0, value: 9 }, Op::Throw { src: 0 }];
    bench.define(0, Asm::new("gen", &[], 1, ops).generator());
    let ops = vec![
        Op::CallMod { argc: 0, dst: 0, base: 0, slot: 0 },
        Op::Move { dst: 1, src: 0 },
        Op::IterBegin { pairs: false, base: 1 },
        Op::IterNext { base: 1, dst: 4, off: skip(0) },
        Op::ReturnNull { held: 0 },
        Op::Catch { dst: 1 },
        Op::NewList { dst: 4, from: 1, count: 1 },
        Op::Move { dst: 1, src: 0 },
        Op::IterBegin { pairs: false, base: 1 },
        Op::IterNext { base: 1, dst: 1, off: skip(1) },
        Op::ReturnNull { held: 0 },
        Op::Return { src: 4, held: 0 },
    ];
    let asm = Asm::new("main", &[], 5, ops).handler(0, 5, 5, 1);
    assert_eq!(bench.text(asm), "[9]");
}

#[test]
fn a_running_generator_cannot_be_iterated() {
    // gen() { for x in d {} } where d is the generator itself.
    let ops = vec![
        Op::GetMod { dst: 0, slot: 3 },
        Op::IterBegin { pairs: false, base: 0 },
        Op::IterNext { base: 0, dst: 3, off: skip(0) },
        Op::ReturnNull { held: 0 },
    ];
    let mut bench = Bench::new();
    bench.define(0, Asm::new("gen", &[], 4, ops).generator());
    let ops = vec![
        Op::CallMod { argc: 0, dst: 0, base: 0, slot: 0 },
        Op::SetMod { free: 0, slot: 3, src: 0 },
        Op::IterBegin { pairs: false, base: 0 },
        Op::IterNext { base: 0, dst: 3, off: skip(0) },
        Op::ReturnNull { held: 0 },
    ];
    assert!(bench.error(Asm::new("main", &[], 4, ops)).contains("already running"));
}

#[test]
fn dropping_a_suspended_generator_drops_its_registers_and_cycles_are_collected() {
    // gen(x) { yield 1 } with x = a list that holds the generator; never iterated.
    let ops = vec![
        Op::NewList { dst: 0, from: 1, count: 0 },
        Op::Move { dst: 2, src: 0 },
        Op::CallMod { argc: 1, dst: 1, base: 1, slot: 0 },
        Op::Move { dst: 2, src: 1 },
        Op::ListExtend { list: 0, from: 2, count: 1 },
        Op::ReturnNull { held: 0 },
    ];
    let mut bench = Bench::new();
    bench.define(
        0,
        Asm::new(
            "gen",
            &["x"],
            2,
            vec![Op::Int { dst: 1, value: 1 }, Op::Yield { src: 1 }, Op::ReturnNull { held: 0 }],
        )
        .generator(),
    );
    bench.value(Asm::new("main", &[], 5, ops));
    assert_eq!(bench.vm.ctx.heap.collect().garbage, 2, "list and generator");
}

#[test]
fn a_generator_without_end_as_an_argument_check() {
    let mut bench = Bench::new();
    bench.define(0, two_values());
    let ops = vec![Op::CallMod { argc: 0, dst: 0, base: 0, slot: 0 }, Op::ReturnNull { held: 0 }];
    let error = bench.error(Asm::new("main", &[], 1, ops).sites([] as [Site; 0]));
    assert!(error.contains("expects 1-1 arguments"), "arguments are checked at the call: {error}");
}
