//! Calls: arguments, windows, depth, natives, fallbacks.

use super::asm::{Asm, Bench, native, s, skip};
use crate::vm::Builtins;
use oxbow_value::change::*;
use oxbow_value::code::{Op, Site};
use oxbow_value::types::TypeKind;
use oxbow_value::{Raise, Value};

/// fn count(n) { if n == 0 { return 0 } return count(n - 1) + 1 } in variable `a`.
fn counter() -> Asm {
    let ops = vec![
        Op::JumpNeInt { a: 0, imm: 0, off: skip(1) },
        Op::Return { src: 0, held: 0 },
        Op::SubInt { free: 0, dst: 2, a: 0, imm: 1 },
        Op::CallMod { argc: 1, dst: 1, base: 1, slot: 0 },
        Op::AddInt { free: 0, dst: 1, a: 1, imm: 1 },
        Op::Return { src: 1, held: 0 },
    ];
    Asm::new("count", &["n"], 3, ops)
}

fn call_counter(n: i32) -> Asm {
    let ops = vec![
        Op::Int { dst: 1, value: n },
        Op::CallMod { argc: 1, dst: 0, base: 0, slot: 0 },
        Op::Return { src: 0, held: 0 },
    ];
    Asm::new("main", &[], 2, ops)
}

#[test]
fn recursion_of_15_000_levels_in_a_small_native_stack() {
    let work = || {
        let mut bench = Bench::new();
        bench.define(0, counter());
        assert_eq!(bench.text(call_counter(15_000)), "15000");
        let error = bench.run(call_counter(30_000)).expect_err("too deep");
        assert_eq!(super::asm::message(&error), "Call stack depth exceeded");
        assert!(error.stack.len() < 100, "the trace is bounded");
        assert_eq!(error.stack.last().map(|e| e.function.to_string()), Some("main".into()));
        bench.assert_clean();
        assert_eq!(bench.text(call_counter(10)), "10", "usable afterwards");
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn argument_counts() {
    let two = || Asm::new("two", &["x", "y"], 2, vec![Op::Return { src: 0, held: 0 }]);
    let optional = || two().required(1);
    let call = |argc: u8| {
        let mut ops: Vec<Op> =
            (0..argc).map(|i| Op::Int { dst: 1 + u16::from(i), value: i.into() }).collect();
        ops.extend([Op::CallMod { argc, dst: 0, base: 0, slot: 0 }, Op::Return { src: 0, held: 0 }]);
        Asm::new("main", &[], 5, ops)
    };
    for (callee, argc, fragment) in [
        (two(), 1, "Function two expects 2-2 arguments, got 1"),
        (two(), 3, "Function two expects 2-2 arguments, got 3"),
        (optional(), 0, "Function two expects 1-2 arguments, got 0"),
    ] {
        let mut bench = Bench::new();
        bench.define(0, callee);
        let error = bench.error(call(argc));
        assert!(error.contains(fragment), "{error}");
    }
    let mut bench = Bench::new();
    bench.define(0, optional());
    assert_eq!(bench.text(call(1)), "0");
}

#[test]
fn defaults_are_skipped_for_given_arguments_and_clear_stale_registers_where_that_matters() {
    // fn f(x, y = 5) { return y }; the caller leaves rubbish where y will be.
    let ops = vec![
        Op::JumpIfArg { param: 1, off: 3 },
        Op::Clear { from: 1, count: 1 },
        Op::JumpIfSet { src: 1, off: 1 },
        Op::Int { dst: 1, value: 5 },
        Op::Return { src: 1, held: 0 },
    ];
    let mut bench = Bench::new();
    bench.define(0, Asm::new("f", &["x", "y"], 2, ops).required(1));
    let main = vec![
        Op::Int { dst: 2, value: 99 },
        Op::Int { dst: 1, value: 1 },
        Op::CallMod { argc: 1, dst: 0, base: 0, slot: 0 },
        Op::Return { src: 0, held: 0 },
    ];
    assert_eq!(bench.text(Asm::new("main", &[], 3, main)), "5");
}

#[test]
fn argument_types() {
    let mut bench = Bench::new();
    bench.define(
        0,
        Asm::new("half", &["n"], 1, vec![Op::Return { src: 0, held: 0 }]).typed(0, TypeKind::Int, "int"),
    );
    let main = |value| {
        let ops = vec![
            Op::Const { dst: 1, index: 0 },
            Op::CallMod { argc: 1, dst: 0, base: 0, slot: 0 },
            Op::Return { src: 0, held: 0 },
        ];
        Asm::new("main", &[], 2, ops).constants([value])
    };
    assert_eq!(bench.text(main(Value::Int(3))), "3");
    let error = bench.error(main(Value::Str(s("x"))));
    assert_eq!(error, "Type error: Parameter 'n' of function 'half' expects int, but got string");
    assert!(bench.error(main(Value::Null)).starts_with("Null safety error"));
}

#[test]
fn natives_and_fallbacks() {
    let mut builtins = Builtins::default();
    builtins.functions.insert(s("b"), native("b", 1, 1, |_, args| Ok(std::mem::take(&mut args[0]))));
    builtins.functions.insert(
        s("boom"),
        native("boom", 0, u16::MAX, |_, args| {
            Err(Raise::type_error(format_args!("{} arguments", args.len())))
        }),
    );
    let mut bench = Bench::with(builtins);
    let call = |op: Op| {
        let ops = vec![
            Op::Int { dst: 2, value: 4 },
            Op::Int { dst: 1, value: 1 },
            op,
            Op::Return { src: 0, held: 0 },
        ];
        let callee = |name: &str| Site::Callee { name: s(name), hint: None };
        Asm::new("main", &[], 3, ops).sites([callee("b"), callee("nope")])
    };
    assert_eq!(bench.text(call(Op::CallBuiltin { argc: 1, dst: 0, base: 1, index: 0 })), "4");
    // Variable `b` is unset, then an int: both fall back to the built-in `b`.
    assert_eq!(bench.text(call(Op::CallMod { argc: 1, dst: 0, base: 1, slot: 1 })), "4");
    bench.module.set(1, Value::Int(3));
    assert_eq!(bench.text(call(Op::CallMod { argc: 1, dst: 0, base: 1, slot: 1 })), "4");
    assert_eq!(bench.text(call(Op::CallNamed { argc: 1, dst: 0, base: 1, site: 0 })), "4");
    let error = bench.error(call(Op::CallNamed { argc: 1, dst: 0, base: 1, site: 1 }));
    assert_eq!(error, "Name error: Undefined function: nope");
    assert!(
        bench
            .error(call(Op::CallMod { argc: 1, dst: 0, base: 1, slot: 2 }))
            .starts_with("Name error: Undefined function: c")
    );
    assert!(
        bench.error(call(Op::CallBuiltin { argc: 1, dst: 0, base: 1, index: 1 })).contains("1 arguments")
    );
    assert!(
        bench
            .error(call(Op::CallBuiltin { argc: 0, dst: 0, base: 1, index: 0 }))
            .contains("expects 1-1 arguments")
    );
    assert!(bench.error(call(Op::Call { argc: 1, dst: 0, base: 1 })).contains("not callable"));
}

#[test]
fn the_host_calls_with_arguments() {
    let mut bench = Bench::new();
    bench.define(0, counter());
    let function = bench.module.get(0);
    let result = bench.vm.call(function.clone(), &mut [Value::Int(3)]);
    assert!(result.is_ok_and(|value| value == Value::Int(3)));
    let error = bench.vm.call(function, &mut []).expect_err("too few");
    assert!(super::asm::message(&error).contains("expects 1-1 arguments, got 0"));
    bench.assert_clean();
}
