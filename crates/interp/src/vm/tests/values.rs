//! Arithmetic, comparison, containers, destructuring, variables.

use super::asm::{Asm, Bench, skip};
use oxbow_value::Value;
use oxbow_value::code::{Capture, Op, Site};

/// Result of one instruction on two constants in r1 and r2, into r0.
fn binary(op: Op, a: Value, b: Value) -> Result<String, String> {
    let mut bench = Bench::new();
    let ops = vec![
        Op::Const { dst: 1, index: 0 },
        Op::Const { dst: 2, index: 1 },
        op,
        Op::Return { src: 0, held: 0 },
    ];
    let result = bench.run(Asm::new("f", &[], 3, ops).constants([a, b]));
    bench.assert_clean();
    result.map(|v| oxbow_value::show::show(&v).expect("text")).map_err(|e| super::asm::message(&e))
}

fn text(value: &str) -> Value {
    Value::Str(super::asm::s(value))
}

#[test]
fn arithmetic() {
    let (dst, a, b) = (0, 1, 2);
    let int = Value::Int;
    let ok = |text: &str| Ok(text.to_string());
    assert_eq!(binary(Op::Add { free: 0, dst, a, b }, int(2), int(3)), ok("5"));
    assert_eq!(binary(Op::Add { free: 0, dst, a, b }, int(2), Value::Float(0.5)), ok("2.5"));
    assert_eq!(binary(Op::Add { free: 0, dst, a, b }, int(2), text("x")), ok("2x"));
    assert_eq!(binary(Op::Append { free: 0, dst: 0, a, b }, text("a"), int(1)), ok("a1"));
    assert_eq!(binary(Op::Sub { free: 0, dst, a, b }, int(2), Value::Bool(true)), ok("1"));
    assert_eq!(binary(Op::Mul { free: 0, dst, a, b }, text("ab"), int(2)), ok("abab"));
    assert_eq!(binary(Op::Div { free: 0, dst, a, b }, int(7), int(2)), ok("3.5"));
    assert_eq!(binary(Op::Rem { free: 0, dst, a, b }, int(-7), int(3)), ok("-1"));
    assert_eq!(binary(Op::AddInt { free: 0, dst, a, imm: -3 }, int(1), int(0)), ok("-2"));
    assert_eq!(binary(Op::SubInt { free: 0, dst, a, imm: 1 }, Value::Float(0.5), int(0)), ok("-0.5"));
    assert_eq!(binary(Op::Neg { dst, a }, int(4), int(0)), ok("-4"));
    for (op, x, y, fragment) in [
        (Op::Add { free: 0, dst, a, b }, int(i64::MAX), int(1), "overflow"),
        (Op::AddInt { free: 0, dst, a, imm: 1 }, int(i64::MAX), int(0), "overflow"),
        (Op::Div { free: 0, dst, a, b }, int(1), int(0), "Division by zero"),
        (Op::Div { free: 0, dst, a, b }, Value::Float(1.0), Value::Float(0.0), "Division by zero"),
        (Op::Rem { free: 0, dst, a, b }, int(i64::MIN), int(-1), ""),
        (Op::Sub { free: 0, dst, a, b }, Value::Null, int(1), "Type error"),
    ] {
        if let Err(message) = binary(op, x, y) {
            assert!(message.contains(fragment), "{message}");
        } else {
            assert_eq!(fragment, "", "{op:?} must raise");
        }
    }
}

#[test]
fn comparison() {
    let (dst, a, b) = (0, 1, 2);
    let nan = || Value::Float(f64::NAN);
    let ok = |text: &str| Ok(text.to_string());
    assert_eq!(binary(Op::Lt { dst, a, b }, Value::Int(2), Value::Float(2.5)), ok("true"));
    assert_eq!(binary(Op::Eq { dst, a, b }, Value::Int(3), Value::Float(3.0)), ok("true"));
    assert_eq!(binary(Op::Eq { dst, a, b }, Value::Int(1), Value::Bool(true)), ok("false"));
    assert_eq!(binary(Op::Ne { dst, a, b }, nan(), nan()), ok("true"));
    assert_eq!(binary(Op::Ge { dst, a, b }, nan(), nan()), ok("false"));
    assert_eq!(binary(Op::Lt { dst, a, b }, text("a"), text("b")), ok("true"));
    assert!(binary(Op::Lt { dst, a, b }, text("a"), Value::Int(1)).is_err());
}

