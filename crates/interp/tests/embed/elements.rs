//! Elements of host objects, and members and elements of script values as the host reads and writes them.

use oxbow_interp::{Engine, Error, ErrorKind, Function, Kind, New, Scope, Trace, Value};
use std::cell::RefCell;
use std::collections::BTreeMap;

fn engine() -> Engine {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink())).build()
}

/// A row of numbers.
struct Row(Vec<i64>);

fn with_rows() -> Result<Engine, Error> {
    let mut engine = engine();
    engine.register_type::<Row>("Row", |t| {
        t.constructor(|n: usize| New(Row(vec![0; n])))
            .index(|row: &Row, i: usize| row.0.get(i).copied().ok_or_else(|| no_element(i)))
            .set_index(|row: &mut Row, i: usize, n: i64| {
                row.0.get_mut(i).map(|place| *place = n).ok_or_else(|| no_element(i))
            })
            .iterate(|row: &Row| row.0.clone())
            .contains(|row: &Row, n: i64| row.0.contains(&n))
            .length(|row| row.0.len())
            .method_mut("busy", |_: &mut Row, scope: &mut Scope<'_>, f: Function| -> Result<Value, Error> {
                f.call(scope, ())
            });
    })?;
    struct Plain;
    engine.register_type::<Plain>("Plain", |t| {
        t.constructor(|| New(Plain));
    })?;
    Ok(engine)
}

fn no_element(i: usize) -> Error {
    Error::new(ErrorKind::IndexError, format!("Index error: there is no element {i}"))
}

#[test]
fn host_objects_have_elements() -> Result<(), Error> {
    let mut engine = with_rows()?;
    for (text, expected) in [
        (
            "let r = Row(3)\nr[1] = 5\nr[2] = r[1] + 1\nr[2] += 10\n[r[0], r[1], r[2], len(r)]",
            vec![0, 5, 16, 3],
        ),
        ("let r = Row(2)\nr[0] = 7\nlet all = []\nfor x in r { all.push(x) }\nall", vec![7, 0]),
        ("let all = []\nfor x in Row(2) { all.push(x) }\nall", vec![0, 0]),
        ("[Row(4)[3], len(Row(9))]", vec![0, 9]),
        ("fn f(r, i) { return r[i] }\nlet r = Row(3)\nr[1] = 4\n[f(r, 0) + f(r, 1) * f(r, 1)]", vec![16]),
        ("let r = Row(2)\nfor x in r { r[0] = r[0] + 1 }\n[r[0]]", vec![2]),
        (
            "let r = Row(1)\nlet n = 0\nif 0 in r { n = 1 }\nif 5 in r { n = 2 }\nif 5 not in r { n += 10 }\n[n]",
            vec![11],
        ),
    ] {
        assert_eq!(engine.eval_as::<Vec<i64>>(text)?, expected, "{text}");
    }
    Ok(())
}

