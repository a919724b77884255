//! Lists, dicts, struct types, instances, variables, generators, weak references: what their methods do.

use crate::sample::*;
use oxbow_value::code::StructDecl;
use oxbow_value::{Dict, Fields, GeneratorState, List, StructType, Value, Variable, WeakRef};

fn content(list: &List) -> String {
    text(&Value::list(&heap(), list.to_vec()))
}

#[test]
fn lists() {
    let list = List::new(vec![int(1), int(2), int(3)]);
    assert_eq!((list.len(), list.is_empty()), (3, false));
    assert_eq!((list.get(2), list.get(3)), (Some(int(3)), None));
    assert_eq!((list.with_int(0), list.with_int(9)), (Some(1), None));
    assert!(list.set(0, s("a")) && !list.set(3, int(0)));
    assert_eq!(list.with_int(0), None);
    list.insert(1, int(9));
    list.insert(99, int(8));
    assert_eq!(content(&list), "[a, 9, 2, 3, 8]");
    assert_eq!((list.remove(1), list.remove(99), list.pop()), (Some(int(9)), None, Some(int(8))));
    list.extend([int(5), int(6)]);
    list.reverse();
    assert_eq!(content(&list), "[6, 5, 3, 2, a]");
    assert_eq!(list.slice(1, 3), [int(5), int(3)]);
    assert_eq!(list.slice(3, 99), [int(2), s("a")]);
    assert!(list.slice(9, 99).is_empty() && list.slice(3, 1).is_empty());
    assert_eq!((list.position(&float(3.0)).ok(), list.position(&int(7)).ok()), (Some(Some(2)), Some(None)));
    assert_eq!(list.contains(&s("a")).ok(), Some(true));
    assert_eq!(list.replace(vec![]).len(), 5);
    list.push(int(1));
    list.clear();
    assert!(list.is_empty() && list.pop().is_none());
}

#[test]
fn a_list_extended_by_itself() {
    let list = List::new(vec![int(1), int(2)]);
    list.extend(list.to_vec());
    assert_eq!(content(&list), "[1, 2, 1, 2]");
}

#[test]
fn dicts_keep_insertion_order() {
    let dict = Dict::new();
    for (key, value) in [("b", 1), ("a", 2), ("c", 3), ("a", 4)] {
        dict.insert(name(key), int(value));
    }
    assert_eq!(dict.keys(), ["b", "a", "c"]);
    assert_eq!(dict.values(), [int(1), int(4), int(3)]);
    assert_eq!(
        (dict.get(&name("a")), dict.get_str("a"), dict.get_str("x")),
        (Some(int(4)), Some(int(4)), None)
    );
    assert!(dict.contains(&name("b")) && dict.contains_str("c") && !dict.contains_str("d"));
    assert_eq!(dict.remove(&name("b")), Some(int(1)));
    assert_eq!(dict.remove_str("b"), None);
    dict.insert(name("b"), int(5));
    assert_eq!(dict.keys(), ["a", "c", "b"], "added again at the end");
    assert_eq!((dict.key_at(1), dict.index_of(&name("b"))), (Some(name("c")), Some(2)));
    assert_eq!((dict.entry_at(2), dict.entry_at(3)), (Some((name("b"), int(5))), None));
    let copied = dict.duplicate();
    dict.merge(&Dict::from_iter([(name("c"), int(9)), (name("z"), int(0))]));
    dict.merge(&dict);
    assert_eq!(dict.keys(), ["a", "c", "b", "z"]);
    assert_eq!((dict.get_str("c"), copied.get_str("c")), (Some(int(9)), Some(int(3))));
    dict.clear();
    assert!(dict.is_empty() && copied.len() == 3);
}

