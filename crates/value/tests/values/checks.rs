//! Section 10: does a value fit an annotation? Section 9: argument counts.

use crate::sample::*;
use oxbow_value::check::{arity, check, check_field, fits};
use oxbow_value::types::{TypeKind, TypeSpec};
use oxbow_value::{EnumType, ErrorKind, InterfaceType, StructType, TypeEntry, Value};
use std::rc::Rc;

#[test]
fn each_kind_accepts_its_values_only() {
    let accepted: [(TypeKind, &[&str]); 8] = [
        (TypeKind::Int, &["int"]),
        (TypeKind::Float, &["float"]),
        (TypeKind::Str, &["string"]),
        (TypeKind::Bool, &["bool"]),
        (TypeKind::List, &["array"]),
        (TypeKind::Dict, &["dict"]),
        (TypeKind::Function, &["function"]),
        (TypeKind::Void, &["null"]),
    ];
    let module = module(&[], &[]);
    for value in one_of_each() {
        let kind = value.type_name();
        for (accepting, kinds) in &accepted {
            let spec = |nullable| spec("T", std::slice::from_ref(accepting), nullable);
            assert_eq!(fits(&value, &spec(false), &module), kinds.contains(&kind), "{kind}: {accepting:?}");
            let fits_nullable = kinds.contains(&kind) || value.is_null();
            assert_eq!(fits(&value, &spec(true), &module), fits_nullable, "{kind}: {accepting:?}?");
        }
        assert!(fits(&value, &any(), &module), "{kind}: any");
    }
}

#[test]
fn unions_accept_any_alternative() {
    let module = module(&[], &[]);
    let union = |nullable| spec("int | string", &[TypeKind::Int, TypeKind::Str], nullable);
    for (value, plain, nullable) in
        [(int(1), true, true), (s("a"), true, true), (float(1.0), false, false), (Value::Null, false, true)]
    {
        assert_eq!(fits(&value, &union(false), &module), plain, "{value:?}");
        assert_eq!(fits(&value, &union(true), &module), nullable, "{value:?}");
    }
}

#[test]
fn named_types() {
    let module = module(&[], &["Pt", "Color", "Shown", "Nowhere"]);
    let shown = Rc::new(InterfaceType { name: name("Shown"), methods: Box::new([name("show")]) });
    let ty =
        alloc(StructType::new(name("Pt"), Box::default(), Box::new([name("Shown")]), Some(module.clone())));
    let color = EnumType { name: name("Color"), variants: [(name("Red"), 0)].into_iter().collect() };
    module.declare_type(name("Pt"), TypeEntry::Struct(ty.clone()));
    module.declare_type(name("Color"), TypeEntry::Enum(Rc::new(color)));
    module.declare_type(name("Shown"), TypeEntry::Interface(shown));
    let own = Value::Instance(instance(&ty, []));
    let namesake = Value::Instance(instance(&struct_type("Pt", &[]), []));
    let specs: Vec<TypeSpec> = (0..4).map(|slot| spec("T", &[TypeKind::Named(slot)], false)).collect();
    let cases = [
        (&own, [true, false, true, false]),
        (&namesake, [false, false, false, false]),
        (&int(0), [false, true, false, false]),
        (&float(0.0), [false, false, false, false]),
        (&Value::Null, [false, false, false, false]),
    ];
    for (value, expected) in cases {
        let actual: Vec<bool> = specs.iter().map(|spec| fits(value, spec, &module)).collect();
        assert_eq!(actual, expected, "{value:?}");
    }
}

#[test]
fn messages() {
    let module = module(&[], &[]);
    let int_spec = spec("int", &[TypeKind::Int], false);
    let subject = format_args!("Parameter '{}' of function '{}'", "n", "half");
    let raise = check(&s("x"), &int_spec, &module, subject).unwrap_err();
    assert_eq!(raise.kind, ErrorKind::TypeError);
    assert_eq!(raise.message, "Type error: Parameter 'n' of function 'half' expects int, but got string");

    let raise = check(&Value::Null, &int_spec, &module, "Variable 'x'").unwrap_err();
    assert_eq!(raise.kind, ErrorKind::NullError);
    assert_eq!(raise.message, "Null safety error: Variable 'x' expects int, but got null");

    let raise = check_field(&Value::Null, &int_spec, &module, "Pt", "x").unwrap_err();
    assert_eq!(raise.kind, ErrorKind::TypeError);
    assert_eq!(raise.message, "Type error: Field 'x' of struct 'Pt' expects int, but got null");

    let raise = check(&point(int(1), int(2)), &int_spec, &module, "Result of function 'f'").unwrap_err();
    assert_eq!(raise.message, "Type error: Result of function 'f' expects int, but got Pt");
    assert!(check(&int(1), &int_spec, &module, "Variable 'x'").is_ok());
    assert!(check_field(&int(1), &int_spec, &module, "Pt", "x").is_ok());
}

#[test]
fn argument_counts() {
    for (min, max, got, expected) in [
        (1, 3, 0, Some("Argument error: Function f expects 1-3 arguments, got 0")),
        (1, 3, 1, None),
        (1, 3, 3, None),
        (1, 3, 4, Some("Argument error: Function f expects 1-3 arguments, got 4")),
        (2, 2, 1, Some("Argument error: Function f expects 2-2 arguments, got 1")),
        (1, 1, 2, Some("Argument error: Function f expects 1-1 arguments, got 2")),
        (0, 0, 1, Some("Argument error: Function f expects 0-0 arguments, got 1")),
        (1, usize::MAX, 0, Some("Argument error: Function f expects at least 1 argument, got 0")),
        (1, usize::MAX, 99, None),
    ] {
        let message = arity("f", min, max, got).err().map(|raise| raise.message);
        assert_eq!(message.as_deref(), expected, "{min}-{max}, {got}");
    }
}
