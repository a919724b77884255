//! Limits stop hostile scripts, soon, with a clear error, and leave the engine usable.

use oxbow_interp::{Engine, EngineBuilder, Error, ErrorKind, Kind};
use std::time::{Duration, Instant};

/// How late an evaluation may end, at most.
const LATE: Duration =
    if cfg!(debug_assertions) { Duration::from_millis(1500) } else { Duration::from_millis(100) };

fn builder() -> EngineBuilder {
    Engine::builder().output(Box::new(std::io::sink())).errors(Box::new(std::io::sink()))
}

/// Scripts that never end by themselves, or not soon.
const ENDLESS: &[&str] = &[
    "while true {}",
    "while true { try { while true {} } catch (e) {} }",
    "while true { try { [1][9] } catch (e) {} finally { while true {} } }",
    "fn f() { while true { yield 1 } }\nfor x in f() {}",
    "let l = [1]\nfor x in l { l.push(x) }",
    "struct S { x: int }\nfn S.drop(self) { while true {} }\nfor i in 0..10 { new S { x: i } }",
    "[3, 1, 2].map(fn(x) { while true {} })",
    "fn f(n) { if n < 2 { return n }\n return f(n - 1) + f(n - 2) }\nf(90)",
    "let f = fn(g) { g(g) }\nwhile true { try { f(f) } catch (e) {} }",
    "while true { try { throw 1 } catch (e) {} finally { 1 } }",
];

fn assert_stopped(engine: &mut Engine, text: &str, fragment: &str) {
    let error = engine.eval(text).expect_err(text);
    assert_eq!(error.kind(), Kind::Raised(ErrorKind::LimitError), "{text}: {error}");
    assert!(error.is_limit() && error.message().contains(fragment), "{text}: {error}");
    engine.set_fuel(Some(1_000_000));
    assert_eq!(
        engine.eval_as::<i64>("let n = 0\nfor i in 0..10 { n += i }\nn").expect("usable"),
        45,
        "{text}"
    );
}

#[test]
fn time_ends_everything() {
    let long = [
        "\"x\".repeat(1000000000)",
        "range(100000000)",
        "let l = range(3000000)\nwhile true { l.reverse()\n l.sort() }",
    ];
    for text in ENDLESS.iter().chain(&long) {
        let mut engine = builder().time_limit(Duration::from_millis(50)).build();
        let begin = Instant::now();
        assert_stopped(&mut engine, text, "deadline passed");
        assert!(begin.elapsed() < Duration::from_millis(50) + LATE, "{text}: {:?}", begin.elapsed());
    }
}

#[test]
fn fuel_ends_everything() {
    for text in ENDLESS {
        let mut engine = builder().fuel(20_000).build();
        let begin = Instant::now();
        assert_stopped(&mut engine, text, "fuel used up");
        assert!(begin.elapsed() < LATE, "{text}");
    }
}

#[test]
fn another_thread_interrupts() {
    for text in ENDLESS {
        let mut engine = builder().build();
        let handle = engine.interrupt_handle();
        let watchdog = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            handle.interrupt();
            Instant::now()
        });
        assert_stopped(&mut engine, text, "interrupted");
        assert!(watchdog.join().expect("no panic").elapsed() < LATE, "{text}");
        assert!(!engine.interrupt_handle().is_requested());
    }
}

#[test]
fn finally_does_not_run_on_after_a_limit() -> Result<(), Error> {
    let mut engine = builder().fuel(1000).build();
    engine.set_global("ran", false)?;
    assert!(engine.eval("try { while true {} } catch (e) { ran = true } finally { ran = true }").is_err());
    assert_eq!(engine.get_global("ran"), Some(oxbow_interp::Value::Bool(false)));
    Ok(())
}

/// Scripts that take all memory they can get, each in another way.
const GREEDY: &[&str] = &[
    "let s = \"x\"\nwhile true { s = s + s }",
    "let s = \"x\"\nwhile true { s += \"some more text, and more\" }",
    "let l = []\nwhile true { l.push(l) }",
    "let l = []\nwhile true { l.push(1) }",
    "let l = []\nwhile true { l.push(\"a string of some length, number \" + len(l)) }",
    "let d = {}\nlet i = 0\nwhile true { d[\"k\" + i] = i\n i += 1 }",
    "let n = null\nwhile true { n = [n] }",
    "let n = null\nwhile true { n = {\"next\": n} }",
    "struct N { next: any }\nlet n = null\nwhile true { n = new N { next: n } }",
    "let n = fn() { null }\nwhile true { let m = n\n n = fn() { m } }",
    "\"x\".repeat(1000000000)",
    "range(100000000)",
    "let s = \"abc\".repeat(100000)\nlet all = []\nwhile true { all.push(s.split(\"\")) }",
    "let l = [1]\nwhile true { l = l + l }",
    "let l = [\"abcdefgh\"]\nfor i in 0..40 { l = [l, l] }\nstring(l)",
    "let l = [1, 2, 3]\nwhile true { l = [...l, ...l] }",
    "fn g() { yield 1 }\nlet all = []\nwhile true { all.push(g()) }",
    "fn f(n) { return f(n + 1) + [n] }\nf(0)",
    "let s = \"ab\"\nfor i in 0..40 { s = s.replace(\"a\", \"aab\") + s }",
];

