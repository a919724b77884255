//! Calls in both directions: typed host functions, script functions and methods, generators, modules, types.

use oxbow_interp::{
    Engine, Error, ErrorKind, Function, Host, Kind, ModuleSource, New, Rest, Scope, Str, Value,
};
use std::cell::RefCell;
use std::rc::Rc;

fn engine() -> Engine {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink())).build()
}

fn message(engine: &mut Engine, text: &str) -> String {
    engine.eval(text).expect_err(text).message().to_owned()
}

#[test]
fn closures_of_all_forms_become_functions() -> Result<(), Error> {
    let mut engine = engine();
    engine.register_fn("none", || 1)?;
    engine.register_fn("add", |a: i64, b: i64| a + b)?;
    engine.register_fn("hello", |name: String, mark: Option<String>| {
        format!("hi {name}{}", mark.unwrap_or_default())
    })?;
    engine.register_fn("sum", |first: i64, rest: Rest<i64>| first + rest.0.iter().sum::<i64>())?;
    engine.register_fn("root", |x: f64| if x < 0.0 { Err("negative") } else { Ok(x.sqrt()) })?;
    engine.register_fn("eight", |a: i64, b: i64, c: i64, d: i64, e: i64, f: i64, g: i64, h: i64| {
        a + b + c + d + e + f + g + h
    })?;
    engine.register_fn("join", |scope: &mut Scope<'_>, a: Str, b: Str| scope.value(format!("{a}{b}")))?;
    assert_eq!(engine.eval("none() + add(2, 3)")?, Value::Int(6));
    assert_eq!(engine.eval_as::<String>("hello(\"a\") + hello(\"b\", \"!\")")?, "hi ahi b!");
    assert_eq!(engine.eval_as::<i64>("sum(1) + sum(1, 2, 3)")?, 7);
    assert_eq!(engine.eval_as::<f64>("root(9)")?, 3.0);
    assert_eq!(engine.eval_as::<i64>("eight(1, 2, 3, 4, 5, 6, 7, 8)")?, 36);
    assert_eq!(engine.eval_as::<String>("join(\"x\", \"y\")")?, "xy");
    assert_eq!(engine.eval_as::<Vec<i64>>("[1, 2].map(fn(x) { add(x, 1) })")?, [2, 3]);
    assert_eq!(engine.eval_as::<i64>("let f = add\nf(1, 1)")?, 2);
    assert_eq!(engine.eval_as::<String>("\"\" + add + typeof(add)")?, "<Function:add(2 params)>function");
    assert!(message(&mut engine, "add(1)").contains("Function add expects 2-2 arguments, got 1"));
    assert!(message(&mut engine, "sum()").contains("at least 1 argument, got 0"));
    assert!(message(&mut engine, "hello()").contains("1-2 arguments"));
    assert!(message(&mut engine, "add(1, \"x\")").contains("argument 2: expected int, but got string"));
    assert!(message(&mut engine, "sum(1, 2, null)").contains("argument 3: expected int"));
    assert!(message(&mut engine, "root(0 - 1)").contains("negative"));
    assert!(message(&mut engine, "add = 3").contains("add"));
    Ok(())
}

#[derive(Debug, thiserror::Error)]
#[error("disk {0} is full")]
struct DiskFull(u8, #[source] std::fmt::Error);

#[test]
fn host_errors_pass_with_their_source() -> Result<(), Error> {
    let mut engine = engine();
    engine.register_fn("save", || -> Result<(), DiskFull> { Err(DiskFull(7, std::fmt::Error)) })?;
    let error = engine.eval("fn run() { save() }\nrun()").expect_err("full");
    assert_eq!(error.kind(), Kind::Raised(ErrorKind::RuntimeError));
    let source = std::error::Error::source(&error).expect("the host's error");
    assert_eq!(source.downcast_ref::<DiskFull>().map(|e| e.0), Some(7));
    assert!(error.render(false).contains("caused by: an error occurred"), "{}", error.render(false));
    let stack: Vec<String> = error.stack().into_iter().map(|call| call.function).collect();
    assert_eq!(stack, ["run", "main"]);
    let text = engine.eval_as::<String>("try { save() } catch (e) { e.type + e.message }")?;
    assert!(text.contains("RuntimeErrordisk 7 is full"), "{text}");
    let again = engine.eval("try { save() } catch (e) { throw e }").expect_err("thrown again");
    assert!(std::error::Error::source(&again).is_some(), "the source survives");
    Ok(())
}

#[test]
fn errors_cross_the_host_unchanged() -> Result<(), Error> {
    let mut engine = engine();
    engine.register_fn("twice", |scope: &mut Scope<'_>, f: Function| -> Result<i64, Error> {
        let a: i64 = f.call(&mut *scope, ())?;
        let b: i64 = f.call(&mut *scope, ())?;
        Ok(a + b)
    })?;
    assert_eq!(engine.eval("let n = 0\ntwice(fn() { n += 1; n })")?, Value::Int(3));
    let error = engine.eval("twice(fn() { throw {\"code\": 42} })").expect_err("thrown");
    assert_eq!(error.kind(), Kind::Thrown);
    let value = engine.thrown(&error).expect("the engine lives");
    assert_eq!(engine.get::<std::collections::HashMap<String, i64>>(value)?["code"], 42);
    assert_eq!(engine.eval_as::<i64>("try { twice(fn() { throw 5 }) } catch (e) { e }")?, 5);
    let error = engine.eval("twice(fn() { [1][9] })").expect_err("raised");
    assert_eq!(error.kind(), Kind::Raised(ErrorKind::IndexError));
    assert_eq!(error.stack().len(), 2, "{error:?}");
    engine.register_fn("fail", |scope: &mut Scope<'_>, value: Value| -> Result<(), Error> {
        Err(Error::throw(scope.handle(value)?))
    })?;
    assert_eq!(engine.eval_as::<Vec<i64>>("try { fail([7]) } catch (e) { e }")?, [7]);
    engine.register_fn("bad", || -> Result<(), Error> {
        Err(Error::new(ErrorKind::KeyError, "Key error: no such user"))
    })?;
    assert_eq!(engine.eval_as::<String>("try { bad() } catch (e) { e.type }")?, "KeyError");
    Ok(())
}