#[test]
fn fused_jumps_with_nan_follow_the_comparison_not_its_inverse() {
    // JumpNotLt jumps on NaN, JumpGe does not.
    for (op, jumps) in [
        (Op::JumpNotLt { a: 1, b: 1, off: skip(1) }, true),
        (Op::JumpGe { a: 1, b: 1, off: skip(1) }, false),
        (Op::JumpNe { a: 1, b: 1, off: skip(1) }, true),
        (Op::JumpNotGtInt { a: 1, imm: 0, off: skip(1) }, true),
    ] {
        let ops = vec![
            Op::Const { dst: 1, index: 0 },
            op,
            Op::ReturnNull { held: 0 },
            Op::Return { src: 1, held: 0 },
        ];
        let value = Bench::new().value(Asm::new("f", &[], 2, ops).constants([Value::Float(f64::NAN)]));
        assert_eq!(!value.is_null(), jumps, "{op:?}");
    }
}

#[test]
fn constants_as_operands_behave_like_registers() {
    // The second constant stands in for r2, which holds the same.
    let (free, dst, a, b, index) = (0, 0, 1, 2, 1);
    let samples =
        [Value::Int(7), Value::Int(i64::MAX), Value::Float(0.5), Value::Bool(true), Value::Null, text("x")];
    let pairs = [
        (Op::Add { free, dst, a, b }, Op::AddK { free, dst, a, index }),
        (Op::Sub { free, dst, a, b }, Op::SubK { free, dst, a, index }),
        (Op::Mul { free, dst, a, b }, Op::MulK { free, dst, a, index }),
        (Op::Div { free, dst, a, b }, Op::DivK { free, dst, a, index }),
        (Op::Rem { free, dst, a, b }, Op::RemK { free, dst, a, index }),
        (Op::Add { free, dst, a: b, b: a }, Op::KAdd { free, dst, index, b: a }),
        (Op::Sub { free, dst, a: b, b: a }, Op::KSub { free, dst, index, b: a }),
        (Op::Mul { free, dst, a: b, b: a }, Op::KMul { free, dst, index, b: a }),
        (Op::Div { free, dst, a: b, b: a }, Op::KDiv { free, dst, index, b: a }),
    ];
    for (plain, constant) in pairs {
        for x in &samples {
            for y in [Value::Int(3), Value::Int(0), Value::Float(2.5)] {
                let want = binary(plain, x.clone(), y.clone());
                assert_eq!(binary(constant, x.clone(), y.clone()), want, "{constant:?} of {x:?} and {y:?}");
            }
        }
    }
}

#[test]
fn operands_that_end_are_let_go_of() {
    // r0 = r1 * r2 repeats a string; r1 and r2 are empty afterwards.
    let ops = vec![
        Op::Const { dst: 1, index: 0 },
        Op::Int { dst: 2, value: 2 },
        Op::Mul { free: 3, dst: 0, a: 1, b: 2 },
        Op::JumpIfSet { src: 1, off: 1 },
        Op::Return { src: 0, held: 0 },
        Op::ReturnNull { held: 0 },
    ];
    let value = Bench::new().text(Asm::new("f", &[], 3, ops).constants([text("ab")]));
    assert_eq!(value, "abab");
}

#[test]
fn append_grows_a_string_in_place() {
    // 200,000 appends: quadratic copying would take minutes.
    let ops = vec![
        Op::Const { dst: 0, index: 0 },
        Op::Int { dst: 1, value: 0 },
        Op::Const { dst: 2, index: 1 },
        Op::Append { free: 0, dst: 0, a: 0, b: 2 },
        Op::AddInt { free: 0, dst: 1, a: 1, imm: 1 },
        Op::JumpEqInt { a: 1, imm: 20_000, off: skip(1) },
        Op::Loop { off: -4 },
        Op::Return { src: 0, held: 0 },
    ];
    let value = Bench::new().text(Asm::new("f", &[], 3, ops).constants([text(""), text("0123456789")]));
    assert_eq!(value.len(), 200_000);
}

#[test]
fn append_leaves_shared_strings_and_failed_operands_alone() {
    let ops = vec![
        Op::Const { dst: 0, index: 0 },
        Op::Move { dst: 1, src: 0 },
        Op::Append { free: 0, dst: 0, a: 0, b: 0 },
        Op::NewList { dst: 0, from: 0, count: 2 },
        Op::Return { src: 0, held: 0 },
    ];
    assert_eq!(Bench::new().text(Asm::new("f", &[], 2, ops).constants([text("ab")])), "[abab, ab]");
}

