//! Results of evaluations, globals, conversions in both directions.

use oxbow_interp::{Engine, Error, Kind, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

fn engine() -> Engine {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink())).build()
}

#[test]
fn a_text_is_a_program_or_a_sequence_of_statements() -> Result<(), Error> {
    let mut engine = engine();
    assert_eq!(engine.eval("1 + 2")?, Value::Int(3));
    assert_eq!(engine.eval("let x = 6\nlet y = 7\nx * y")?, Value::Int(42));
    assert_eq!(engine.eval("main { return 5 }")?, Value::Int(5));
    assert_eq!(engine.eval("fn twice(x) { return 2 * x }\nmain { return twice(4) }")?, Value::Int(8));
    assert_eq!(engine.eval("let k = 3\nfn by(x) { return x * k }\nby(5)")?, Value::Int(15));
    assert_eq!(
        engine
            .eval("struct P { x: int }\nfn P.twice(self) { return 2 * self.x }\n(new P { x: 4 }).twice()")?,
        Value::Int(8)
    );
    assert_eq!(engine.eval_as::<Vec<i64>>("[1, 2].map(fn(x) { x + 1 })")?, [2, 3]);
    assert_eq!(engine.eval("{\"a\": 1}[\"a\"]")?, Value::Int(1));
    assert_eq!(engine.eval("if true { 1 } else { 2 }")?, Value::Int(1));
    assert_eq!(engine.eval("return 9\n8")?, Value::Int(9));
    assert_eq!(engine.eval("use math\nmath.max(1, 2)")?, Value::Float(2.0));
    assert!(engine.eval("")?.is_null() && engine.eval("while false {}")?.is_null());
    Ok(())
}

#[test]
fn refusals_name_the_place() {
    let mut engine = engine();
    for (text, place) in
        [("let = 1", (1, 5)), ("1 +", (1, 4)), ("1\n)", (2, 1)), ("let e = \"ö\"\n}", (2, 1))]
    {
        let error = engine.eval(text).expect_err(text);
        assert_eq!(error.kind(), Kind::Rejected, "{text}");
        let (_, line, column) = error.place().expect("a place");
        assert_eq!((line, column), place, "{text}: {error:?}");
        assert!(error.render(false).contains('^'));
    }
    assert_eq!(engine.eval("1").expect("usable"), Value::Int(1));
}

#[test]
fn globals_are_seen_and_assigned() -> Result<(), Error> {
    let mut engine = engine();
    engine.set_global("level", 3)?;
    let script = engine.compile_bare("s", "level = level + 1\nlevel")?;
    assert_eq!(engine.run(&script)?, Value::Int(4));
    assert_eq!(engine.run(&script)?, Value::Int(5));
    assert_eq!(engine.get_global("level"), Some(Value::Int(5)));
    engine.set_global("level", "new")?;
    assert_eq!(engine.eval_as::<String>("level += \"er\"\nlevel")?, "newer");
    assert_eq!(
        engine.eval_as::<i64>("level = [1]\nlevel[0] += 1\nfn f() { level.push(5); len(level) }\nf()")?,
        2
    );
    assert_eq!(engine.eval_as::<i64>("let level = 1\nlevel")?, 1, "a local shadows it");
    assert_eq!(engine.eval_as::<i64>("len(level)")?, 2);
    assert!(engine.get_global("nothing").is_none());
    let error = engine.eval("missing + 1").expect_err("undefined");
    assert!(error.message().contains("Undefined variable: missing"), "{error}");
    Ok(())
}

#[test]
fn watchers_see_what_scripts_assign() -> Result<(), Error> {
    let mut engine = engine();
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let log = seen.clone();
    engine.on_set("volume", move |value: i64| match value {
        0..=10 => {
            log.borrow_mut().push(value);
            Ok(())
        }
        _ => Err(format!("{value} is too loud")),
    })?;
    engine.eval("volume = 3\nvolume += 4\nlet local = fn() { volume = 1 }\nlocal()")?;
    assert_eq!(*seen.borrow(), [3, 7, 1]);
    let error = engine.eval("volume = 11").expect_err("refused");
    assert!(error.message().contains("11 is too loud"), "{error}");
    assert!(engine.eval_as::<bool>("try { volume = 12\nfalse } catch (e) { e.message.contains(\"12\") }")?);
    Ok(())
}

#[test]
fn std_types_make_the_round_trip() -> Result<(), Error> {
    let mut engine = engine();
    macro_rules! round {
        ($($ty:ty: $value:expr),* $(,)?) => {$(
            let value = engine.value($value)?;
            assert_eq!(engine.get::<$ty>(value)?, $value);
        )*};
    }
    round! {
        i8: -5i8, u64: 7u64, i64: i64::MIN, i128: 5i128, usize: 9usize, f64: 1.5f64, bool: true, char: 'ß', String: "é".to_owned(),
        Option<i64>: Some(3i64), Option<i64>: None::<i64>, Vec<String>: vec!["a".to_owned()], [i64; 2]: [1i64, 2],
        (i64, String, bool): (1i64, "x".to_owned(), false), BTreeMap<String, i64>: BTreeMap::from([("k".to_owned(), 1i64)]),
        HashMap<String, Vec<f64>>: HashMap::from([("k".to_owned(), vec![0.5])]), (): (),
    }
    let too_big = engine.value(u64::MAX).expect_err("beyond int");
    assert!(too_big.message().contains("out of the range"), "{too_big}");
    assert!(engine.get::<u8>(Value::Int(256)).is_err());
    assert!(engine.get::<i64>(Value::Float(1.0)).is_err());
    assert!(engine.get::<f64>(Value::Int(1)).is_ok());
    assert!(engine.get::<bool>(Value::Null).is_err());
    Ok(())
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Config {
    name: String,
    size: u32,
    ratio: f64,
    tags: Vec<String>,
    parent: Option<Box<Config>>,
    shape: Shape,
    limits: BTreeMap<String, i64>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Unit,
    One(i64),
    Pair(i64, bool),
    Full { a: i64 },
}

#[test]
fn serde_works_both_ways() -> Result<(), Error> {
    let mut engine = engine();
    let config = |shape, parent| Config {
        name: "n".to_owned(),
        size: 3,
        ratio: 0.5,
        tags: vec!["x".to_owned()],
        parent,
        shape,
        limits: BTreeMap::from([("k".to_owned(), -1)]),
    };
    for shape in [Shape::Unit, Shape::One(1), Shape::Pair(2, true), Shape::Full { a: 3 }] {
        let data = config(shape, Some(Box::new(config(Shape::One(5), None))));
        let value = engine.serialize(&data)?;
        assert_eq!(engine.deserialize::<Config>(&value)?, data);
    }
    let value = engine.serialize(&config(Shape::Full { a: 3 }, None))?;
    engine.set_global("config", value)?;
    assert_eq!(engine.eval_as::<String>("config.name + config.tags[0] + config.shape.Full.a")?, "nx3");
    let value = engine.eval("struct P { x: int, y: list<int> }\nnew P { x: 1, y: [2] }")?;
    let json: serde_json::Value = engine.deserialize(&value)?;
    assert_eq!(json, serde_json::json!({"x": 1, "y": [2]}));
    let cyclic = engine.eval("let l = []\nl.push(l)\nl")?;
    let error = engine.deserialize::<serde_json::Value>(&cyclic).expect_err("a cycle");
    assert!(error.message().contains("500 levels"), "{error}");
    assert!(engine.deserialize::<u8>(&Value::Int(300)).is_err());
    assert!(engine.serialize(&u64::MAX).is_err());
    Ok(())
}