#[test]
fn panics_become_errors() -> Result<(), Error> {
    let mut engine = engine();
    engine.register_fn("boom", |n: i64| if n > 0 { panic!("no {n}") } else { n })?;
    engine.register_fn("deep", |scope: &mut Scope<'_>, f: Function| -> Result<Value, Error> {
        f.call(scope, (1,))
    })?;
    let error = engine.eval("boom(3)").expect_err("panicked");
    assert!(error.message().contains("host function 'boom' panicked: no 3"), "{error}");
    assert!(engine.eval_as::<bool>("try { deep(boom); false } catch (e) { e.message.contains(\"no 1\") }")?);
    assert_eq!(engine.eval("boom(0)")?, Value::Int(0));
    Ok(())
}

#[test]
fn nested_host_calls_end_in_an_error() -> Result<(), Error> {
    let mut engine = engine();
    engine.register_fn("again", |scope: &mut Scope<'_>, f: Function| -> Result<Value, Error> {
        f.call(scope, ())
    })?;
    let error = engine.eval("fn f() { again(f) }\nf()").expect_err("endless");
    assert_eq!(error.kind(), Kind::Raised(ErrorKind::RecursionError));
    assert_eq!(engine.eval_as::<i64>("again(fn() { again(fn() { 4 }) })")?, 4);
    Ok(())
}

