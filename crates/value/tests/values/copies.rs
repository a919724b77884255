//! Section 19: `copy` and `deep_copy`.

use crate::sample::*;
use oxbow_value::copy::{copy, deep_copy};
use oxbow_value::{Fields, List, Value, WeakRef};

#[test]
fn shallow_copies_share_elements() {
    let inner = list([]);
    for original in [list([inner.clone()]), dict([("k", inner.clone())]), point(inner.clone(), inner.clone())]
    {
        let copied = copy(&heap(), &original).expect("no limit");
        assert_eq!(text(&copied), text(&original));
        assert!(!copied.same(&original));
        let first = match &copied {
            Value::List(list) => list.get(0),
            Value::Dict(dict) => dict.get_str("k"),
            Value::Instance(instance) => Some(instance.get(0)),
            _ => None,
        };
        assert!(first.is_some_and(|first| first.same(&inner)));
    }
}

#[test]
fn other_kinds_are_their_own_copies() {
    for value in one_of_each() {
        let container = matches!(value, Value::List(_) | Value::Dict(_) | Value::Instance(_));
        assert_eq!(copy(&heap(), &value).expect("no limit").same(&value), !container, "{value:?}");
        assert_eq!(deep_copy(&heap(), &value).expect("no limit").same(&value), !container, "{value:?}");
    }
}

#[test]
fn deep_copies_share_nothing_mutable() {
    let original = list([ints(&[1]), dict([("a", ints(&[2]))]), point(ints(&[3]), s("x"))]);
    let copied = deep_copy(&heap(), &original).expect("no limit");
    assert_eq!(text(&copied), text(&original));
    let (Value::List(a), Value::List(b)) = (&original, &copied) else { panic!("lists") };
    for i in 0..3 {
        assert!(!a.get(i).expect("exists").same(&b.get(i).expect("exists")));
    }
    let Some(Value::List(inner)) = b.get(0) else { panic!("a list") };
    inner.push(int(9));
    assert_eq!(text(&original), "[[1], {\"a\": [2]}, Pt { x: [3], y: x }]");
}

#[test]
fn sharing_and_cycles_are_preserved() {
    let shared = ints(&[1]);
    let Ok(Value::List(copied)) = deep_copy(&heap(), &list([shared.clone(), shared])) else {
        panic!("a list")
    };
    assert!(copied.get(0).expect("exists").same(&copied.get(1).expect("exists")));

    let node = instance(&struct_type("Node", &["peer"]), [Value::Null]);
    let ring = alloc(List::new(vec![Value::Instance(node.clone())]));
    node.set(0, Value::List(ring.clone()));
    let Ok(Value::List(copied_ring)) = deep_copy(&heap(), &Value::List(ring.clone())) else {
        panic!("a list")
    };
    let Some(Value::Instance(copied_node)) = copied_ring.get(0) else { panic!("an instance") };
    assert!(copied_node.get(0).same(&Value::List(copied_ring.clone())));
    assert!(!Value::Instance(copied_node.clone()).same(&Value::Instance(node.clone())));
    assert!(oxbow_cc::Cc::ptr_eq(&copied_node.ty, &node.ty));
    ring.clear();
    copied_ring.clear();
}

#[test]
fn exponentially_shared_structure_is_copied_once_each() {
    let copied = deep_copy(&heap(), &doubled(100, int(7))).expect("no limit");
    assert_eq!(copied, doubled(100, int(7)));
}

#[test]
fn weak_references_keep_their_target() {
    let target = list([]);
    let weak = Value::Weak(alloc(WeakRef::new(&target).expect("lists have weak references")));
    let Ok(Value::List(copied)) = deep_copy(&heap(), &list([target.clone(), weak])) else { panic!("a list") };
    let Some(Value::Weak(copied_weak)) = copied.get(1) else { panic!("a weak reference") };
    assert!(copied_weak.get().same(&target));
}