#[test]
fn elements_of_host_objects_that_do_not_exist_are_errors() -> Result<(), Error> {
    let mut engine = with_rows()?;
    for (text, kind, fragment) in [
        ("Row(1)[1]", ErrorKind::IndexError, "there is no element 1"),
        ("Row(1)[-1]", ErrorKind::ArgumentError, "argument 1: -1 is out of the range of usize"),
        ("Row(1)[\"x\"]", ErrorKind::TypeError, "argument 1: expected int, but got string"),
        ("let r = Row(1)\nr[0] = \"x\"", ErrorKind::TypeError, "argument 2: expected int, but got string"),
        ("let r = Row(1)\nr[3] = 1", ErrorKind::IndexError, "there is no element 3"),
        ("\"x\" in Row(1)", ErrorKind::TypeError, "argument 1: expected int"),
        ("Plain()[0]", ErrorKind::TypeError, "Plain cannot be indexed"),
        ("let p = Plain()\np[0] = 1", ErrorKind::TypeError, "Plain has no elements to assign to"),
        ("for x in Plain() {}", ErrorKind::TypeError, "Plain cannot be iterated over"),
        ("1 in Plain()", ErrorKind::TypeError, "Plain cannot be searched by operator 'in'"),
        ("len(Plain())", ErrorKind::TypeError, "len() expects a string, array, dict or range, but got Plain"),
        ("let r = Row(1)\nr.busy(fn() { len(r) })", ErrorKind::RuntimeError, "the Row is in use"),
        ("let r = Row(1)\nr.busy(fn() { r[0] })", ErrorKind::RuntimeError, "the Row is in use"),
        ("let r = Row(1)\nr.busy(fn() { for x in r {} })", ErrorKind::RuntimeError, "the Row is in use"),
    ] {
        let error = engine.eval(text).expect_err(text);
        assert!(error.message().contains(fragment), "{text}: {error}");
        assert_eq!(error.kind(), Kind::Raised(kind), "{text}: {error}");
        let caught = format!("fn f() {{ try {{ {text} }} catch (e) {{ return e.type }} }}\nf()");
        assert_eq!(engine.eval_as::<String>(&caught)?, kind.name(), "{text}");
    }
    let error = engine.eval("fn deep(r) {\n  let n = 1\n  return r[n]\n}\ndeep(Row(1))").expect_err("none");
    assert_eq!(error.place().map(|(_, line, _)| line), Some(3), "{error}");
    assert_eq!(error.stack()[0].function, "deep");
    Ok(())
}

#[test]
fn panics_in_element_hooks_are_errors() -> Result<(), Error> {
    let mut engine = engine();
    struct Bad;
    engine.register_type::<Bad>("Bad", |t| {
        t.constructor(|| New(Bad))
            .index(|_: &Bad, _: i64| -> i64 { panic!("no index") })
            .set_index(|_: &mut Bad, _: i64, _: i64| -> () { panic!("no place") })
            .iterate(|_: &Bad| -> Vec<i64> { panic!("no order") })
            .contains(|_: &Bad, _: i64| -> bool { panic!("no search") })
            .length(|_| panic!("no length"))
            .property("size", |_: &Bad| -> i64 { panic!("no size") });
    })?;
    let live = engine.stats().live;
    for (text, fragment) in [
        ("Bad()[0]", "host function 'Bad.index' panicked: no index"),
        ("let b = Bad()\nb[0] = 1", "host function 'Bad.set_index' panicked: no place"),
        ("for x in Bad() {}", "host function 'Bad.iterate' panicked: no order"),
        ("1 in Bad()", "host function 'Bad.contains' panicked: no search"),
        ("len(Bad())", "the length hook of host type 'Bad' panicked: no length"),
        ("Bad().size", "host function 'Bad.size' panicked: no size"),
    ] {
        let error = engine.eval(text).expect_err(text);
        assert_eq!(error.kind(), Kind::Raised(ErrorKind::RuntimeError), "{text}");
        assert!(error.message().contains(fragment), "{text}: {error}");
        assert_eq!(engine.eval_as::<i64>("1 + 1")?, 2);
    }
    engine.collect();
    assert_eq!(engine.stats().live, live);
    Ok(())
}

