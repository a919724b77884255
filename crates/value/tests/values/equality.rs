//! Section 6.3: equality; section 8: what a pattern value matches.

use crate::sample::*;
use oxbow_cc::Cc;
use oxbow_value::change::*;
use oxbow_value::equal::{equal, matches};
use oxbow_value::{List, Value};

#[track_caller]
fn check(a: &Value, b: &Value, expected: bool) {
    assert_eq!(equal(a, b), expected, "{a:?} == {b:?}");
    assert_eq!(equal(b, a), expected, "{b:?} == {a:?}");
}

#[test]
fn scalars() {
    let cases = [
        (Value::Null, Value::Null, true),
        (Value::Null, Value::Bool(false), false),
        (Value::Null, int(0), false),
        (int(3), float(3.0), true),
        (int(3), float(3.5), false),
        (int(9_007_199_254_740_993), float(9_007_199_254_740_992.0), false),
        (int(i64::MAX), float(9_223_372_036_854_775_808.0), false),
        (int(i64::MIN), float(-9_223_372_036_854_775_808.0), true),
        (float(0.0), float(-0.0), true),
        (int(0), float(-0.0), true),
        (float(f64::NAN), float(f64::NAN), false),
        (int(0), float(f64::NAN), false),
        (Value::Bool(true), int(1), false),
        (Value::Bool(true), float(1.0), false),
        (Value::Bool(true), Value::Bool(true), true),
        (int(1), s("1"), false),
        (s("ab"), s("ab"), true),
        (s("ab"), s("aB"), false),
    ];
    for (a, b, expected) in cases {
        check(&a, &b, expected);
    }
}

#[test]
fn lists_dicts_and_ranges_by_content() {
    let cases = [
        (list([]), list([]), true),
        (ints(&[1, 2]), ints(&[1, 2]), true),
        (ints(&[1, 2]), ints(&[1, 3]), false),
        (ints(&[1]), ints(&[1, 1]), false),
        (ints(&[1]), list([float(1.0)]), true),
        (list([]), dict([]), false),
        (list([ints(&[1]), s("a")]), list([ints(&[1]), s("a")]), true),
        (list([ints(&[1]), s("a")]), list([ints(&[2]), s("a")]), false),
        (dict([("a", int(1)), ("b", int(2))]), dict([("b", int(2)), ("a", int(1))]), true),
        (dict([("a", int(1))]), dict([("b", int(1))]), false),
        (dict([("a", list([]))]), dict([("a", list([]))]), true),
        (dict([("a", list([]))]), dict([("a", dict([]))]), false),
        (range(0, 3, false), range(0, 3, false), true),
        (range(0, 3, false), range(0, 2, true), false),
        (range(0, 3, false), ints(&[0, 1, 2]), false),
    ];
    for (a, b, expected) in cases {
        check(&a, &b, expected);
    }
}

#[test]
fn everything_else_by_identity() {
    let identity_kinds = ["Pt", "function", "generator", "module", "weak"];
    for (a, b) in one_of_each().into_iter().zip(one_of_each()) {
        let by_identity = identity_kinds.contains(&a.type_name());
        check(&a, &a, true);
        check(&a, &b, !by_identity);
    }
}

#[test]
fn different_kinds_are_unequal() {
    let values = one_of_each();
    for (i, a) in values.iter().enumerate() {
        for (j, b) in values.iter().enumerate() {
            check(a, b, i == j);
        }
    }
}

#[test]
fn a_nan_makes_its_containers_unequal_even_to_themselves() {
    let inside = list([float(f64::NAN)]);
    check(&inside, &inside, false);
    let deeper = nested(100, inside);
    check(&deeper, &deeper, false);
    check(&nested(100, int(1)), &nested(100, int(1)), true);
}

#[test]
fn cyclic_lists() {
    let (a, b) = (self_list(), self_list());
    check(&Value::List(a.clone()), &Value::List(b.clone()), true);
    // [[[...]]] of two objects is the same infinite tree.
    let pair = alloc(List::default());
    pair.push(list([Value::List(pair.clone())]));
    check(&Value::List(a.clone()), &Value::List(pair.clone()), true);
    pair.push(int(1));
    check(&Value::List(a.clone()), &Value::List(pair.clone()), false);
    a.push(int(1));
    b.push(int(2));
    check(&Value::List(a.clone()), &Value::List(b.clone()), false);
    [a, b, pair].iter().for_each(|list| list.clear());
}

/// A ring of `n` dicts with `next` and a value at the last one.
fn ring(n: usize, last: i64) -> Vec<Cc<oxbow_value::Dict>> {
    let dicts: Vec<_> = (0..n).map(|_| alloc(oxbow_value::Dict::new())).collect();
    for (i, dict) in dicts.iter().enumerate() {
        dict.insert(name("next"), Value::Dict(dicts[(i + 1) % n].clone()));
        dict.insert(name("value"), int(if i + 1 == n { last } else { 0 }));
    }
    dicts
}

#[test]
fn cyclic_dicts() {
    let (a, b, c) = (ring(1000, 0), ring(1000, 0), ring(1000, 1));
    let first = |ring: &[Cc<oxbow_value::Dict>]| Value::Dict(ring[0].clone());
    check(&first(&a), &first(&b), true);
    check(&first(&a), &first(&c), false);
    // Rings of other lengths, all zero, unfold to the same tree.
    let d = ring(7, 0);
    check(&first(&a), &first(&d), true);
    a.iter().chain(&b).chain(&c).chain(&d).for_each(|dict| dict.clear());
}

#[test]
fn shared_structure_takes_linear_time() {
    check(&doubled(200, int(1)), &doubled(200, int(1)), true);
    check(&doubled(200, int(1)), &doubled(200, int(2)), false);
    check(&doubled(50, int(1)), &doubled(51, int(1)), false);
    // A thousand references to one list that refers a thousand times to the next, and so on.
    let wide = |core: i64| (0..20).fold(int(core), |inner, _| list(vec![inner; 1000]));
    check(&wide(1), &wide(1), true);
    check(&wide(1), &wide(2), false);
}

#[test]
fn patterns_match_scalars_by_equality_and_nothing_else() {
    let cases = [
        (Value::Null, Value::Null, true),
        (int(3), float(3.0), true),
        (float(3.0), int(3), true),
        (s("a"), s("a"), true),
        (Value::Bool(true), Value::Bool(true), true),
        (Value::Bool(true), int(1), false),
        (int(1), Value::Bool(true), false),
        (int(1), s("1"), false),
        (list([]), list([]), false),
        (dict([]), dict([]), false),
        (range(0, 1, false), range(0, 1, false), false),
    ];
    for (subject, pattern, expected) in cases {
        assert_eq!(matches(&subject, &pattern), expected, "match {subject:?} {{ {pattern:?} }}");
    }
    let p = point(int(1), int(2));
    assert!(!matches(&p, &p));
}