#[test]
fn functions_methods_and_generators_are_called_by_the_host() -> Result<(), Error> {
    let mut engine = engine();
    let text = "struct P { x: int }\nfn P.plus(self, n = 1) { return self.x + n }\nexport let LIMIT = 5\n\
                fn make(x: int) { return new P { x: x } }\nfn count(n) { let i = 0\n while i < n { yield i\n i += 1 } }";
    let script = engine.compile("lib", text)?;
    let names = engine.load(&script)?;
    assert_eq!(names.get("LIMIT")?, Some(Value::Int(5)));
    let make = names.function("make")?;
    let p = engine.call(&make, (3,))?;
    assert_eq!(engine.call_method(&p, "plus", ())?, Value::Int(4));
    assert_eq!(engine.call_method(&p, "plus", (10,))?, Value::Int(13));
    assert!(engine.call_method(&p, "minus", ()).is_err());
    assert_eq!(
        make.call::<Value>(&mut engine, ("x",)).expect_err("wrong type").kind(),
        Kind::Raised(ErrorKind::TypeError)
    );
    let text = engine.value("a-b")?;
    assert_eq!(
        engine.call_method(&text, "split", ("-",)).and_then(|v| engine.get::<Vec<String>>(v))?,
        ["a", "b"]
    );
    let numbers = engine.call(&names.function("count")?, (3,))?;
    let mut got = Vec::new();
    while let Some(value) = engine.next(&numbers)? {
        got.push(engine.get::<i64>(value)?);
    }
    assert_eq!(got, [0, 1, 2]);
    assert!(engine.next(&numbers)?.is_none());
    assert!(engine.next(&Value::Int(1)).is_err());
    assert_eq!(names.function("nothing").expect_err("unknown").kind(), Kind::Raised(ErrorKind::NameError));
    let failing = engine.eval("fn g() { yield 1\n throw 2 }\ng()")?;
    assert_eq!(engine.next(&failing)?, Some(Value::Int(1)));
    assert_eq!(engine.next(&failing).expect_err("thrown").kind(), Kind::Thrown);
    assert!(engine.next(&failing)?.is_none());
    Ok(())
}

#[test]
fn modules_of_the_host() -> Result<(), Error> {
    let mut engine = Engine::builder()
        .module_loader(|path: &str, importer: &str| {
            let text = match path {
                "lib/geo" => "import { one } from \"base\"\nexport fn two() { return one() + 1 }",
                "base" if importer == "lib/geo" => "fn one() { return 1 }",
                _ => return None,
            };
            Some(ModuleSource { name: path.to_owned(), text: text.to_owned() })
        })
        .build();
    engine.register_module("shapes", |m| {
        m.function("area", |w: f64, h: f64| w * h).value("SIDES", vec![3, 4]);
    })?;
    assert_eq!(engine.eval_as::<f64>("use shapes\nshapes.area(2, 3.5)")?, 7.0);
    assert_eq!(engine.eval_as::<i64>("shapes.SIDES[1]")?, 4);
    assert!(message(&mut engine, "shapes.arae(1, 2)").contains("Unknown shapes function"));
    assert_eq!(engine.eval_as::<i64>("import \"lib/geo\" as geo\ngeo.two()")?, 2);
    assert_eq!(engine.eval_as::<i64>("use lib.geo\ngeo.two()")?, 2);
    assert!(message(&mut engine, "import \"nowhere\" as n").contains("no module found"));
    let mut few = Engine::builder().modules(&["math"]).build();
    assert_eq!(few.eval_as::<f64>("math.max(1, 2)")?, 2.0);
    assert!(message(&mut few, "json.parse(\"1\")").contains("Undefined variable: json"));
    assert_eq!(few.eval("use json").expect_err("not there").kind(), Kind::Rejected);
    let mut closed = Engine::new();
    assert!(
        message(&mut closed, "import \"Cargo\" as n").contains("no module found"),
        "no files without permission"
    );
    Ok(())
}

struct Counter {
    count: i64,
    dropped: Dropped,
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.dropped.borrow_mut().push(self.count);
    }
}

