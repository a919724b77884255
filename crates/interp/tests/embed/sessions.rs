//! Sessions: what one input declares, the next ones see.

use oxbow_interp::{Engine, Error, Kind, ModuleSource, Session, Value};

fn engine() -> Engine {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink())).build()
}

/// The results of inputs, as the language prints them; of an error its message.
fn results<const N: usize>(engine: &mut Engine, session: &mut Session, inputs: [&str; N]) -> [String; N] {
    inputs.map(|input| match session.eval(engine, input) {
        Ok(value) => {
            let text = engine.get_global("string").and_then(|string| engine.call(&string, (value,)).ok());
            text.and_then(|text| engine.get(text).ok()).unwrap_or_default()
        }
        Err(error) => error.message().to_owned(),
    })
}

fn assert_results<const N: usize>(pairs: [(&str, &str); N]) {
    let mut engine = engine();
    let mut session = engine.session();
    let printed = results(&mut engine, &mut session, pairs.map(|(input, _)| input));
    assert_eq!(printed, pairs.map(|(_, expected)| expected.to_owned()));
}

#[test]
fn variables_and_functions_remain() {
    assert_results([
        ("let x = 6", "6"),
        ("x * 7", "42"),
        ("fn add(y) { x + y }", "null"),
        ("add(1)", "7"),
        ("x = 10\nadd(1)", "11"),
        ("let [a, b, ...rest] = [1, 2, 3, 4]\nrest", "[3, 4]"),
        ("let {k} = {\"k\": \"v\"}\na + b", "3"),
        ("k", "v"),
        ("let typed: int = 5\ntyped", "5"),
        ("let wrong: int = \"text\"", "TypeError: Type error: Variable 'wrong' expects int, but got string"),
        ("let maybe: int?\nmaybe", "null"),
        ("let f = fn() { x = x + 1 }\nf()\nf()\nx", "12"),
        ("for i in 0..3 { let x = i\n a += x }\na", "4"),
        ("x", "12"),
        ("if true { let inner = 1 }\ninner", "NameError: Undefined variable: inner"),
        ("fn gen() { yield x\n yield a }\nlet l = []\nfor v in gen() { l.push(v) }\nl", "[12, 4]"),
    ]);
}

#[test]
fn declared_anew_means_the_new_thing() {
    assert_results([
        ("let x = 1\nfn get() { x }", "null"),
        ("let x = \"new\"", "new"),
        ("get()", "new"),
        ("fn get() { [x, x] }\nfn other() { get() }", "null"),
        ("fn get() { 7 }", "null"),
        ("other()", "7"),
        ("const c = 1", "1"),
        ("c = 2", "Cannot assign to constant 'c'"),
        ("let c = 3\nc = 4\nc", "4"),
        ("let len = fn(x) { \"mine\" }\nlen([])", "mine"),
        ("let n = string(5)\nlet string = 1\nstring", "1"),
        ("n", "5"),
    ]);
}

#[test]
fn types_remain_and_can_change() {
    assert_results([
        ("struct P { x: int }\nfn P.show(self) { f\"<{self.x}>\" }", "null"),
        ("let p = new P { x: 1 }\np.show()", "<1>"),
        ("fn make(x) { new P { x: x } }\nmake(2).show()", "<2>"),
        ("struct P { x: int, y: int }\nfn P.show(self) { f\"<{self.x}, {self.y}>\" }", "null"),
        ("new P { x: 1, y: 2 }.show()", "<1, 2>"),
        ("p.show()", "<1>"),
        ("fn P.sum(self) { self.x + self.y }\nnew P { x: 1, y: 2 }.sum()", "3"),
        ("enum Color { Red, Green }\nColor.Green", "1"),
        ("fn green() { Color.Green }\ngreen()", "1"),
        ("enum Color { Green, Red }\nColor.Green", "0"),
        (
            "interface Shown { fn show(self) }\nstruct Q implements Shown { x: int }\nfn Q.show(self) { \"q\" }",
            "null",
        ),
        ("fn shown(s: Shown) { s.show() }\nshown(new Q { x: 1 })", "q"),
        (
            "struct R implements Shown { x: int }",
            "Struct 'R' implements interface 'Shown' but has no method 'R.show'",
        ),
    ]);
}

#[test]
fn errors_leave_what_was_declared() {
    assert_results([
        ("let a = 1", "1"),
        ("let b = 2\nlet c = a / 0\nlet d = 4", "MathError: Math error: Division by zero"),
        ("[a, b]", "[1, 2]"),
        ("c", "NameError: Undefined variable: c"),
        ("d", "NameError: Undefined variable: d"),
        ("let a = [][1]", "IndexError: Index error: index 1 is out of range for an array of length 0"),
        ("a", "1"),
        ("let = 5", "expected a name, `[` or `{`, found `=`"),
        ("let len = [][1]", "IndexError: Index error: index 1 is out of range for an array of length 0"),
        ("len([1, 2])", "2"),
        ("let d = 7\nd", "7"),
    ]);
}

#[test]
fn functions_may_use_what_comes_later() {
    assert_results([
        (
            "fn even(n) { if n == 0 { return true }\n return odd(n - 1) }\nfn odd(n) { if n == 0 { return false }\n return even(n - 1) }\neven(10)",
            "true",
        ),
        ("fn first() { second() + third }", "null"),
        ("first()", "NameError: Name error: Undefined function: second"),
        ("fn second() { 1 }\nlet third = 2", "2"),
        ("first()", "3"),
        ("undefined_thing", "NameError: Undefined variable: undefined_thing"),
        ("undefined_function()", "NameError: Name error: Undefined function: undefined_function"),
    ]);
}

