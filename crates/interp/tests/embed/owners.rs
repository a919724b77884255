//! Values of one engine never get into another, not even inside of containers.

use oxbow_interp::{Engine, Error, Handle, Kind, New, Rest, Scope, Trace, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

fn engine() -> Engine {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink())).build()
}

/// One of each kind of object that holds values or runs something.
const KINDS: &[&str] = &[
    "[1]",
    "{\"a\": 1}",
    "struct S { x: int }\nnew S { x: 1 }",
    "fn(x) { x }",
    "fn g() { yield 1 }\ng()",
    "weak(kept)",
    "host",
    "Box([1])",
    "tools",
    "[[[fn() { 1 }]]]",
];

#[derive(Trace)]
struct Held(RefCell<Value>);

fn with_host_things() -> Result<Engine, Error> {
    let mut engine = engine();
    engine.register_fn("host", |n: i64| n)?;
    engine.register_module("tools", |m| {
        m.function("one", || 1);
    })?;
    engine.register_type::<Held>("Box", |t| {
        t.constructor(|v: Value| New(Held(RefCell::new(v))))
            .property("held", |h: &Held| h.0.borrow().clone())
            .index(|h: &Held, _: Value| h.0.borrow().clone())
            .iterate(|h: &Held| vec![h.0.borrow().clone()])
            .traced();
    })?;
    let list = engine.eval("[0]")?;
    engine.set_global("kept", list)?;
    Ok(engine)
}

fn assert_other_engine<T: std::fmt::Debug>(outcome: Result<T, Error>, what: &str) {
    let error = outcome.expect_err(what);
    assert!(
        error.kind() == Kind::OtherEngine || error.message().contains("another engine"),
        "{what}: {error}"
    );
}

/// Every way in for a value, alone and inside of what converts to a container.
fn assert_refused(engine: &mut Engine, value: &Value, what: &str) -> Result<(), Error> {
    let v = || value.clone();
    assert_other_engine(engine.set_global("x", v()), what);
    assert_other_engine(engine.set_global("x", vec![v()]), what);
    assert_other_engine(engine.set_global("x", vec![vec![Some(v())]]), what);
    assert_other_engine(engine.set_global("x", (1, (2, v()))), what);
    assert_other_engine(engine.set_global("x", HashMap::from([("k", [v()])])), what);
    assert_other_engine(engine.value(BTreeMap::from([("k", v())])), what);
    assert_other_engine(engine.handle(v()), what);
    let module = engine.register_module("m", |m| {
        m.value("v", v());
    });
    assert_other_engine(module, what);
    let (list, dict) = (engine.eval("[1]")?, engine.eval("{}")?);
    let instance = engine.eval("struct P { x: any }\nnew P { x: null }")?;
    assert_other_engine(engine.set_index(&list, 0, v()), what);
    assert_other_engine(engine.set_index(&dict, "k", [v()]), what);
    assert_other_engine(engine.set_field(&instance, "x", v()), what);
    assert_other_engine(engine.call_method(&list, "push", (v(),)), what);
    assert_other_engine(engine.call_method(value, "anything", ()), what);
    assert_other_engine(engine.get_field(value, "x"), what);
    assert_other_engine(engine.get_index(value, 0), what);
    let function = engine.eval("fn(x) { x }")?;
    assert_other_engine(engine.call(&function, (v(),)), what);
    assert_other_engine(engine.call(&function, vec![v()]), what);
    assert_other_engine(engine.call(&function, &[v()][..]), what);
    assert_other_engine(engine.call(value, ()), what);
    assert_other_engine(engine.next(value), what);
    let back = v();
    engine.register_fn("give", move || back.clone())?;
    let back = v();
    engine.register_fn("give_list", move |rest: Rest<i64>| vec![(rest.0.len(), back.clone())])?;
    let held = engine.new_function_with("held", v(), |held: &Value| held.clone());
    engine.set_global("held", held)?;
    let boxed = New(Held(RefCell::new(v())));
    let boxed = engine.value(boxed)?;
    engine.set_global("boxed", boxed)?;
    for text in ["give()", "give_list(1)", "held()", "boxed.held", "boxed[0]", "for x in boxed { x }"] {
        assert_other_engine(engine.eval(text), &format!("{what}: {text}"));
        let caught = format!("fn f() {{ try {{ {text} }} catch (e) {{ return \"caught\" }} }}\nf()");
        assert_eq!(engine.eval_as::<String>(&caught)?, "caught", "{what}: {text}");
    }
    let scoped = v();
    engine.register_fn("within", move |scope: &mut Scope<'_>, f: Value| {
        scope.call(&f, (vec![scoped.clone()],)).map(drop)
    })?;
    assert_other_engine(engine.eval("within(fn(x) { x })"), what);
    Ok(())
}

#[test]
fn values_stay_with_their_engine() -> Result<(), Error> {
    let (mut one, mut two) = (with_host_things()?, with_host_things()?);
    for text in KINDS {
        let (a, b) = (one.eval(text)?, two.eval(text)?);
        assert_refused(&mut two, &a, text)?;
        assert_refused(&mut one, &b, text)?;
        assert!(one.handle(a).is_ok() && two.handle(b).is_ok(), "{text}");
    }
    for engine in [&mut one, &mut two] {
        engine.collect();
        assert_eq!(engine.eval_as::<i64>("[1, 2].map(fn(x) { x * 2 })[1] + kept[0]")?, 4);
    }
    Ok(())
}

#[test]
fn values_of_an_engine_that_has_gone_are_refused() -> Result<(), Error> {
    let mut two = with_host_things()?;
    for text in KINDS {
        let mut one = with_host_things()?;
        let value = one.eval(text)?;
        let handle: Handle = one.handle(value.clone())?;
        drop(one);
        assert_refused(&mut two, &value, text)?;
        assert_eq!(two.set_global("x", vec![&handle]).expect_err(text).kind(), Kind::EngineGone);
        drop(value);
    }
    two.collect();
    assert_eq!(two.eval_as::<i64>("len([kept, kept])")?, 2);
    Ok(())
}

#[test]
fn strings_scalars_and_the_library_belong_to_all() -> Result<(), Error> {
    let (mut one, mut two) = (engine(), engine());
    for text in
        ["\"text of some length, not in place\"", "1.5", "null", "len", "math", "array.map_fn", "1..3"]
    {
        let value = one.eval(text)?;
        two.set_global("x", vec![value]).expect(text);
    }
    assert!(two.value(Value::Unset).is_err());
    Ok(())
}