/// Hooks that run scripts deep enough to move the machine's registers, and that hold script values.
#[test]
fn element_hooks_run_scripts() -> Result<(), Error> {
    #[derive(Trace)]
    struct Lazy(RefCell<Value>);
    let mut engine = engine();
    engine.register_type::<Lazy>("Lazy", |t| {
        t.constructor(|f: Value| New(Lazy(RefCell::new(f))))
            .index(|l: &Lazy, scope: &mut Scope<'_>, key: Value| scope.call(&l.0.borrow().clone(), (key,)))
            .set_index(|l: &mut Lazy, _: Value, f: Value| drop(l.0.replace(f)))
            .iterate(|l: &Lazy, scope: &mut Scope<'_>| scope.call(&l.0.borrow().clone(), (3,)))
            .contains(|l: &Lazy, scope: &mut Scope<'_>, key: Value| {
                scope.call(&l.0.borrow().clone(), (key,)).map(|found| !found.is_null())
            })
            .traced();
    })?;
    let deep = "fn deep(n) { if n == 0 { return 1 }\n return deep(n - 1) + 1 }\n";
    let text = format!("{deep}let l = Lazy(fn(n) {{ deep(n) }})\nlet a = 40\n[a + l[2000], a, l[1] + l[2]]");
    assert_eq!(engine.eval_as::<Vec<i64>>(&text)?, [2041, 40, 5]);
    let text = format!("{deep}let l = Lazy(fn(n) {{ deep(n) }})\nlet n = 7\n[2000 in l, 1 not in l, n]");
    assert_eq!(engine.eval(&text).map(|v| format!("{v:?}"))?, "array(3)");
    let text =
        "fn count(n) { for i in 0..n { yield i } }\nlet all = []\nfor x in Lazy(count) { all.push(x) }\nall";
    assert_eq!(engine.eval_as::<Vec<i64>>(text)?, [0, 1, 2]);
    let text = "let all = []\nfor [k, v] in Lazy(fn(n) { return {\"a\": n} }) { all.push(k + v) }\nall";
    assert_eq!(engine.eval_as::<Vec<String>>(text)?, ["a3"]);
    engine.collect();
    let before = engine.stats().live;
    engine.eval("for i in 0..100 { let l = Lazy(null)\n let d = {\"l\": l}\n l[0] = d }")?;
    engine.collect();
    assert_eq!(engine.stats().live, before, "cycles through host objects go");
    Ok(())
}

#[test]
fn the_host_reads_and_writes_members_and_elements() -> Result<(), Error> {
    let mut engine = with_rows()?;
    let text = "struct P { x: int, y: int }\n{\"p\": new P { x: 1, y: 2 }, \"l\": [1, 2], \"r\": Row(2), \"n\": 1..9}";
    let data = engine.eval(text)?;
    let point = engine.get_field(&data, "p")?;
    let list = engine.get_index(&data, "l")?;
    let row = engine.get_index(&data, "r")?;
    engine.set_field(&point, "x", 40)?;
    engine.set_index(&list, 1, vec!["two"])?;
    engine.set_index(&data, "added", BTreeMap::from([("k", 1)]))?;
    engine.set_index(&row, 1, 5)?;
    engine.call_method(&list, "push", (3,))?;
    let x = engine.get_field(&point, "x")?;
    assert_eq!(engine.get::<i64>(x)?, 40);
    assert_eq!(engine.get_index(&row, 1)?, Value::Int(5));
    let range = engine.get_field(&data, "n")?;
    assert_eq!(engine.get_index(&range, 2)?, Value::Int(3));
    engine.set_global("data", data)?;
    assert_eq!(engine.eval_as::<String>("string(data.l) + data.added.k + data.p.x")?, "[1, [two], 3]140");
    for (error, fragment) in [
        (engine.get_field(&point, "z"), "has no field 'z'"),
        (engine.get_field(&Value::Null, "z"), "of null"),
        (engine.get_field(&row, "z"), "Row has no member 'z'"),
        (engine.set_field(&row, "z", 1).map(|()| Value::Null), "Row has no writable member 'z'"),
        (engine.set_field(&point, "z", 1).map(|()| Value::Null), "has no field 'z'"),
        (engine.get_index(&list, 9), "index 9 is out of range"),
        (engine.get_index(&row, 9), "there is no element 9"),
        (engine.set_index(&list, 9, 1).map(|()| Value::Null), "index 9 is out of range"),
        (engine.get_index(&Value::Int(1), 0), "int cannot be indexed"),
    ] {
        let error = error.expect_err(fragment);
        assert!(error.message().contains(fragment), "{error}");
    }
    Ok(())
}