#[test]
fn imports_remain() -> Result<(), Error> {
    let loader = |path: &str, _: &str| {
        let text = match path {
            "shapes" => {
                "export struct Sq { a: int }\nexport fn area(s) { return s.a * s.a }\nexport let unit = 1"
            }
            _ => return None,
        };
        Some(ModuleSource { name: path.to_owned(), text: text.to_owned() })
    };
    let mut engine = Engine::builder().module_loader(loader).build();
    let mut session = engine.session();
    let printed = results(
        &mut engine,
        &mut session,
        [
            "use math\nuse json as j",
            "math.floor(2.5)",
            "j.stringify([1])",
            "import \"shapes\" as s",
            "s.area(new s.Sq { a: 3 })",
            "import {Sq, area} from \"shapes\"",
            "area(new Sq { a: 4 })",
            "import {nothing} from \"shapes\"",
            "import \"missing\" as m",
            "s.unit",
        ],
    );
    assert_eq!(printed[..7], ["null", "2", "[1]", "null", "9", "null", "16"]);
    assert!(printed[7].contains("no member 'nothing'"), "{}", printed[7]);
    assert!(printed[8].contains("no module found"), "{}", printed[8]);
    assert_eq!(printed[9], "1");
    Ok(())
}

#[test]
fn nothing_is_kept_of_what_was_declared_anew() -> Result<(), Error> {
    let mut engine = engine();
    let mut session = engine.session();
    let input = "let l = [1]\nl.push(l)\nfn f() { l }\nstruct S { l: any }\nfn S.get(self) { self.l }\n\
                 let s = new S { l: f }\nenum E { A, B }\ns.get()()[0] + E.B";
    let round = |engine: &mut Engine, session: &mut Session| -> Result<(u64, usize), Error> {
        for _ in 0..10 {
            assert_eq!(session.eval(engine, input)?, Value::Int(2));
            assert!(session.eval(engine, "let gone = [][1]").is_err());
            session.eval(engine, "struct T { a: int }\nlet t = new T { a: 1 }")?;
            session.eval(engine, "struct T { a: int, b: int }\nlet t = new T { a: 1, b: 2 }")?;
        }
        engine.collect();
        let stats = engine.stats();
        Ok((stats.live, stats.bytes))
    };
    let first = round(&mut engine, &mut session)?;
    assert_eq!(round(&mut engine, &mut session)?, first);
    session.eval(&mut engine, "let freed = weak([1])")?;
    drop(session);
    engine.collect();
    assert_eq!(engine.handles(), 0);
    Ok(())
}

#[test]
fn names_and_values_for_the_host() -> Result<(), Error> {
    let (mut engine, mut other) = (engine(), engine());
    let mut session = engine.session();
    session.eval(&mut engine, "let b = 1\nfn a() {}\nuse math\nstruct P { x: int }\nconst c = 2")?;
    assert!(session.eval(&mut engine, "let missing = [][1]").is_err());
    let mut names = session.names();
    names.sort();
    assert_eq!(names, ["P", "a", "b", "c", "math"]);
    assert_eq!(session.get("b")?, Some(Value::Int(1)));
    assert_eq!(session.get("missing")?, None);
    assert_eq!(session.eval(&mut other, "b").expect_err("foreign").kind(), Kind::OtherEngine);
    let mut second = engine.session();
    assert!(second.eval(&mut engine, "b").is_err());
    drop(engine);
    assert_eq!(session.get("b").expect_err("gone").kind(), Kind::EngineGone);
    assert!(session.names().is_empty());
    Ok(())
}

#[test]
fn programs_finalizers_and_places() -> Result<(), Error> {
    let mut engine = engine();
    let mut session = engine.session();
    engine.set_global("dropped", 0)?;
    session
        .eval(&mut engine, "struct S { x: int }\nfn S.drop(self) { dropped += 1 }\nlet s = new S { x: 1 }")?;
    session.eval(&mut engine, "let s = null")?;
    assert_eq!(engine.get_global("dropped"), Some(Value::Int(1)));
    assert_eq!(
        session.eval(&mut engine, "fn g() { 5 }\nmain { let local = g()\n return local }")?,
        Value::Int(5)
    );
    assert_eq!(session.eval(&mut engine, "g()")?, Value::Int(5));
    session.eval(&mut engine, "fn fails(x) {\n  return x[1]\n}")?;
    let error = session.eval(&mut engine, "fails([])").expect_err("fails");
    assert_eq!(error.place(), Some(("<5>", 2, 10)));
    let calls: Vec<String> = error.stack().iter().map(|call| call.place.file.clone()).collect();
    assert_eq!(calls, ["<5>", "<6>"]);
    Ok(())
}

#[test]
fn an_unfinished_input_is_known_as_such() {
    let mut engine = engine();
    let mut session = engine.session();
    for text in ["fn f() {", "[1, 2", "let x =", "1 +", "if true {\n 1", "\"\"\"abc", "struct S {", "f(1,"] {
        let error = session.eval(&mut engine, text).expect_err(text);
        assert!(error.is_incomplete(), "{text}: {error}");
    }
    for text in ["let = 5", "1 +\n)", "}", "[1, 2)", "let x = = 5\nfn f() {"] {
        let error = session.eval(&mut engine, text).expect_err(text);
        assert!(!error.is_incomplete(), "{text}: {error}");
    }
    assert!(!session.eval(&mut engine, "unknown").expect_err("undefined").is_incomplete());
}
