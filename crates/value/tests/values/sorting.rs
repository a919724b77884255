//! The order of `array.sort` (section 18.2).

use crate::sample::*;
use oxbow_value::Value;
use oxbow_value::order::{sort, sort_order};
use std::cmp::Ordering;

fn sorted(values: Vec<Value>) -> String {
    let mut values = values;
    sort(&mut values);
    text(&list(values))
}

#[test]
fn kinds_in_order() {
    let mixed = vec![dict([]), list([]), s("x"), Value::Bool(true), float(0.5), int(-1), Value::Null];
    assert_eq!(sorted(mixed), "[null, -1, 0.5, true, x, [], {}]");
    let others = vec![point(int(1), int(2)), range(0, 1, false), dict([]), native("f", 0, 0)];
    assert_eq!(sorted(others), "[{}, Pt { x: 1, y: 2 }, 0..1, <Function:f(0 params)>]");
}

#[test]
fn numbers_by_value_and_nan_last() {
    let numbers = vec![
        float(f64::NAN),
        int(i64::MAX),
        float(f64::INFINITY),
        int(2),
        float(1.5),
        float(f64::NEG_INFINITY),
        int(1),
        float(9_223_372_036_854_775_808.0),
    ];
    assert_eq!(sorted(numbers), "[-inf, 1, 1.5, 2, 9223372036854775807, 9.22337203685478e+18, inf, nan]");
}

#[test]
fn strings_by_code_point() {
    assert_eq!(sorted(["b", "ab", "é", "B", "a", ""].map(s).to_vec()), "[, B, a, ab, b, é]");
}

#[test]
fn equal_ones_keep_their_places() {
    let bools = [true, false, true].map(Value::Bool).to_vec();
    assert_eq!(sorted(bools), "[true, false, true]");
    assert_eq!(sorted(vec![float(1.0), int(1), ints(&[2]), ints(&[1])]), "[1, 1, [2], [1]]");
    let mut mixed = vec![float(1.0), int(1)];
    sort(&mut mixed);
    assert!(matches!(mixed[..], [Value::Float(_), Value::Int(_)]));
}

#[test]
fn the_order_is_total() {
    let mut values = one_of_each();
    values.extend([float(f64::NAN), int(i64::MIN), float(-0.0), int(0), Value::Bool(false), s("")]);
    for a in &values {
        for b in &values {
            assert_eq!(sort_order(a, b), sort_order(b, a).reverse());
            for c in &values {
                let chained = sort_order(a, b) != Ordering::Greater && sort_order(b, c) != Ordering::Greater;
                assert!(!chained || sort_order(a, c) != Ordering::Greater, "{a:?} {b:?} {c:?}");
            }
        }
    }
}
