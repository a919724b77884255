//! Raising, handlers, error dicts, stack traces.

use super::asm::{Asm, Bench, message, native, s};
use crate::vm::Builtins;
use oxbow_value::code::{Op, Site};
use oxbow_value::error::ErrorKind;
use oxbow_value::{Raise, Value};

/// Divides by zero in instruction 2 (line 3).
fn failing() -> Asm {
    let ops = vec![
        Op::Int { dst: 0, value: 1 },
        Op::Int { dst: 1, value: 0 },
        Op::Div { free: 0, dst: 0, a: 0, b: 1 },
        Op::Return { src: 0, held: 0 },
    ];
    Asm::new("failing", &[], 2, ops)
}

/// Calls variable `a` in a try block and gives what `catch` sees; r1 must be cleared by the handler.
fn catching() -> Asm {
    let ops = vec![
        Op::Null { dst: 1 },
        Op::CallMod { argc: 0, dst: 0, base: 0, slot: 0 },
        Op::Return { src: 0, held: 0 },
        Op::Catch { dst: 0 },
        Op::JumpIfSet { src: 1, off: 1 },
        Op::Return { src: 0, held: 0 },
        Op::ReturnNull { held: 0 },
    ];
    Asm::new("main", &[], 2, ops).handler(0, 3, 3, 0)
}

#[test]
fn runtime_errors_are_caught_as_dicts() {
    let mut bench = Bench::new();
    bench.define(0, failing());
    let Value::Dict(dict) = bench.value(catching()) else { panic!("a dict") };
    let keys: Vec<String> = dict.keys().iter().map(ToString::to_string).collect();
    assert_eq!(keys, ["message", "type", "file", "line", "column", "stack"]);
    let text = |key: &str| oxbow_value::show::show(&dict.get_str(key).unwrap_or_default()).expect("text");
    assert_eq!(text("type"), "MathError");
    assert!(text("message").contains("Division by zero"));
    assert_eq!((text("file"), text("line"), text("column")), ("test.ox".into(), "3".into(), "1".into()));
    assert_eq!(text("stack"), "[failing (test.ox:3), main (test.ox:2)]");
}

#[test]
fn thrown_values_arrive_as_they_are() {
    let mut bench = Bench::new();
    bench.define(
        0,
        Asm::new("f", &[], 1, vec![Op::Const { dst: 0, index: 0 }, Op::Throw { src: 0 }])
            .constants([Value::Str(s("x"))]),
    );
    assert_eq!(bench.text(catching()), "x");
    bench.define(0, Asm::new("f", &[], 1, vec![Op::Null { dst: 0 }, Op::Throw { src: 0 }]));
    assert!(bench.value(catching()).is_null());
}

#[test]
fn an_error_dict_thrown_again_keeps_its_place() {
    let ops = vec![
        Op::CallMod { argc: 0, dst: 0, base: 0, slot: 0 },
        Op::Return { src: 0, held: 0 },
        Op::Catch { dst: 0 },
        Op::Throw { src: 0 },
    ];
    let mut bench = Bench::new();
    bench.define(0, failing());
    let error = bench.run(Asm::new("main", &[], 1, ops).handler(0, 2, 2, 0)).expect_err("thrown again");
    let (source, span) = error.place.as_ref().expect("a place");
    assert_eq!(source.line_column(span.start), (3, 1));
    assert!(matches!(error.value, Value::Dict(_)));
    assert_eq!(error.raise.as_ref().map(|raise| raise.kind), Some(ErrorKind::MathError));
    bench.assert_clean();
}

#[test]
fn rethrow_goes_on_unchanged_to_the_outer_handler() {
    let ops = vec![
        Op::Int { dst: 0, value: 7 },
        Op::Throw { src: 0 },
        Op::Rethrow { src: 1 }, // inner handler: a finally
        Op::Catch { dst: 0 },   // outer handler
        Op::Return { src: 0, held: 0 },
    ];
    let asm = Asm::new("main", &[], 2, ops).handler(0, 2, 2, 1).handler(0, 3, 3, 0);
    assert_eq!(Bench::new().text(asm), "7");
}

#[test]
fn errors_in_internal_frames_are_blamed_on_their_caller() {
    let mut bench = Bench::new();
    bench.define(0, failing().internal());
    let error = bench.run(catching_nothing()).expect_err("uncaught");
    let (source, span) = error.place.as_ref().expect("a place");
    assert_eq!(source.line_column(span.start).0, 1);
    let names: Vec<String> = error.stack.iter().map(|entry| entry.function.to_string()).collect();
    assert_eq!(names, ["main"]);
}

fn catching_nothing() -> Asm {
    let ops = vec![Op::CallMod { argc: 0, dst: 0, base: 0, slot: 0 }, Op::Return { src: 0, held: 0 }];
    Asm::new("main", &[], 1, ops)
}

#[test]
fn prepared_errors_carry_their_hint() {
    let site = Site::Raise {
        kind: ErrorKind::NameError,
        message: s("Undefined variable: nul"),
        hint: Some(s("did you mean 'null'?")),
    };
    let error = Bench::new()
        .run(Asm::new("f", &[], 0, vec![Op::Raise { site: 0 }]).sites([site]))
        .expect_err("raised");
    assert_eq!(message(&error), "Undefined variable: nul");
    assert_eq!(error.raise.and_then(|raise| raise.hint), Some("did you mean 'null'?".into()));
}

#[test]
fn many_errors_in_a_loop_leave_nothing_behind() {
    let ops = vec![
        Op::Int { dst: 0, value: 0 },
        Op::CallMod { argc: 0, dst: 1, base: 1, slot: 0 },
        Op::Catch { dst: 1 },
        Op::AddInt { free: 0, dst: 0, a: 0, imm: 1 },
        Op::JumpEqInt { a: 0, imm: 1000, off: super::asm::skip(1) },
        Op::Loop { off: -5 },
        Op::ReturnNull { held: 0 },
    ];
    let mut bench = Bench::new();
    bench.define(0, failing());
    bench.value(Asm::new("main", &[], 2, ops).handler(1, 2, 2, 1));
    assert!(bench.vm.caught.len() <= 16);
    let before = bench.vm.ctx.heap.stats().live;
    assert!(before < 200, "{before} objects left");
}

#[test]
fn errors_of_natives_are_placed_at_the_call() {
    let mut builtins = Builtins::default();
    builtins.functions.insert(s("boom"), native("boom", 0, 0, |_, _| Err(Raise::argument("boom"))));
    let ops = vec![
        Op::Null { dst: 0 },
        Op::CallBuiltin { argc: 0, dst: 0, base: 0, index: 0 },
        Op::Return { src: 0, held: 0 },
    ];
    let error = Bench::with(builtins).run(Asm::new("main", &[], 1, ops)).expect_err("boom");
    assert_eq!(error.place.as_ref().map(|(source, span)| source.line_column(span.start).0), Some(2));
}