#[test]
fn literals_and_subscripts() {
    let ops = vec![
        Op::Const { dst: 1, index: 0 },
        Op::Int { dst: 2, value: 1 },
        Op::Int { dst: 3, value: 7 },
        Op::Int { dst: 4, value: 8 },
        Op::NewDict { dst: 1, from: 1, count: 2 },
        Op::Int { dst: 2, value: 5 },
        Op::Int { dst: 3, value: 6 },
        Op::NewList { dst: 2, from: 2, count: 2 },
        Op::Int { dst: 3, value: 9 },
        Op::ListExtend { list: 2, from: 3, count: 1 },
        Op::Int { dst: 3, value: 0 },
        Op::GetIndex { free: 0, dst: 4, object: 2, index: 3 },
        Op::SetIndex { free: 0, object: 1, index: 3, src: 4 },
        Op::SetIndex { free: 0, object: 2, index: 3, src: 1 },
        Op::Return { src: 2, held: 0 },
    ];
    let asm = Asm::new("f", &[], 5, ops).constants([text("k")]);
    assert_eq!(Bench::new().text(asm), r#"[{"k": 1, "7": 8, "0": 5}, 6, 9]"#);
}

#[test]
fn index_errors() {
    for (index, fragment) in [(2, "Index error"), (-1, "Index error")] {
        let ops = vec![
            Op::Null { dst: 0 },
            Op::NewList { dst: 0, from: 0, count: 1 },
            Op::Int { dst: 1, value: index },
            Op::SetIndex { free: 0, object: 0, index: 1, src: 1 },
            Op::ReturnNull { held: 0 },
        ];
        assert!(Bench::new().error(Asm::new("f", &[], 2, ops)).starts_with(fragment));
    }
}

#[test]
fn destructuring() {
    let list = |count| {
        vec![
            Op::Int { dst: 0, value: 1 },
            Op::Int { dst: 1, value: 2 },
            Op::Int { dst: 2, value: 3 },
            Op::NewList { dst: 0, from: 0, count: 3 },
            Op::UnpackList { rest: true, dst: 0, src: 0, count },
            Op::NewList { dst: 0, from: 0, count: count + 1 },
            Op::Return { src: 0, held: 0 },
        ]
    };
    assert_eq!(Bench::new().text(Asm::new("f", &[], 5, list(1))), "[1, [2, 3]]");
    assert_eq!(Bench::new().text(Asm::new("f", &[], 5, list(3))), "[1, 2, 3, []]");
    assert!(Bench::new().error(Asm::new("f", &[], 6, list(4))).starts_with("Destructuring error"));
    let names = Site::Unpack { names: ["k", "x"].map(super::asm::s).into(), rest: false };
    let ops = vec![
        Op::Const { dst: 0, index: 0 },
        Op::Int { dst: 1, value: 4 },
        Op::NewDict { dst: 0, from: 0, count: 1 },
        Op::UnpackKey { dst: 3, src: 0, key: 0 },
        Op::UnpackItem { dst: 1, src: 0, site: 0 },
        Op::NewList { dst: 0, from: 1, count: 3 },
        Op::Return { src: 0, held: 0 },
    ];
    let asm = Asm::new("f", &[], 4, ops).constants([text("k")]).sites([names]);
    assert_eq!(Bench::new().text(asm), "[4, null, 4]");
}

#[test]
fn closures_share_variables() {
    // fn() { n = n + 1; return n } made twice over the same n, called in turn.
    let bump = || {
        let ops = vec![
            Op::GetUp { dst: 0, index: 0 },
            Op::AddInt { free: 0, dst: 0, a: 0, imm: 1 },
            Op::SetUp { free: 0, index: 0, src: 0 },
            Op::Return { src: 0, held: 0 },
        ];
        Asm::new("bump", &[], 1, ops).captures(&[Capture::Local(0)])
    };
    let ops = vec![
        Op::NewVar { dst: 0 },
        Op::Int { dst: 1, value: 40 },
        Op::SetVar { free: 0, var: 0, src: 1 },
        Op::Closure { dst: 1, child: 0 },
        Op::Closure { dst: 2, child: 1 },
        Op::Call { argc: 0, dst: 2, base: 2 },
        Op::Call { argc: 0, dst: 1, base: 1 },
        Op::Return { src: 1, held: 0 },
    ];
    let mut bench = Bench::new();
    assert_eq!(bench.text(Asm::new("f", &[], 3, ops).child(bump()).child(bump())), "42");
}

#[test]
fn unset_module_variables_raise_and_name_the_variable() {
    let asm = Asm::new("f", &[], 1, vec![Op::GetMod { dst: 0, slot: 1 }, Op::ReturnNull { held: 0 }]);
    assert_eq!(Bench::new().error(asm), "Undefined variable: b");
}

#[test]
fn match_instructions() {
    let ops = vec![
        Op::Const { dst: 0, index: 0 },
        Op::Int { dst: 1, value: 1 },
        Op::JumpNoMatch { a: 0, b: 1, off: skip(1) },
        Op::Return { src: 1, held: 0 },
        Op::JumpNotList { a: 0, count: 1, off: skip(1) },
        Op::Return { src: 0, held: 0 },
        Op::RaiseNoMatch { src: 0 },
    ];
    let asm = |value| Asm::new("f", &[], 2, ops.clone()).constants([value]);
    assert_eq!(Bench::new().text(asm(Value::Float(1.0))), "1");
    let error = Bench::new().error(asm(text("zzz")));
    assert!(error.starts_with("Match error") && error.contains("zzz"), "{error}");
}
