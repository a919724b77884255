//! Sections 7.3 and 7.5: membership, subscripts, slices; `len`.

use crate::sample::*;
use oxbow_value::{Value, index};

#[test]
fn subscripts() {
    let cases = [
        (ints(&[10, 20]), int(1), "20"),
        (ints(&[10, 20]), Value::Bool(true), "20"),
        (ints(&[10, 20]), int(2), "Index error: index 2 is out of range for an array of length 2"),
        (ints(&[10, 20]), int(-1), "Index error: index -1 is out of range for an array of length 2"),
        (ints(&[10, 20]), float(1.0), "Type error: the index of an array must be an int, but got float"),
        (ints(&[10, 20]), s("0"), "Type error: the index of an array must be an int, but got string"),
        (dict([("a", int(1)), ("2", int(3))]), s("a"), "1"),
        (dict([("a", int(1)), ("2", int(3))]), int(2), "3"),
        (dict([("a", int(1)), ("2", int(3))]), float(2.0), "3"),
        (dict([("a", int(1))]), s("b"), "Key error: key 'b' not found"),
        (dict([]), list([int(1)]), "Key error: key '[1]' not found"),
        (range(5, 8, false), int(2), "7"),
        (range(5, 8, false), int(3), "Index error: index 3 is out of range for a range of length 3"),
        (s("abc"), int(0), "Type error: string cannot be indexed"),
        (point(int(1), int(2)), s("x"), "Type error: Pt cannot be indexed"),
        (Value::Null, int(0), "Type error: null cannot be indexed"),
        (int(5), int(0), "Type error: int cannot be indexed"),
    ];
    for (object, subscript, expected) in cases {
        assert_eq!(outcome(index::get(&object, &subscript)), expected, "{object:?}[{subscript:?}]");
    }
}

#[test]
fn assignments() {
    let cases = [
        (ints(&[1, 2]), int(0), "[9, 2]"),
        (ints(&[1, 2]), int(2), "Index error: index 2 is out of range for an array of length 2"),
        (ints(&[1, 2]), int(-1), "Index error: index -1 is out of range for an array of length 2"),
        (ints(&[1, 2]), s("0"), "Type error: the index of an array must be an int, but got string"),
        (dict([("a", int(1)), ("b", int(2))]), s("a"), r#"{"a": 9, "b": 2}"#),
        (dict([("a", int(1))]), int(7), r#"{"a": 1, "7": 9}"#),
        (s("abc"), int(0), "Type error: elements of string cannot be assigned"),
        (range(0, 3, false), int(0), "Type error: elements of range cannot be assigned"),
        (Value::Null, int(0), "Type error: elements of null cannot be assigned"),
    ];
    for (object, subscript, expected) in cases {
        let result = index::set(&heap(), &object, &subscript, int(9)).map(|()| object.clone());
        assert_eq!(outcome(result), expected);
    }
}

#[test]
fn slices() {
    let xs = || ints(&[0, 1, 2, 3]);
    let null = || Value::Null;
    let none = || Value::Unset;
    let cases = [
        (xs(), int(1), int(3), "[1, 2]"),
        (xs(), int(1), none(), "[1, 2, 3]"),
        (xs(), none(), int(-1), "[0, 1, 2]"),
        (xs(), none(), none(), "[0, 1, 2, 3]"),
        (xs(), int(-2), none(), "[2, 3]"),
        (xs(), int(-99), int(99), "[0, 1, 2, 3]"),
        (xs(), int(3), int(1), "[]"),
        (xs(), int(i64::MIN), int(i64::MAX), "[0, 1, 2, 3]"),
        (xs(), float(1.9), float(2.9), "[1]"),
        (xs(), float(f64::NEG_INFINITY), float(f64::INFINITY), "[0, 1, 2, 3]"),
        (s("héllo"), int(1), int(3), "él"),
        (s("héllo"), int(-2), none(), "lo"),
        (s("héllo"), int(4), int(2), ""),
        (s(""), none(), none(), ""),
        (xs(), s("1"), none(), "Type error: a slice bound must be an int, but got string"),
        (xs(), null(), int(1), "Type error: a slice bound must be an int, but got null"),
        (dict([]), int(0), int(1), "Type error: dict cannot be sliced"),
        (range(0, 3, false), int(0), int(1), "Type error: range cannot be sliced"),
        (null(), int(0), int(1), "Type error: null cannot be sliced"),
    ];
    for (object, from, to, expected) in cases {
        assert_eq!(
            outcome(index::slice(&heap(), &object, &from, &to)),
            expected,
            "{object:?}[{from:?}:{to:?}]"
        );
    }
}

#[test]
fn a_slice_is_a_new_list() {
    let whole = ints(&[1]);
    let sliced = index::slice(&heap(), &whole, &Value::Unset, &Value::Unset).expect("lists have slices");
    assert!(!sliced.same(&whole));
}

#[test]
fn membership() {
    let cases = [
        (s("a"), dict([("a", int(1))]), "true"),
        (int(1), dict([("1", int(1))]), "true"),
        (s("b"), dict([("a", int(1))]), "false"),
        (float(2.0), ints(&[1, 2]), "true"),
        (s("2"), ints(&[1, 2]), "false"),
        (ints(&[1]), list([ints(&[1])]), "true"),
        (s("ell"), s("hello"), "true"),
        (s(""), s("hello"), "true"),
        (int(1), s("a1"), "true"),
        (Value::Null, s("a null b"), "true"),
        (int(2), range(0, 3, false), "true"),
        (int(3), range(0, 3, false), "false"),
        (int(3), range(0, 3, true), "true"),
        (float(2.0), range(0, 3, false), "true"),
        (float(2.5), range(0, 3, false), "false"),
        (float(f64::NAN), range(0, 3, false), "false"),
        (Value::Bool(true), range(0, 3, false), "false"),
        (s("1"), range(0, 3, false), "false"),
        (int(1), Value::Null, "Type error: operator 'in' cannot search null"),
        (int(1), int(1), "Type error: operator 'in' cannot search int"),
        (s("x"), point(int(1), int(2)), "Type error: operator 'in' cannot search Pt"),
    ];
    for (item, container, expected) in cases {
        let result = index::contains(&item, &container).map(Value::Bool);
        assert_eq!(outcome(result), expected, "{item:?} in {container:?}");
    }
}

#[test]
fn lengths() {
    let cases = [
        (s("héllo"), "5"),
        (ints(&[1, 2, 3]), "3"),
        (dict([("a", int(1))]), "1"),
        (range(2, 7, false), "5"),
        (range(2, 7, true), "6"),
        (range(7, 2, false), "0"),
        (range(i64::MIN, i64::MAX, false), "Math error: Integer overflow"),
        (int(5), "Type error: len() expects a string, array, dict or range, but got int"),
        (Value::Null, "Type error: len() expects a string, array, dict or range, but got null"),
    ];
    for (value, expected) in cases {
        assert_eq!(outcome(index::length(&value).map(Value::Int)), expected, "len({value:?})");
    }
}
