//! Section 6.4: text forms.

use crate::sample::*;
use oxbow_cc::Heap;
use oxbow_value::show::{excerpt, float_into, show_within};
use oxbow_value::{Dict, Fields, Str, Value, WeakRef};

#[test]
fn floats_as_c_prints_them() {
    for (x, expected) in [
        (2.0, "2"),
        (0.1 + 0.2, "0.3"),
        (1.0 / 3.0, "0.333333333333333"),
        (2.0 / 3.0, "0.666666666666667"),
        (1e20, "1e+20"),
        (-0.0, "-0"),
        (0.0, "0"),
        (f64::INFINITY, "inf"),
        (f64::NEG_INFINITY, "-inf"),
        (f64::NAN, "nan"),
        (1e14, "100000000000000"),
        (123_456_789_012_345.0, "123456789012345"),
        (1e15, "1e+15"),
        (999_999_999_999_999.9, "1e+15"),
        (1.5e300, "1.5e+300"),
        (0.0001, "0.0001"),
        (0.000_123_4, "0.0001234"),
        (0.000_099_999_999_999_999_99, "0.0001"),
        (0.000_01, "1e-05"),
        (1.25e-7, "1.25e-07"),
        (5e-324, "4.94065645841247e-324"),
        (f64::MAX, "1.79769313486232e+308"),
        (-1234.5, "-1234.5"),
        (-7.0, "-7"),
        (-999_999_999_999_999.0, "-999999999999999"),
        (0.5, "0.5"),
        (12_345.678_901_234_567, "12345.6789012346"),
        (100.0, "100"),
        (2.71828e-1, "0.271828"),
        (1e-100, "1e-100"),
    ] {
        let mut out = String::new();
        float_into(x, &mut out).expect("strings accept everything");
        assert_eq!(out, expected, "{x:?}");
    }
}

#[test]
fn every_kind() {
    let expected = [
        "null",
        "true",
        "1",
        "1.5",
        "a",
        "[]",
        "{}",
        "Pt { x: 1, y: 2 }",
        "<Function:f(2 params)>",
        "<Function:len(1 params)>",
        "0..3",
        "<Generator:f>",
        "<Module:test>",
        "<Weak:dead>",
    ];
    let values = one_of_each();
    assert_eq!(values.iter().map(text).collect::<Vec<_>>(), expected);
    assert_eq!(text(&range(1, 3, true)), "1..=3");
    assert_eq!(text(&native("print", 0, u16::MAX)), "<Function:print(0+ params)>");
    assert_eq!(text(&native("range", 1, 3)), "<Function:range(1-3 params)>");
    let target = list([]);
    let weak = Value::Weak(alloc(WeakRef::new(&target).expect("lists have weak references")));
    assert_eq!(text(&weak), "<Weak:alive>");
    let unit = instance(&struct_type("Unit", &[]), []);
    assert_eq!(text(&Value::Instance(unit)), "Unit {}");
}

#[test]
fn kinds_by_name() {
    let expected = [
        "null",
        "bool",
        "int",
        "float",
        "string",
        "array",
        "dict",
        "Pt",
        "function",
        "function",
        "range",
        "generator",
        "module",
        "weak",
    ];
    let values = one_of_each();
    assert_eq!(values.iter().map(Value::type_name).collect::<Vec<_>>(), expected);
}

#[test]
fn containers() {
    let cases = [
        (list([int(1), s("a"), list([int(2), Value::Null])]), "[1, a, [2, null]]"),
        (dict([("k", int(1)), ("m", s("text"))]), r#"{"k": 1, "m": text}"#),
        (dict([("a\"b", list([]))]), r#"{"a"b": []}"#),
        (list([list([]), dict([]), list([list([])])]), "[[], {}, [[]]]"),
        (
            dict([("p", point(list([int(1)]), dict([("z", Value::Null)])))]),
            r#"{"p": Pt { x: [1], y: {"z": null} }}"#,
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(text(&value), expected);
    }
}

#[test]
fn cycles_are_abbreviated() {
    let list = self_list();
    assert_eq!(text(&Value::List(list.clone())), "[[...]]");
    list.clear();

    let owner = alloc(Dict::new());
    owner.insert(name("me"), Value::Dict(owner.clone()));
    owner.insert(name("n"), int(1));
    assert_eq!(text(&Value::Dict(owner.clone())), r#"{"me": {...}, "n": 1}"#);
    owner.clear();

    let node = instance(&struct_type("Node", &["peer"]), [Value::Null]);
    node.set(0, crate::sample::list([Value::Instance(node.clone()), int(2)]));
    assert_eq!(text(&Value::Instance(node.clone())), "Node { peer: [Node {...}, 2] }");
    node.set(0, Value::Null);
}

#[test]
fn shared_but_not_nested_in_itself_prints_in_full() {
    let shared = ints(&[1]);
    assert_eq!(text(&list([shared.clone(), shared])), "[[1], [1]]");
}

#[test]
fn exponential_texts_raise() {
    let mut out = String::new();
    let raise = show_within(&doubled(60, s("0123456789")), &mut out, 1 << 20).unwrap_err();
    assert_eq!(raise.message, "Memory error: the text of a value exceeds 1048576 bytes or the memory left");
    assert_eq!(out.len(), 1 << 20);
    assert!(show_within(&ints(&[1]), &mut out, 3).is_ok() && show_within(&ints(&[1]), &mut out, 2).is_err());
}

#[test]
fn excerpts() {
    for (value, expected) in [
        (s("short"), "short"),
        (s("exactly te"), "exactly te"),
        (s("exactly ten"), "exactly te..."),
        (s("ääääääääääää"), "ääääääääää..."),
        (s("😀😀😀😀😀😀😀😀😀😀😀"), "😀😀😀😀😀😀😀😀😀😀..."),
        (ints(&[1, 2, 3, 4, 5]), "[1, 2, 3, ..."),
        (doubled(60, int(1)), "[[[[[[[[[[..."),
    ] {
        assert_eq!(excerpt(&value, 10), expected);
    }
}

#[test]
fn strings_are_their_own_text() {
    let original = name("abc");
    let text = Value::Str(original.clone()).text(&heap()).expect("short");
    assert!(oxbow_value::Str::ptr_eq(&text, &original));
    assert_eq!(int(5).text(&heap()).expect("short"), "5");
}

#[test]
fn texts_of_one_ascii_character_are_shared() {
    let (a, b) = (Str::new(&heap(), "x"), Str::constant("x"));
    assert!(Str::ptr_eq(&a, &b));
    assert!(Str::ptr_eq(&a, &Str::of_char(&Heap::new(), 'x')));
    assert!(!Str::ptr_eq(&a, &Str::new(&heap(), "y")));
    assert!(!Str::ptr_eq(&Str::new(&heap(), "é"), &Str::new(&heap(), "é")));
    let mut longer = a.clone();
    longer.append(&heap(), "y").expect("there is memory");
    assert_eq!((a.as_str(), b.as_str(), longer.as_str()), ("x", "x", "xy"));
}