#[test]
fn dicts_close_the_gaps_of_removed_entries() {
    let dict = Dict::new();
    let mut model: Vec<(String, i64)> = Vec::new();
    let mut random = 1_u64;
    for step in 0..5000 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let key = format!("k{}", (random >> 33) % 200);
        let known = model.iter().position(|(k, _)| *k == key);
        if random >> 63 == 0 {
            let removed = known.map(|at| model.remove(at).1);
            assert_eq!(dict.remove_str(&key), removed.map(int), "{key} in step {step}");
        } else {
            dict.insert(name(&key), int(step));
            match known {
                Some(at) => model[at].1 = step,
                None => model.push((key.clone(), step)),
            }
        }
        assert_eq!(dict.len(), model.len());
        if step % 61 == 0 {
            let at = model.iter().position(|(k, _)| *k == key);
            assert_eq!(dict.index_of(&name(&key)), at);
        }
    }
    let keys: Vec<&str> = model.iter().map(|(key, _)| key.as_str()).collect();
    assert!(keys.len() > 50 && dict.keys() == keys);
    assert_eq!(dict.values(), model.iter().map(|(_, value)| int(*value)).collect::<Vec<_>>());
    for (at, (key, value)) in model.iter().enumerate() {
        assert_eq!(dict.entry_at(at), Some((name(key), int(*value))));
    }
}

#[test]
fn struct_types() {
    let a = struct_type("Pt", &["x", "y"]);
    let b = struct_type("Pt", &["x", "z"]);
    assert!(a.id != b.id && a.id >= StructType::FIRST_ID && b.id >= StructType::FIRST_ID);
    assert_eq!((a.slot_of(&name("y")), a.slot_of_str("x"), a.slot_of_str("z")), (Some(1), Some(0), None));
    assert!(a.field_names().eq(&[name("x"), name("y")]));
    let decl = |fields: &[&str]| StructDecl {
        name: name("Pt"),
        fields: fields.iter().map(|field| (name(field), any())).collect(),
        implements: Box::default(),
    };
    assert!(a.same_shape(&decl(&["x", "y"])));
    assert!(!a.same_shape(&decl(&["y", "x"])) && !a.same_shape(&decl(&["x"])));
    assert_eq!(a.method_str("show"), None);
    a.declare_method(name("show"), native("one", 1, 1), &Default::default());
    a.declare_method(name("show"), native("two", 1, 1), &Default::default());
    assert_eq!(a.method_names(), ["show"]);
    assert_eq!(a.method(&name("show")).map(|f| text(&f)).as_deref(), Some("<Function:two(1 params)>"));
}

#[test]
fn instances() {
    let p = instance(&struct_type("Pt", &["x", "y"]), [int(1), s("a")]);
    assert_eq!((p.get(0), p.with_int(0), p.with_int(1)), (int(1), Some(1), None));
    assert_eq!(p.swap(1, int(2)), s("a"));
    p.set(0, int(7));
    assert_eq!((p.values(), p.len(), p.is_empty()), (vec![int(7), int(2)], 2, false));
    assert_eq!((p.field(&name("y")), p.field(&name("z"))), (Some(int(2)), None));
}

#[test]
fn variables() {
    let variable = Variable::new(Value::Unset);
    assert!(variable.is_unset());
    variable.set(int(1));
    assert_eq!((variable.get(), variable.with_int(), variable.swap(s("a"))), (int(1), Some(1), int(1)));
    assert_eq!((variable.with_int(), variable.take()), (None, s("a")));
    assert!(variable.is_unset());
}

#[test]
fn generators() {
    let generator = generator([int(1)]);
    assert_eq!(*generator.name(), "f");
    let GeneratorState::Suspended(frame) = generator.take() else { panic!("suspended at first") };
    assert_eq!(frame.registers, [int(1)]);
    assert!(generator.is_running() && matches!(generator.take(), GeneratorState::Running));
    generator.suspend(frame);
    assert!(!generator.is_running() && !generator.is_finished());
    generator.finish();
    assert!(generator.is_finished() && matches!(generator.take(), GeneratorState::Finished));
}

#[test]
fn weak_references_die_with_their_target() {
    for target in one_of_each() {
        let can = ["array", "dict", "Pt", "generator"].contains(&target.type_name())
            || matches!(target, Value::Closure(_));
        let Ok(weak) = WeakRef::new(&target) else {
            assert!(!can, "{target:?}");
            continue;
        };
        assert!(can && weak.is_alive() && weak.get().same(&target));
        drop(target);
        assert!(!weak.is_alive() && weak.get().is_null());
    }
    let message = outcome(WeakRef::new(&int(1)).map(|_| Value::Null));
    assert_eq!(
        message,
        "Type error: weak() expects an array, dict, struct, closure or generator, but got int"
    );
}
