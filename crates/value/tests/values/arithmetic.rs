//! Section 7.2: arithmetic; section 6.3: order.

use crate::sample::*;
use oxbow_value::{Value, arith};

/// Left side, operator, right side, text form of the result or message.
fn check(cases: &[(Value, &str, Value, &str)]) {
    for (a, operator, b, expected) in cases {
        let result = match *operator {
            "+" => arith::add(&heap(), a, b),
            "-" => arith::sub(a, b),
            "*" => arith::mul(&heap(), a, b),
            "/" => arith::div(a, b),
            "%" => arith::rem(a, b),
            "<" => arith::lt(a, b).map(Value::Bool),
            "<=" => arith::le(a, b).map(Value::Bool),
            ">" => arith::gt(a, b).map(Value::Bool),
            ">=" => arith::ge(a, b).map(Value::Bool),
            other => panic!("unknown operator {other}"),
        };
        assert_eq!(outcome(result), *expected, "{a:?} {operator} {b:?}");
    }
}

const T: Value = Value::Bool(true);
const F: Value = Value::Bool(false);
const OVERFLOW: &str = "Math error: Integer overflow";
const BY_ZERO: &str = "Math error: Division by zero";

#[test]
fn numbers_and_bools() {
    check(&[
        (int(2), "+", int(3), "5"),
        (int(2), "+", float(0.5), "2.5"),
        (float(0.1), "+", float(0.2), "0.3"),
        (T, "+", T, "2"),
        (T, "+", float(1.5), "2.5"),
        (int(2), "-", int(3), "-1"),
        (F, "-", T, "-1"),
        (float(1.0), "-", T, "0"),
        (int(4), "*", int(-3), "-12"),
        (T, "*", int(7), "7"),
        (int(4), "*", float(0.5), "2"),
        (int(7), "/", int(2), "3.5"),
        (int(8), "/", int(2), "4"),
        (T, "/", int(2), "0.5"),
        (int(-7), "%", int(3), "-1"),
        (int(7), "%", int(-3), "1"),
        (int(7), "%", T, "0"),
        (int(i64::MIN), "%", int(-1), "0"),
    ]);
}

#[test]
fn results_are_ints_only_for_ints_and_bools() {
    assert!(matches!(arith::div(&int(8), &int(2)), Ok(Value::Float(4.0))));
    assert!(matches!(arith::add(&heap(), &T, &F), Ok(Value::Int(1))));
    assert!(matches!(arith::mul(&heap(), &int(2), &float(2.0)), Ok(Value::Float(4.0))));
}

#[test]
fn overflow_and_division_by_zero() {
    check(&[
        (int(i64::MAX), "+", int(1), OVERFLOW),
        (int(i64::MAX), "+", T, OVERFLOW),
        (int(i64::MIN), "-", int(1), OVERFLOW),
        (int(i64::MIN), "-", T, OVERFLOW),
        (int(i64::MAX), "*", int(2), OVERFLOW),
        (int(i64::MIN), "*", int(-1), OVERFLOW),
        (int(1), "/", int(0), BY_ZERO),
        (int(1), "/", float(-0.0), BY_ZERO),
        (float(1.0), "/", F, BY_ZERO),
        (int(1), "%", int(0), BY_ZERO),
        (int(1), "%", F, BY_ZERO),
    ]);
}

#[test]
fn texts_and_lists() {
    check(&[
        (s("n="), "+", Value::Null, "n=null"),
        (int(1), "+", s("2"), "12"),
        (s("a"), "+", s(""), "a"),
        (s(""), "+", s("b"), "b"),
        (s(""), "+", s(""), ""),
        (s("x"), "+", list([int(1), s("a")]), "x[1, a]"),
        (float(2.0), "+", s("!"), "2!"),
        (s("ab"), "*", int(3), "ababab"),
        (int(2), "*", s("ab"), "abab"),
        (s("ab"), "*", int(1), "ab"),
        (s("ab"), "*", int(0), ""),
        (s("ab"), "*", int(-1), ""),
        (s(""), "*", int(i64::MAX), ""),
        (ints(&[1]), "+", ints(&[2, 3]), "[1, 2, 3]"),
    ]);
    let (a, inner) = (list([list([])]), list([]));
    let Ok(Value::List(joined)) = arith::add(&heap(), &a, &list([inner.clone()])) else { panic!("a list") };
    assert!(joined.get(1).is_some_and(|element| element.same(&inner)), "elements are shared");
}

#[test]
fn absurd_sizes_raise() {
    let too_long = "Memory error: a string cannot exceed 1073741824 bytes";
    check(&[
        (s("ab"), "*", int(i64::MAX), too_long),
        (s("ab"), "*", int(1 << 30), too_long),
        (s("x"), "*", int((1 << 30) + 1), too_long),
    ]);
}

