//! `drop` methods and collections at safe points.

use super::asm::{Asm, Bench, field, literal, method, s, skip, struct_decl};
use oxbow_cc::Policy;
use oxbow_value::Value;
use oxbow_value::code::Op;

/// A bench with `struct Pt { x }` and `fn Pt.drop(self)`, whose body is given; log is the list in variable `a`.
fn bench_with_drop(body: Vec<Op>) -> Bench {
    let mut bench = Bench::new();
    let ops = vec![
        Op::NewList { dst: 0, from: 0, count: 0 },
        Op::SetMod { free: 0, slot: 0, src: 0 },
        Op::DeclareStruct { site: 0 },
        Op::Closure { dst: 0, child: 0 },
        Op::DeclareMethod { src: 0, site: 1 },
        Op::ReturnNull { held: 0 },
    ];
    let drop = Asm::new("Pt.drop", &["self"], 4, body).sites([field("x")]);
    bench.value(
        Asm::new("init", &[], 1, ops).sites([struct_decl("Pt", &["x"]), method("Pt", "drop")]).child(drop),
    );
    bench
}

/// log.push(self.x)
fn log_x() -> Vec<Op> {
    vec![
        Op::GetMod { dst: 1, slot: 0 },
        Op::GetField { free: 0, dst: 2, object: 0, site: 0 },
        Op::ListExtend { list: 1, from: 2, count: 1 },
        Op::StatementEnd,
        Op::ReturnNull { held: 0 },
    ]
}

fn log(bench: &Bench) -> String {
    oxbow_value::show::show(&bench.module.get(0)).expect("text")
}

#[test]
fn drop_runs_at_the_end_of_the_statement_in_order_of_death() {
    let mut bench = bench_with_drop(log_x());
    let ops = vec![
        Op::Int { dst: 0, value: 1 },
        Op::NewStruct { dst: 0, from: 0, site: 0 },
        Op::Int { dst: 1, value: 2 },
        Op::NewStruct { dst: 1, from: 1, site: 0 },
        Op::Clear { from: 0, count: 2 },
        Op::Int { dst: 0, value: 9 },
        Op::GetMod { dst: 1, slot: 0 },
        Op::Move { dst: 2, src: 0 },
        Op::ListExtend { list: 1, from: 2, count: 1 },
        Op::StatementEnd,
        Op::GetMod { dst: 1, slot: 0 },
        Op::ListExtend { list: 1, from: 0, count: 1 },
        Op::StatementEnd,
        Op::ReturnNull { held: 0 },
    ];
    bench.value(Asm::new("main", &[], 3, ops).sites([literal(0, &["x"])]));
    assert_eq!(log(&bench), "[9, 1, 2, 9]");
    assert_eq!(bench.vm.ctx.heap.collect().garbage, 0);
}

#[test]
fn an_error_in_drop_is_reported_and_ignored() {
    let mut bench = bench_with_drop(vec![Op::Int { dst: 1, value: 3 }, Op::Throw { src: 1 }]);
    let ops = vec![
        Op::Null { dst: 0 },
        Op::NewStruct { dst: 0, from: 0, site: 0 },
        Op::Clear { from: 0, count: 1 },
        Op::StatementEnd,
        Op::Int { dst: 0, value: 5 },
        Op::Return { src: 0, held: 0 },
    ];
    let asm = Asm::new("main", &[], 1, ops).sites([literal(0, &["x"])]).handler(0, 5, 5, 0);
    assert_eq!(bench.text(asm), "5", "no handler of the interrupted function sees it");
    assert_eq!(bench.err.text(), "error in drop (ignored): 3 (test.ox:2:1)\n");
}

