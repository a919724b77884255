//! Sections 6.2 and 16: truthiness, `int`, `float`; dict keys.

use crate::sample::*;
use oxbow_value::convert::{index_int, key, to_float, to_int, truncate, truthy};
use oxbow_value::{Range, Value};

#[test]
fn truthiness() {
    for falsy in [Value::Null, Value::Bool(false), int(0), float(0.0), float(-0.0), s("")] {
        assert!(!truthy(&falsy), "{falsy:?}");
    }
    for value in one_of_each().into_iter().skip(1).chain([int(-1), float(f64::NAN), s("0"), s(" ")]) {
        assert!(truthy(&value), "{value:?}");
    }
}

fn as_int(value: Value) -> String {
    outcome(to_int(&value).map(Value::Int))
}

#[test]
fn to_ints() {
    for (value, expected) in [
        (int(5), "5"),
        (float(3.9), "3"),
        (float(-3.9), "-3"),
        (Value::Bool(true), "1"),
        (Value::Null, "0"),
        (s("42"), "42"),
        (s(" -42\n"), "-42"),
        (s("+7"), "7"),
        (s("3.9"), "3"),
        (s("-3.9"), "-3"),
        (s(".5"), "0"),
        (s("-.5"), "0"),
        (s("5."), "5"),
        (s("007"), "7"),
        (s("9223372036854775807.99"), "9223372036854775807"),
        (s("-9223372036854775808"), "-9223372036854775808"),
    ] {
        assert_eq!(as_int(value.clone()), expected, "int({value:?})");
    }
}

#[test]
fn what_int_refuses() {
    for bad in
        ["", " ", "abc", "12abc", "1e3", "0x10", "1_000", ".", "-", "+-1", "1.2.3", "1 2", "inf", "nan", "٣"]
    {
        assert_eq!(as_int(s(bad)), format!("Argument error: int() cannot convert the string '{bad}'"));
    }
    for big in [s("9223372036854775808"), float(1e19), float(f64::NAN), float(f64::INFINITY)] {
        assert!(as_int(big).starts_with("Math error"));
    }
    for other in one_of_each().into_iter().skip(5) {
        assert_eq!(as_int(other.clone()), format!("Type error: int() cannot convert {}", other.type_name()));
    }
}

#[test]
fn to_floats() {
    for (value, expected) in [
        (int(5), 5.0),
        (float(3.9), 3.9),
        (Value::Bool(true), 1.0),
        (Value::Null, 0.0),
        (s("42"), 42.0),
        (s(" -0.5 "), -0.5),
        (s(".5"), 0.5),
        (s("5."), 5.0),
        (s("1e+20"), 1e20),
        (s("2.5E-3"), 2.5e-3),
    ] {
        assert_eq!(to_float(&value).ok(), Some(expected), "float({value:?})");
    }
    for bad in ["", "abc", "1e", "e5", "1e5.5", "1 e5", "1e 5", "inf", "nan", "infinity", "0x1"] {
        assert!(to_float(&s(bad)).is_err(), "float('{bad}')");
    }
    assert!(to_float(&list([])).is_err());
}

#[test]
fn truncation() {
    for (x, expected) in [
        (1.9, Some(1)),
        (-1.9, Some(-1)),
        (-9_223_372_036_854_775_808.0, Some(i64::MIN)),
        (9_223_372_036_854_775_808.0, None),
        (f64::NAN, None),
    ] {
        assert_eq!(truncate(x), expected, "{x}");
    }
}

#[test]
fn keys_and_indices() {
    for (value, expected) in
        [(int(1), "1"), (float(1.0), "1"), (Value::Null, "null"), (s("a"), "a"), (ints(&[1, 2]), "[1, 2]")]
    {
        assert_eq!(key(&heap(), &value).expect("short"), expected);
    }
    assert_eq!(
        [int(3), Value::Bool(true), float(1.0), s("1")].map(|v| index_int(&v)),
        [Some(3), Some(1), None, None]
    );
}

#[test]
fn range_bounds() {
    let bounds = |a, b| {
        let range = Range::from_values(&a, &b, false);
        outcome(range.map(|range| Value::Range(alloc(range))))
    };
    assert_eq!(bounds(int(1), float(4.9)), "1..4");
    assert_eq!(bounds(Value::Bool(false), int(2)), "0..2");
    assert_eq!(bounds(s("1"), int(2)), "Type error: a range bound must be an int, but got string");
    assert!(bounds(int(0), float(f64::NAN)).starts_with("Math error"));
}

#[test]
fn ranges() {
    for (start, end, inclusive, len, last) in [
        (0, 3, false, 3, Some(2)),
        (0, 3, true, 4, Some(3)),
        (3, 0, true, 0, None),
        (2, 2, false, 0, None),
        (2, 2, true, 1, Some(2)),
        (i64::MIN, i64::MAX, false, u64::MAX, Some(i64::MAX - 1)),
    ] {
        let range = Range::new(start, end, inclusive);
        assert_eq!(range.len(), len, "{range:?}");
        assert_eq!(len.checked_sub(1).and_then(|i| range.get(i)), last, "{range:?}");
        assert_eq!(range.get(len), None);
        assert_eq!(range.contains(end), inclusive && start <= end);
        assert_eq!(range.is_empty(), len == 0);
    }
}