/// What was dropped, in order.
type Dropped = Rc<RefCell<Vec<i64>>>;

fn with_counter() -> Result<(Engine, Dropped), Error> {
    let mut engine = engine();
    let dropped = Rc::new(RefCell::new(Vec::new()));
    let log = dropped.clone();
    engine.register_type::<Counter>("Counter", |t| {
        t.constructor(move |start: Option<i64>| {
            New(Counter { count: start.unwrap_or(0), dropped: log.clone() })
        })
        .method("plus", |c: &Counter, n: i64| c.count + n)
        .method_mut("add", |c: &mut Counter, n: i64| {
            c.count += n;
            c.count
        })
        .method_mut("visit", |c: &mut Counter, scope: &mut Scope<'_>, f: Function| -> Result<Value, Error> {
            f.call(scope, (c.count,))
        })
        .property("count", |c: &Counter| c.count)
        .setter("count", |c: &mut Counter, n: i64| c.count = n)
        .property("half", |c: &Counter| c.count as f64 / 2.0)
        .text(|c| format!("Counter({})", c.count))
        .equal(|a, b| a.count == b.count);
    })?;
    Ok((engine, dropped))
}

#[test]
fn types_of_the_host() -> Result<(), Error> {
    let (mut engine, dropped) = with_counter()?;
    assert_eq!(engine.eval_as::<i64>("let c = Counter(3)\nc.add(4)\nc.plus(10)")?, 17);
    assert_eq!(*dropped.borrow(), [7], "dropped with the last reference");
    assert_eq!(engine.eval_as::<i64>("let c = Counter()\nc.count = 5\nc.count += 1\nc.count")?, 6);
    assert_eq!(
        engine.eval_as::<String>("let c = Counter(2)\n\"\" + c + typeof(c) + [c] + c.half")?,
        "Counter(2)Counter[Counter(2)]1"
    );
    assert_eq!(
        engine.eval_as::<Vec<bool>>(
            "let a = Counter(1)\n[a == Counter(1), a == Counter(2), a != a, [a] == [Counter(1)]]"
        )?,
        [true, false, false, true]
    );
    for (text, fragment) in [
        ("Counter(1).nothing()", "Counter has no method 'nothing'"),
        ("Counter(1).nothing", "Counter has no member 'nothing'"),
        ("Counter(1).add", "Counter has no member 'add'"),
        ("Counter(1).half = 2", "no writable member 'half'"),
        ("Counter(1).add()", "Counter.add expects 1-1 arguments, got 0"),
        ("Counter(1).add(\"x\")", "argument 1: expected int"),
        ("Counter(\"x\")", "argument 1: expected int"),
        ("let c = Counter(1)\nc.visit(fn(n) { c.count })", "in use"),
    ] {
        let message = message(&mut engine, text);
        assert!(message.contains(fragment), "{text}: {message}");
    }
    assert_eq!(engine.eval_as::<i64>("Counter(4).visit(fn(n) { n + 1 })")?, 5);
    engine.register_fn("read", |c: Host<Counter>| c.with(|c| c.count))?;
    assert_eq!(engine.eval_as::<i64>("read(Counter(8))")?, 8);
    assert!(message(&mut engine, "read(1)").contains("expected Counter, but got int"));
    let made = engine.value(New(Counter { count: 1, dropped: dropped.clone() }))?;
    assert_eq!(engine.call_method(&made, "plus", (1,))?, Value::Int(2));
    assert!(engine.value(New(3u8)).is_err(), "not registered");
    Ok(())
}