#[test]
fn drops_that_create_more_garbage_do_not_nest() {
    // fn Pt.drop(self) { if self.x > 0 { new Pt { x: self.x - 1 } } }: 50,000 generations, one frame deep.
    let mut bench = bench_with_drop(vec![
        Op::GetField { free: 0, dst: 1, object: 0, site: 0 },
        Op::JumpLeInt { a: 1, imm: 0, off: skip(3) },
        Op::SubInt { free: 0, dst: 1, a: 1, imm: 1 },
        Op::NewStruct { dst: 1, from: 1, site: 1 },
        Op::Clear { from: 1, count: 1 },
        Op::StatementEnd,
        Op::ReturnNull { held: 0 },
    ]);
    // The drop function needs its own literal site.
    let drop = Asm::new(
        "Pt.drop",
        &["self"],
        2,
        vec![
            Op::GetField { free: 0, dst: 1, object: 0, site: 0 },
            Op::JumpLeInt { a: 1, imm: 0, off: skip(3) },
            Op::SubInt { free: 0, dst: 1, a: 1, imm: 1 },
            Op::NewStruct { dst: 1, from: 1, site: 1 },
            Op::Clear { from: 1, count: 1 },
            Op::StatementEnd,
            Op::ReturnNull { held: 0 },
        ],
    )
    .sites([field("x"), literal(0, &["x"])]);
    let ops = vec![
        Op::Closure { dst: 0, child: 0 },
        Op::DeclareMethod { src: 0, site: 1 },
        Op::Int { dst: 0, value: 50_000 },
        Op::NewStruct { dst: 0, from: 0, site: 0 },
        Op::Clear { from: 0, count: 1 },
        Op::StatementEnd,
        Op::ReturnNull { held: 0 },
    ];
    bench.value(Asm::new("main", &[], 1, ops).sites([literal(0, &["x"]), method("Pt", "drop")]).child(drop));
    assert!(bench.vm.ctx.finalizers.is_empty());
    assert_eq!(bench.err.text(), "");
}

#[test]
fn finish_runs_what_is_left_and_lets_drop_use_functions() {
    let mut bench = bench_with_drop(vec![
        Op::Int { dst: 2, value: 0 },
        Op::CallMod { argc: 0, dst: 1, base: 1, slot: 1 },
        Op::SetMod { free: 0, slot: 2, src: 1 },
        Op::ReturnNull { held: 0 },
    ]);
    bench.define(
        1,
        Asm::new("helper", &[], 1, vec![Op::Int { dst: 0, value: 8 }, Op::Return { src: 0, held: 0 }]),
    );
    // Two instances in a cycle through variable `d`.
    let ops = vec![
        Op::Null { dst: 0 },
        Op::NewStruct { dst: 0, from: 0, site: 0 },
        Op::SetField { free: 0, object: 0, src: 0, site: 1 },
        Op::SetMod { free: 0, slot: 3, src: 0 },
        Op::ReturnNull { held: 0 },
    ];
    bench.value(Asm::new("main", &[], 1, ops).sites([literal(0, &["x"]), field("x")]));
    bench.vm.finish();
    assert_eq!(bench.err.text(), "");
    assert!(bench.module.get(3).is_unset());
    assert_eq!(bench.out.text(), "");
}

#[test]
fn live_values_survive_collections_everywhere() {
    // Half-built lists, arguments already evaluated, temporaries: stress mode collects at every allocation.
    let mut bench = Bench::new();
    bench.vm.ctx.heap.set_policy(Policy::Stress);
    bench.define(
        0,
        Asm::new(
            "pair",
            &["x", "y"],
            2,
            vec![Op::NewList { dst: 0, from: 0, count: 2 }, Op::Return { src: 0, held: 0 }],
        ),
    );
    let ops = vec![
        Op::Int { dst: 0, value: 0 },
        Op::NewList { dst: 1, from: 1, count: 0 },
        Op::NewList { dst: 3, from: 3, count: 0 },
        Op::Const { dst: 4, index: 0 },
        Op::NewDict { dst: 4, from: 4, count: 0 },
        Op::CallMod { argc: 2, dst: 2, base: 2, slot: 0 },
        Op::ListExtend { list: 1, from: 2, count: 1 },
        Op::AddInt { free: 0, dst: 0, a: 0, imm: 1 },
        Op::JumpEqInt { a: 0, imm: 3, off: skip(1) },
        Op::Loop { off: -8 },
        Op::Return { src: 1, held: 0 },
    ];
    let text = bench.text(Asm::new("main", &[], 5, ops).constants([Value::Str(s("k"))]));
    assert_eq!(text, "[[[], {}], [[], {}], [[], {}]]");
}

#[test]
fn cycles_are_collected_automatically() {
    let mut bench = Bench::new();
    let ops = vec![
        Op::Int { dst: 0, value: 0 },
        Op::NewList { dst: 1, from: 1, count: 0 },
        Op::Move { dst: 2, src: 1 },
        Op::ListExtend { list: 1, from: 2, count: 1 },
        Op::AddInt { free: 0, dst: 0, a: 0, imm: 1 },
        Op::JumpEqInt { a: 0, imm: 30_000, off: skip(1) },
        Op::Loop { off: -6 },
        Op::ReturnNull { held: 0 },
    ];
    bench.value(Asm::new("main", &[], 3, ops));
    let stats = bench.vm.ctx.heap.stats();
    assert!(stats.live < 10_000, "{} objects live", stats.live);
}
