//! Collections where only a host can bring them about: beside generators that it steps, and in the middle of data that is being built.

use oxbow_interp::{Engine, Error, Value};
use serde::{Deserialize, Serialize};
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

/// B07, B13
#[test]
fn b07_b13_a_suspended_generator_that_holds_itself_is_collected_with_its_locals() -> Result<(), Error> {
    for name in ["in_body", "in_argument", "in_try", "in_callee"] {
        let mut engine = Engine::new();
        let notes = Rc::new(RefCell::new(Vec::new()));
        let log = notes.clone();
        engine.register_fn("note", move |text: String| log.borrow_mut().push(text))?;
        let before = engine.stats().live;
        let generator = engine.eval(&format!("{HOLD_THEMSELVES}\nmake({name})"))?;
        assert_eq!(engine.next(&generator)?, Some(Value::Int(1)), "{name}");
        engine.collect();
        drop(generator);
        assert!(notes.borrow().is_empty(), "{name} is a cycle: counting alone keeps it");
        engine.collect();
        assert_eq!(*notes.borrow(), [name]);
        assert_eq!(engine.stats().live, before, "{name}");
    }
    Ok(())
}

/// B11
#[test]
fn b11_a_suspended_generator_that_is_reached_by_two_ways_is_counted_once() -> Result<(), Error> {
    let mut engine = Engine::new();
    let before = engine.stats().live;
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
    let before = engine.stats().live;
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    name: String,
    numbers: Vec<i64>,
    inner: Option<Box<Row>>,
}

/// Makes garbage that only the limit will make the engine collect, and leaves less room than `need`.
fn fill(engine: &mut Engine, need: usize) -> Result<(), Error> {
    engine.set_memory_limit(None);
    let start = engine.memory();
    while engine.memory() < start + 2 * need {
        engine.eval("for i in 0..100 { let a = [i]\n let d = {\"a\": a}\n a.push(d) }")?;
    }
    engine.set_memory_limit(Some(engine.memory() + need / 3));
    Ok(())
}

/// C06: the third of the room that is left does not do, so a collection runs while half of the data is there.
#[test]
fn c06_data_is_built_while_a_collection_runs() -> Result<(), Error> {
    let mut engine = Engine::new();
    engine.eval("gc_disable()")?;
    let row = |i: i64| Row { name: format!("row {i}"), numbers: (0..i % 9).collect(), inner: None };
    let rows: Vec<Row> = (0..600).map(|i| Row { inner: Some(Box::new(row(i))), ..row(i) }).collect();
    let text = serde_json::to_string(&rows).expect("plain data");
    engine.set_global("text", text.as_str())?;
    let start = engine.memory();
    let value = engine.serialize(&rows)?;
    let need = engine.memory() - start;
    drop(value);

    for build in ["host", "json.parse(text)"] {
        fill(&mut engine, need)?;
        let runs = engine.stats().collections_full;
        let value = if build == "host" { engine.serialize(&rows)? } else { engine.eval(build)? };
        assert!(engine.stats().collections_full > runs, "{build}: the limit made no collection");
        assert_eq!(engine.deserialize::<Vec<Row>>(&value)?, rows, "{build}");
    }
    fill(&mut engine, need)?;
    // Data that refers to itself, half copied when the collection runs.
    engine.set_memory_limit(None);
    engine.eval("fn web() { let all = []\n for i in 0..1500 { all.push([i, all]) }\n return all }\nglobal.web = web()")?;
    fill(&mut engine, need)?;
    let runs = engine.stats().collections_full;
    let copied = engine.eval(
        "let c = deep_copy(global.web)\nc.push(0)\nlet right = 0\n\
         for i in 0..1500 { if c[i][0] == i && len(c[i][1]) == 1501 && len(global.web[i][1]) == 1500 { right += 1 } }\nright",
    )?;
    assert!(engine.stats().collections_full > runs, "deep_copy: the limit made no collection");
    assert_eq!(copied, Value::Int(1500));
    Ok(())
}