#[test]
fn errors_go_to_other_threads_and_their_values_stay() -> Result<(), Error> {
    fn assert_sendable<T: Send + Sync + 'static>() {}
    assert_sendable::<Error>();
    let mut engine = engine();
    let before = engine.stats().live;
    let mut errors = Vec::new();
    for i in 0..3 {
        errors.push(engine.eval(&format!("fn f() {{ throw [{i}] }}\nf()")).expect_err("thrown"));
    }
    for (i, error) in (0..).zip(&errors) {
        let value = engine.thrown(error).expect("kept with the error");
        assert_eq!(engine.get::<Vec<i64>>(value)?, [i]);
    }
    let error = errors.pop().expect("three");
    let text = std::thread::spawn(move || error.render(false)).join().expect("no panic");
    assert!(text.contains("Uncaught: [2]") && text.contains("at f"), "{text}");
    let other = self::engine();
    assert!(other.thrown(&errors[0]).is_none(), "another engine has no part in it");
    errors.clear();
    engine.collect();
    assert_eq!(engine.stats().live, before, "values go with their errors");
    let kept = engine.eval("throw \"late\"").expect_err("thrown");
    drop(engine);
    assert_eq!(kept.message(), "Uncaught: late");
    Ok(())
}

#[test]
fn errors_of_the_host_come_back_with_their_source() -> Result<(), Error> {
    let mut engine = engine();
    engine.register_fn("port", |text: String| text.parse::<u16>())?;
    let error = engine.eval("port(\"x\")").expect_err("no number");
    let source = std::error::Error::source(&error).expect("kept");
    assert!(source.downcast_ref::<std::num::ParseIntError>().is_some());
    let wrapped: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(wrapped.source().is_some());
    Ok(())
}

#[test]
fn host_objects_have_weak_references_and_types() -> Result<(), Error> {
    let mut engine = engine();
    struct Lamp(bool);
    engine.register_type::<Lamp>("Lamp", |t| {
        t.constructor(|| oxbow_interp::New(Lamp(false))).property("on", |l: &Lamp| l.0);
    })?;
    let text =
        "let l = Lamp()\nlet w = weak(l)\nlet alive = w.alive()\nl = null\n[alive, w.alive(), w.get()]";
    let value = engine.eval(text)?;
    assert_eq!(engine.deserialize::<(bool, bool, Option<bool>)>(&value)?, (true, false, None));
    let text = "fn is_on(l: Lamp) -> bool { return l.on }\nlet l: Lamp? = Lamp()\nis_on(l)";
    assert!(!engine.eval_as::<bool>(text)?);
    let error = engine.eval("fn is_on(l: Lamp) { l.on }\nis_on(1)").expect_err("an int");
    assert!(error.message().contains("expects Lamp, but got int"), "{error}");
    let error = engine.eval("let l: Other = Lamp()").expect_err("another type");
    assert!(error.message().contains("expects Other, but got Lamp"), "{error}");
    Ok(())
}

#[test]
fn panics_in_hooks_of_the_host_are_errors() -> Result<(), Error> {
    let mut engine = engine();
    struct Bad;
    engine.register_type::<Bad>("Bad", |t| {
        t.constructor(|| oxbow_interp::New(Bad)).text(|_| panic!("no text")).equal(|_, _| panic!("no order"));
    })?;
    for (text, fragment) in [
        ("string(Bad())", "the text hook of host type 'Bad' panicked: no text"),
        ("print([Bad()])", "no text"),
        ("\"\" + Bad()", "no text"),
        ("Bad() == Bad()", "the equality hook of host type 'Bad' panicked: no order"),
        ("[1, Bad()] == [1, Bad()]", "no order"),
        ("[Bad()].contains(Bad())", "no order"),
        ("Bad() in [Bad()]", "no order"),
    ] {
        let error = engine.eval(text).expect_err(text);
        assert!(error.message().contains(fragment), "{text}: {error}");
        let caught = format!("fn f() {{ try {{ {text} }} catch (e) {{ return e.type }} }}\nf()");
        assert_eq!(engine.eval_as::<String>(&caught)?, "RuntimeError");
    }
    assert!(engine.eval("throw Bad()").expect_err("thrown").message().starts_with("Uncaught: <Bad>"));
    Ok(())
}