#[test]
fn memory_is_limited() {
    const LIMIT: usize = 16 << 20;
    for text in GREEDY {
        let mut engine = builder().memory_limit(LIMIT).time_limit(Duration::from_secs(20)).build();
        let begin = Instant::now();
        match engine.eval(text) {
            Err(error) if error.kind() == Kind::Rejected => continue,
            Err(error) => {
                let kinds = [ErrorKind::MemoryError, ErrorKind::RecursionError, ErrorKind::TypeError]
                    .map(Kind::Raised);
                assert!(kinds.contains(&error.kind()), "{text}: {error}");
            }
            Ok(_) => panic!("{text}: no error"),
        }
        let limit = Duration::from_millis(if cfg!(debug_assertions) { 15_000 } else { 2_000 });
        assert!(begin.elapsed() < limit, "{text}: {:?}", begin.elapsed());
        engine.collect();
        assert!(engine.memory() < 1 << 20, "{text}: {} bytes are left", engine.memory());
        assert_eq!(engine.eval_as::<i64>("len(range(1000))").expect("usable"), 1000, "{text}");
    }
}

#[test]
fn scripts_handle_memory_errors() -> Result<(), Error> {
    let mut engine = builder().memory_limit(8 << 20).time_limit(Duration::from_secs(20)).build();
    let text = "fn greedy() { let l = []\n while true { l.push(\"text \" + len(l)) } }\n\
                let caught = []\nfor i in 0..5 { try { greedy() } catch (e) { caught.push(e.type) } }\ncaught";
    assert_eq!(engine.eval_as::<Vec<String>>(text)?, ["MemoryError"; 5]);
    let error = engine
        .eval("let l = []\nwhile true { try { while true { l.push([1, 2, 3]) } } catch (e) {} }")
        .expect_err("ends");
    assert!(error.is_limit(), "{error}");
    engine.collect();
    assert!(engine.memory() < 1 << 20);
    Ok(())
}

#[test]
fn cycles_go_before_the_limit_is_reported() -> Result<(), Error> {
    let mut engine = builder().memory_limit(4 << 20).build();
    let rounds = if cfg!(debug_assertions) { 20_000 } else { 200_000 };
    let text = format!("for i in 0..{rounds} {{ let l = range(100)\n l.push(l) }}\n7");
    assert_eq!(engine.eval_as::<i64>(&text)?, 7);
    Ok(())
}

#[test]
fn the_count_of_buffers_is_exact() -> Result<(), Error> {
    let mut engine = builder().build();
    let text = "let l = []\nfor i in 0..1000 { l.push(i)\n l.insert(0, \"string number \" + i + \" of some length\") }\n\
                let d = {}\nfor i in 0..500 { d[\"key of some length, number \" + i] = l[i:] }\n\
                let j = json.parse(json.stringify(d))\nlet s = \"\"\nfor i in 0..300 { s += \"0123456789\" }\n\
                d = {}\nl.sort()\nl.reverse()\nlet c = deep_copy([l, d, j])\n[l, s, c, j]";
    let kept = engine.eval(text)?;
    let counted = engine.stats().external_bytes;
    assert!(counted > 100_000);
    engine.recount();
    assert_eq!(engine.stats().external_bytes, counted);
    drop(kept);
    engine.collect();
    assert_eq!(engine.stats().external_bytes, 0);
    Ok(())
}

#[test]
fn depth_output_and_nesting_are_limited() -> Result<(), Error> {
    let mut engine = builder().depth_limit(100).output_limit(10_000).build();
    let error = engine.eval("fn f(n) { return f(n + 1) }\nf(0)").expect_err("too deep");
    assert_eq!(error.kind(), Kind::Raised(ErrorKind::RecursionError));
    assert_eq!(engine.eval_as::<i64>("fn f(n) { if n == 0 { return 0 }\n return 1 + f(n - 1) }\nf(90)")?, 90);
    assert_stopped(&mut engine, "while true { try { print(\"some text\") } catch (e) {} }", "output limit");
    assert_stopped(
        &mut engine,
        "while true { try { io.write_error(\"some text\") } catch (e) {} }",
        "output limit",
    );
    engine.eval("for i in 0..100 { print(i) }")?;
    for text in [
        format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000)),
        "[".repeat(200_000),
        "-".repeat(100_000) + "1",
    ] {
        let begin = Instant::now();
        assert_eq!(engine.eval(&text).expect_err("nested").kind(), Kind::Rejected);
        assert!(begin.elapsed() < LATE * 5);
    }
    Ok(())
}

