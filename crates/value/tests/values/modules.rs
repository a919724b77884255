//! Section 15: members and types of modules.

use crate::sample::*;
use oxbow_cc::Cc;
use oxbow_value::change::*;
use oxbow_value::{EnumType, Module, TypeEntry, Value};
use std::rc::Rc;

fn enum_entry(enum_name: &str, variants: &[(&str, i64)]) -> TypeEntry {
    let variants = variants.iter().map(|(variant, n)| (name(variant), *n)).collect();
    TypeEntry::Enum(Rc::new(EnumType { name: name(enum_name), variants }))
}

/// The first value of the enum that this entry is.
fn first(entry: Option<TypeEntry>) -> Option<i64> {
    match entry {
        Some(TypeEntry::Enum(ty)) => ty.variants.values().next().copied(),
        _ => None,
    }
}

#[test]
fn variables_by_slot_and_name() {
    let module = module(&["a", "b"], &[]);
    assert!(module.get(0).is_unset());
    assert_eq!(module.member_str("a"), None, "not declared yet");
    module.set(1, int(5));
    assert_eq!(
        (module.get(1), module.member_str("b"), module.member(&name("b"))),
        (int(5), Some(int(5)), Some(int(5)))
    );
    assert_eq!((module.slot_of_str("b"), module.slot_of(&name("c"))), (Some(1), None));
    assert_eq!(module.define(name("c"), int(6)), Some(2));
    assert_eq!(module.define(name("b"), int(7)), Some(1));
    assert_eq!((module.get(1), module.get(2)), (int(7), int(6)));
    assert_eq!(module.member_names(), ["a", "b", "c"]);
    module.set(99, int(1));
    assert!(module.get(99).is_unset());
    module.clear_members();
    assert!(module.get(2).is_unset() && module.member_str("b").is_none());
}

#[test]
fn a_full_module_takes_no_more_names() {
    let module = module(&[], &[]);
    for n in 0..=u16::MAX {
        assert_eq!(module.define(name(&n.to_string()), int(1)), Some(n));
    }
    assert_eq!(module.define(name("more"), int(1)), None);
    assert_eq!(module.member_str("more"), None);
    assert_eq!(module.define(name("7"), int(2)), Some(7));
}

#[test]
fn standard_modules() {
    let module =
        Module::standard(name("math"), [(name("PI"), float(3.0)), (name("abs"), native("abs", 1, 1))]);
    assert!(module.is_standard);
    assert_eq!(module.member_str("PI"), Some(float(3.0)));
    assert!(module.resolve_type(0).is_none());
    assert_eq!(module.type_text(0), "");
}

#[test]
fn declarations_of_compiled_files() {
    let mut code = module_code(&[], &["Dir", "Shown"]);
    code.enums = Box::new([(name("Dir"), vec![(name("Up"), 4)].into())]);
    code.interfaces = Box::new([(name("Shown"), vec![name("show")].into())]);
    let module = Module::from_code(Rc::new(code));
    assert_eq!(first(module.resolve_type(0)), Some(4));
    assert!(
        matches!(module.resolve_type(1), Some(TypeEntry::Interface(ty)) if *ty.methods == [name("show")])
    );
    assert_eq!(module.type_names(), ["Dir", "Shown"]);
}

#[test]
fn own_types_win_over_imported_ones() {
    let importer = module(&[], &["Color", "Other"]);
    let (one, two) = (module(&[], &[]), module(&[], &[]));
    one.declare_type(name("Color"), enum_entry("Color", &[("Red", 1)]));
    two.declare_type(name("Color"), enum_entry("Color", &[("Red", 2)]));
    two.declare_type(name("Other"), enum_entry("Other", &[("A", 3)]));
    assert!(importer.resolve_type(0).is_none());
    importer.import(one.clone());
    importer.import(two.clone());
    importer.import(two);
    assert_eq!(first(importer.resolve_type(0)), Some(1), "the first import wins");
    assert_eq!(first(importer.resolve_type(1)), Some(3));
    importer.declare_type(name("Color"), enum_entry("Color", &[("Red", 9)]));
    assert_eq!(first(importer.resolve_type(0)), Some(9), "what was resolved is forgotten");
    assert_eq!(first(importer.lookup_type(&name("Color"))), Some(9));
    assert!(importer.declared_type(&name("Other")).is_none());
}

#[test]
fn imports_are_not_passed_on() {
    let (a, b, c) = (module(&[], &["T"]), module(&[], &[]), module(&[], &[]));
    c.declare_type(name("T"), enum_entry("T", &[("X", 1)]));
    b.import(c);
    a.import(b);
    assert!(a.resolve_type(0).is_none());
}

#[test]
fn qualified_types_go_through_the_namespace() {
    let importer = module(&["m"], &["m.Color", "x.Color"]);
    let imported: Cc<Module> = module(&[], &[]);
    imported.declare_type(name("Color"), enum_entry("Color", &[("Red", 1)]));
    assert!(importer.resolve_type(0).is_none(), "m is not set");
    importer.set(0, Value::Module(imported));
    assert_eq!(first(importer.resolve_type(0)), Some(1));
    assert_eq!(first(importer.resolve_type(0)), Some(1), "from the cache");
    assert!(importer.resolve_type(1).is_none());
    assert_eq!((importer.type_text(0).as_str(), importer.type_text(1).as_str()), ("m.Color", "x.Color"));
    assert!(importer.resolve_type(7).is_none());
}