#[test]
fn other_combinations_raise_naming_operator_and_types() {
    check(&[
        (Value::Null, "+", int(1), "Type error: operator '+' cannot be applied to null and int"),
        (list([]), "+", int(1), "Type error: operator '+' cannot be applied to array and int"),
        (point(int(1), int(2)), "-", int(1), "Type error: operator '-' cannot be applied to Pt and int"),
        (s("a"), "*", float(2.0), "Type error: operator '*' cannot be applied to string and float"),
        (s("a"), "*", T, "Type error: operator '*' cannot be applied to string and bool"),
        (s("4"), "/", int(2), "Type error: operator '/' cannot be applied to string and int"),
        (float(1.0), "%", int(2), "Type error: operator '%' cannot be applied to float and int"),
        (int(1), "%", float(0.0), "Type error: operator '%' cannot be applied to int and float"),
        (int(1), "<", s("2"), "Type error: operator '<' cannot be applied to int and string"),
        (list([]), ">=", list([]), "Type error: operator '>=' cannot be applied to array and array"),
        (Value::Null, "<=", Value::Null, "Type error: operator '<=' cannot be applied to null and null"),
    ]);
}

#[test]
fn negation() {
    for (value, expected) in [
        (int(5), "-5"),
        (float(2.5), "-2.5"),
        (T, "-1"),
        (F, "0"),
        (float(0.0), "-0"),
        (int(i64::MIN), OVERFLOW),
        (s("a"), "Type error: operator '-' cannot be applied to string"),
        (Value::Null, "Type error: operator '-' cannot be applied to null"),
    ] {
        assert_eq!(outcome(arith::neg(&value)), expected, "-{value:?}");
    }
}

#[test]
fn order_of_numbers_and_strings() {
    check(&[
        (int(1), "<", int(2), "true"),
        (int(2), "<=", int(2), "true"),
        (int(1), ">", float(0.5), "true"),
        (float(2.0), ">=", int(2), "true"),
        (T, ">", F, "true"),
        (T, "<", float(1.5), "true"),
        (s("a"), "<", s("b"), "true"),
        (s("Z"), "<", s("a"), "true"),
        (s("a"), "<", s("ab"), "true"),
        (s("z"), "<", s("é"), "true"),
        (s("\u{ffff}"), "<", s("\u{10000}"), "true"),
        (s("a"), ">=", s("b"), "false"),
        (float(f64::NAN), "<", int(1), "false"),
        (float(f64::NAN), ">=", float(f64::NAN), "false"),
        (int(9_007_199_254_740_993), ">", float(9_007_199_254_740_992.0), "true"),
        (int(i64::MAX), "<", float(9_223_372_036_854_775_808.0), "true"),
        (int(i64::MIN), "<=", float(-9_223_372_036_854_775_808.0), "true"),
        (int(i64::MIN), ">", float(f64::NEG_INFINITY), "true"),
        (int(-1), ">", float(-1.5), "true"),
        (int(0), "<", float(0.25), "true"),
    ]);
}

#[test]
fn appending_grows_in_place_only_when_nobody_else_looks() {
    let mut target = s("");
    for n in 0..1000 {
        arith::append(&heap(), &mut target, &int(n % 10)).expect("short");
    }
    assert_eq!(text(&target), "0123456789".repeat(100));
    let before = target.clone();
    arith::append(&heap(), &mut target, &s("é")).expect("short");
    assert_eq!(text(&before).len() + 2, text(&target).len());
    let Value::Str(grown) = &target else { panic!("a string") };
    assert_eq!((grown.char_count(), grown.is_ascii()), (1001, false));
    let mut number = int(1);
    arith::append(&heap(), &mut number, &int(2)).expect("ints add");
    assert_eq!(text(&number), "3");
    assert!(arith::append(&heap(), &mut number, &Value::Null).is_err());
    assert_eq!(text(&number), "3", "unchanged on error");
}

#[test]
fn a_text_appended_to_itself() {
    let mut target = s("ab");
    let again = target.clone();
    arith::append(&heap(), &mut target, &again).expect("short");
    assert_eq!((text(&target).as_str(), text(&again).as_str()), ("abab", "ab"));
}

#[test]
fn concatenation_of_many() {
    let cases = [
        (vec![], ""),
        (vec![s("a")], "a"),
        (vec![int(1), s(" of "), float(2.0), Value::Null], "1 of 2null"),
        (vec![list([s("x")]), s("|")], "[x]|"),
    ];
    for (parts, expected) in cases {
        assert_eq!(outcome(arith::concat(&heap(), &parts)), expected);
    }
}