#[test]
fn long_native_calls_end_soon() {
    for text in [
        "regex.matches(\"a\".repeat(60), \"(a+)+$b\")",
        "while true { try { regex.matches(\"a\".repeat(40) + \"!\", \"(a|aa)+$\") } catch (e) {} }",
        "regex.search(\"a\".repeat(1000000), \"(?:(?!.*x)a)*y\")",
        "regex.search(\"a\".repeat(20000), \"(?:(?!.*x)a)*y\")",
        "regex.find_all(\"a\".repeat(100000), \"(a+)\\1x\")",
        "regex.search(\"01\".repeat(500000), \"[01]*1[01]{200}x\")",
    ] {
        let mut engine = builder().time_limit(Duration::from_millis(50)).build();
        let begin = Instant::now();
        let _ = engine.eval(text);
        let late = if cfg!(debug_assertions) { LATE * 4 } else { LATE * 10 };
        assert!(begin.elapsed() < late, "{text}: {:?}", begin.elapsed());
    }
}

/// Makes data (before the time begins to count) and an operation on it that takes long by itself, or many that take long together.
const LONG: &[(&str, &str)] = &[
    ("null", "\"x\".repeat(1000000000).length()"),
    ("null", "\"xy\" * 500000000"),
    ("null", "range(100000000)"),
    ("null", "string.pad_left(\"a\", 900000000)"),
    ("\"ab,\".repeat(20000000)", "while true { data.split(\",\") }"),
    ("\"ab,\".repeat(20000000)", "while true { data.split(\"\") }"),
    ("\"ab,\".repeat(20000000)", "while true { data.replace(\"b\", \"bbb\") }"),
    ("\"ab,\".repeat(20000000)", "while true { data.contains(\"absent\") }"),
    ("\"ab,\".repeat(20000000)", "while true { data.index_of(\"bb\") }"),
    ("\"ab,\".repeat(20000000)", "while true { data.upper().reverse() }"),
    ("\"ab,\".repeat(20000000)", "while true { data == data + \"\" or data + \"c\" == data + \"d\" }"),
    ("\"ab,\".repeat(20000000)", "while true { \"absent\" in data }"),
    ("\"ab,\".repeat(20000000)", "while true { crypto.sha512(data) }"),
    ("\"ab,\".repeat(20000000)", "while true { crypto.base64_encode(data) }"),
    ("\"ab,\".repeat(20000000)", "while true { regex.find_all(data, \"b\") }"),
    ("\"ab,\".repeat(20000000)", "while true { regex.replace(data, \"b\", \"$&$&\") }"),
    ("\"ab,cd\\n\".repeat(5000000)", "while true { csv.parse(data) }"),
    ("range(3000000)", "while true { data.sort() }"),
    ("range(3000000)", "while true { data.reverse() }"),
    ("range(3000000)", "while true { data.unshift(data.pop()) }"),
    ("range(3000000)", "while true { data.contains(-1) }"),
    ("range(3000000)", "while true { -1 in data }"),
    ("range(3000000)", "while true { data == data + [] }"),
    ("range(3000000)", "while true { data[1:] }"),
    ("range(3000000)", "while true { data + data }"),
    ("range(3000000)", "while true { data.join(\",\") }"),
    ("range(3000000)", "while true { string(data) }"),
    ("range(3000000)", "while true { f\"{data}\" }"),
    ("range(3000000)", "while true { json.parse(json.stringify(data)) }"),
    ("range(3000000)", "while true { deep_copy(data) }"),
    ("range(3000000)", "while true { copy(data) }"),
    ("range(3000000)", "while true { data.map(fn(x) { x }) }"),
    ("range(3000000)", "let d = data\nwhile true { debug.inspect(d) }"),
    ("range(300000).map(fn(i) { [i] })", "while true { data == deep_copy(data) }"),
    ("range(300000).map(fn(i) { [i] })", "while true { data.flat() }"),
    ("range(300000).map(fn(i) { [i] })", "while true { debug.diff(data, deep_copy(data)) }"),
    ("range(400).map(fn(i) { \"long\".repeat(100000) + i })", "while true { data.sort() }"),
    ("range(300000).reduce(fn(d, i) { d[\"k\" + i] = i\n d }, {})", "while true { data.entries() }"),
    ("range(300000).reduce(fn(d, i) { d[\"k\" + i] = i\n d }, {})", "while true { data.keys().length() }"),
    ("range(300000).reduce(fn(d, i) { d[\"k\" + i] = i\n d }, {})", "while true { data.copy().merge(data) }"),
    ("range(300000).reduce(fn(d, i) { d[\"k\" + i] = i\n d }, {})", "while true { for k in data { break } }"),
    (
        "range(300000).reduce(fn(d, i) { d[\"k\" + i] = i\n d }, {})",
        "for k in data { data.remove(k)\n data[k] = 1 }\nwhile true {}",
    ),
];

