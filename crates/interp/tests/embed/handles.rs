//! Handles, and cycles through the host.

use oxbow_interp::{Engine, Error, Function, Host, Kind, New, Scope, Trace, Value};
use std::cell::RefCell;

fn engine() -> Engine {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink())).build()
}

#[test]
fn a_handle_keeps_its_value_and_lets_go_at_once() -> Result<(), Error> {
    let mut engine = engine();
    let before = engine.stats().live;
    let list = engine.eval("[1, 2]")?;
    let handle = engine.handle(list)?;
    engine.collect();
    assert_eq!(handle.value().and_then(|v| engine.get::<Vec<i64>>(v))?, [1, 2]);
    let second = handle.clone();
    drop(handle);
    assert_eq!(engine.stats().live, before + 1);
    drop(second);
    assert_eq!(engine.stats().live, before);
    assert_eq!(engine.handles(), 0);
    Ok(())
}

#[test]
fn foreign_and_dead_handles_are_errors() -> Result<(), Error> {
    let (mut one, mut two) = (engine(), engine());
    let list = one.eval("[1]")?;
    let function = one.eval("fn(x) { x }")?;
    let (kept, function) = (one.handle(list.clone())?, one.function(function)?);
    for error in [
        two.set_global("x", &kept).expect_err("foreign"),
        two.set_global("x", list.clone()).expect_err("foreign"),
        two.handle(list.clone()).expect_err("foreign"),
        two.call(&function, (1,)).expect_err("foreign"),
    ] {
        assert_eq!(error.kind(), Kind::OtherEngine, "{error}");
    }
    let script = one.compile("s", "main {}")?;
    assert!(two.run(&script).is_err());
    drop((one, list));
    assert!(kept.is_dead());
    assert_eq!(kept.value().expect_err("dead").kind(), Kind::EngineGone);
    assert_eq!(two.call(&function, (1,)).expect_err("dead").kind(), Kind::EngineGone);
    assert_eq!(kept.clone().value().expect_err("dead").kind(), Kind::EngineGone);
    Ok(())
}

#[test]
fn a_value_outlives_its_engine_safely() -> Result<(), Error> {
    let mut engine = engine();
    let list = engine.eval("let l = [1]\nl.push(l)\nl")?;
    drop(engine);
    let Value::List(list) = list else { panic!("a list") };
    assert_eq!(list.len(), 2);
    Ok(())
}

#[test]
fn the_table_of_handles_shrinks() -> Result<(), Error> {
    let mut engine = engine();
    for round in 0..3 {
        let many: Result<Vec<_>, _> = (0..10_000).map(|i| engine.handle(Value::Int(i))).collect();
        let mut many = many?;
        assert_eq!(engine.handles(), 10_000, "round {round}");
        let last = many.pop();
        many.retain(|h| matches!(h.value(), Ok(Value::Int(i)) if i % 7 == 0));
        drop(many);
        assert_eq!(engine.handles(), 1);
        drop(last);
    }
    assert_eq!(engine.handles(), 0);
    Ok(())
}

#[derive(Trace)]
struct Node {
    held: RefCell<Value>,
}

/// Cycles that go through the host, in each of the ways there are.
fn make_cycles(engine: &mut Engine, count: usize) -> Result<(), Error> {
    engine.register_type::<Node>("Node", |t| {
        t.constructor(|| New(Node { held: RefCell::new(Value::Null) }))
            .method("hold", |n: &Node, v: Value| drop(n.held.replace(v)))
            .traced();
    })?;
    engine.register_fn("keeper", |scope: &mut Scope<'_>, v: Value| {
        scope.new_function_with("get", v, |v: &Value| v.clone())
    })?;
    let text = format!(
        "for i in 0..{count} {{ let n = Node()\n let d = {{\"n\": n}}\n n.hold(d)\n let l = []\n l.push(keeper(l)) }}"
    );
    engine.eval(&text).map(drop)
}

#[test]
fn cycles_through_the_host_are_collected() -> Result<(), Error> {
    let mut engine = engine();
    make_cycles(&mut engine, 1)?;
    engine.collect();
    let before = engine.stats();
    make_cycles(&mut engine, if cfg!(debug_assertions) { 20_000 } else { 200_000 })?;
    engine.collect();
    let after = engine.stats();
    assert_eq!((after.live, after.bytes), (before.live, before.bytes));
    assert!(after.cycle_freed - before.cycle_freed >= 80_000);
    Ok(())
}

#[test]
fn an_engine_frees_its_cycles_and_runs_finalizers() -> Result<(), Error> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static DROPPED: AtomicUsize = AtomicUsize::new(0);
    struct Guard;
    impl Drop for Guard {
        fn drop(&mut self) {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }
    }
    let output = std::rc::Rc::new(RefCell::new(Vec::new()));
    struct Sink(std::rc::Rc<RefCell<Vec<u8>>>);
    impl std::io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut engine = Engine::builder().output(Box::new(Sink(output.clone()))).build();
    engine.register_type::<Guard>("Guard", |t| {
        t.constructor(|| New(Guard));
    })?;
    engine.register_fn("same", |g: Host<Guard>| g)?;
    engine.set_global("kept", ())?;
    let value = engine.eval(
        "struct S { g: any, me: any }\nfn S.drop(self) { print(\"dropped\") }\n\
         let s = new S { g: Guard(), me: null }\ns.me = s\nkept = new S { g: same(Guard()), me: [s] }\nfn() { kept }",
    )?;
    let function: Function = engine.get(value.clone())?;
    drop(value);
    drop(engine);
    assert_eq!(DROPPED.load(Ordering::Relaxed), 2);
    assert_eq!(String::from_utf8_lossy(&output.borrow()), "dropped\ndropped\n");
    assert!(function.handle().is_dead());
    Ok(())
}
