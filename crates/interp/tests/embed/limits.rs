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
    ] {
        let mut engine = builder().time_limit(Duration::from_millis(50)).build();
        let begin = Instant::now();
        let _ = engine.eval(text);
        let late = if cfg!(debug_assertions) { LATE * 4 } else { LATE * 10 };
        assert!(begin.elapsed() < late, "{text}: {:?}", begin.elapsed());
    }
}