/// The rows; every fourth where nothing is optimized.
fn long_rows() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    LONG.iter().step_by(if cfg!(debug_assertions) { 4 } else { 1 })
}

/// The data of a row, made without limits.
fn with_data(data: &str) -> Engine {
    let mut engine = builder().build();
    let value = engine.eval(data).expect(data);
    engine.set_global("data", value).expect("a global");
    engine
}

#[test]
fn what_takes_long_in_one_step_ends_in_time() {
    const TIME: Duration = Duration::from_millis(30);
    for (data, text) in long_rows() {
        let mut engine = with_data(data);
        engine.set_time_limit(Some(TIME));
        let script = engine.compile_bare("long", text).expect(text);
        let begin = Instant::now();
        let error = engine.run(&script).expect_err(text);
        let took = begin.elapsed();
        assert!(error.is_limit() && error.message().contains("deadline passed"), "{text}: {error}");
        assert!(took < TIME + LATE, "{text}: {took:?}");
    }
}

#[test]
fn what_takes_long_in_one_step_uses_fuel() {
    for (data, text) in long_rows() {
        let mut engine = with_data(data);
        engine.set_fuel(Some(20_000));
        let error = engine.eval(text).expect_err(text);
        assert!(error.is_limit() && error.message().contains("fuel used up"), "{text}: {error}");
        // As many times as it runs, it ends at the same place.
        let left = engine.fuel_left();
        assert!(engine.eval(text).is_err());
        assert_eq!(engine.fuel_left(), left, "{text}");
    }
}

#[test]
fn an_interrupt_ends_what_takes_long_in_one_step() {
    for (data, text) in long_rows() {
        let mut engine = with_data(data);
        let handle = engine.interrupt_handle();
        let watchdog = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            handle.interrupt();
            Instant::now()
        });
        let error = engine.eval(text).expect_err(text);
        let late = watchdog.join().expect("no panic").elapsed();
        assert!(error.is_limit() && late < LATE, "{text}: {late:?}: {error}");
    }
}

/// Results that are far larger than the limit, from data that is far smaller.
#[test]
fn memory_is_limited_within_one_step() {
    const LIMIT: usize = 16 << 20;
    for (data, text) in [
        ("\"a,\".repeat(1000000)", "data.split(\",\")"),
        ("\"a,\".repeat(1000000)", "data.split(\"\")"),
        ("\"a,\".repeat(1000000)", "data.replace(\"a\", \"0123456789012345678901234567890123456789\")"),
        ("\"a,\".repeat(1000000)", "data.repeat(100)"),
        ("\"a,\".repeat(1000000)", "data * 100"),
        ("\"[\" + \"1,\".repeat(2000000) + \"1]\"", "json.parse(data)"),
        ("\"[\" + \"[],\".repeat(1000000) + \"1]\"", "json.parse(data)"),
        ("range(500000)", "data + data + data"),
        ("range(500000)", "data.map(fn(x) { [x] })"),
        ("range(500000)", "[data, data, data].flat()"),
        ("range(5)", "let l = data\nfor i in 0..40 { l = [l, l] }\njson.stringify(l)"),
        ("range(5)", "let l = data\nfor i in 0..40 { l = [l, l] }\nstring(l)"),
        ("range(5)", "string.pad_right(\"\", 100000000)"),
        ("range(5)", "range(10000000)"),
        ("range(5)", "regex.replace(\"a\".repeat(100000), \"a\", \"b\".repeat(1000))"),
        ("range(5)", "range(1000).map(fn(i) { \"s\".repeat(100000) }).join(\"\")"),
        ("\"a,b\\n\".repeat(1000000)", "csv.parse(data)"),
    ] {
        let mut engine = with_data(data);
        engine.set_memory_limit(Some(LIMIT));
        let error = engine.eval(text).expect_err(text);
        assert_eq!(error.kind(), Kind::Raised(ErrorKind::MemoryError), "{text}: {error}");
        let caught = format!("try {{ {text} }} catch (e) {{ return e.type }}");
        assert_eq!(
            engine.eval_as::<String>(&format!("fn f() {{ {caught} }}\nf()")).expect(text),
            "MemoryError"
        );
        engine.collect();
        assert!(engine.memory() < LIMIT, "{text}: {} bytes are left", engine.memory());
    }
}
