//! Collections where only a host can bring them about: beside generators that it steps.

use oxbow_interp::{Engine, Error, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// Generators that hold themselves by their argument and own something whose end is noted, suspended in several places.
const HOLD_THEMSELVES: &str = r#"
struct Own { name: string }
fn Own.drop(own) { note(own.name) }
fn first(a, b) { return a }
fn in_body(box) { let own = new Own { name: "in_body" }  yield 1  note(f"resumed {own} {box}") }
fn in_argument(box) { first(new Own { name: "in_argument" }, yield 1)  note(f"resumed {box}") }
fn in_try(box) { try { let own = new Own { name: "in_try" }  yield 1  note(f"resumed {own}") } catch (e) { note("caught") } }
fn inner(box) { let own = new Own { name: "in_callee" }  yield 1  note(f"resumed {own} {box}") }
fn in_callee(box) { for v in inner(box) { yield v } }
fn make(f) { let box = []  let g = f(box)  box.push(g)  return g }
"#;

/// Objects that live in an engine that has stepped a generator: the function that does it stays.
fn idle(engine: &mut Engine) -> Result<u64, Error> {
    let generator = engine.eval("fn g() { yield 1 }\ng()")?;
    assert_eq!(engine.next(&generator)?, Some(Value::Int(1)));
    drop(generator);
    engine.collect();
    Ok(engine.stats().live)
}

/// B07, B13
#[test]
fn b07_b13_a_suspended_generator_that_holds_itself_is_collected_with_its_locals() -> Result<(), Error> {
    for name in ["in_body", "in_argument", "in_try", "in_callee"] {
        let mut engine = Engine::new();
        let notes = Rc::new(RefCell::new(Vec::new()));
        let log = notes.clone();
        engine.register_fn("note", move |text: String| log.borrow_mut().push(text))?;
        let before = idle(&mut engine)?;
        let generator = engine.eval(&format!("{HOLD_THEMSELVES}\nmake({name})"))?;
        assert_eq!(engine.next(&generator)?, Some(Value::Int(1)), "{name}");
        engine.collect();
        drop(generator);
        assert!(notes.borrow().is_empty(), "{name} is a cycle: counting alone keeps it");
        engine.collect();
        assert_eq!(*notes.borrow(), [name]);
        // What the finalizer's instance held.
        engine.collect();
        assert_eq!(engine.stats().live, before, "{name}");
    }
    Ok(())
}

/// B11
#[test]
fn b11_a_suspended_generator_that_is_reached_by_two_ways_is_counted_once() -> Result<(), Error> {
    let mut engine = Engine::new();
    let before = idle(&mut engine)?;
    let source = "fn g(a, b) { let own = [a, b]  yield 1  yield own }\n\
                  fn make() { let a = []  let b = [a]  let it = g(a, b)  a.push(it)  b.push(it)  return it }\nmake()";
    let generator = engine.eval(source)?;
    assert_eq!(engine.next(&generator)?, Some(Value::Int(1)));
    assert_eq!(engine.collect().freed_objects, 0, "the host holds it");
    assert!(matches!(engine.next(&generator)?, Some(Value::List(_))), "its variables are whole");
    drop(generator);
    engine.collect();
    assert_eq!(engine.stats().live, before);
    Ok(())
}

/// B16
#[test]
fn b16_a_suspended_generator_that_only_a_closure_over_its_local_holds_can_be_resumed() -> Result<(), Error> {
    let mut engine = Engine::new();
    let before = idle(&mut engine)?;
    let source = "fn g(box) { let own = box[0]  box[0] = null  yield fn() { return own }  yield 2 }\n\
                  fn make() { let box = [null]  let it = g(box)  box[0] = it  return it }\nmake()";
    let generator = engine.eval(source)?;
    let closure = engine.next(&generator)?.expect("a closure");
    drop(generator);
    assert_eq!(engine.collect().freed_objects, 0, "the closure's variable holds the generator");
    let function = engine.function(closure)?;
    let generator = engine.call(&function, ())?;
    assert_eq!(engine.next(&generator)?, Some(Value::Int(2)));
    drop((function, generator));
    engine.collect();
    assert_eq!(engine.stats().live, before);
    Ok(())
}
