//! Nothing is left behind: not by a million evaluations, not by a long one, not by an engine. Measured at the global allocator, to the byte.
//!
//! One test only, as other tests in this process would allocate meanwhile.

use oxbow_interp::{Engine, Error, Script};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes held by the process.
fn held() -> i64 {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated as i64 - stats.bytes_deallocated as i64
}

/// Lists, dicts, temporary functions, caught errors, cycles, finalizers, generators, handles' worth of everything.
const SCRIPTS: &[&str] = &[
    "let xs = [3, 1, 2]\nlet d = {\"a\": xs, \"b\": \"text of some length \" + len(xs)}\nd.c = 1",
    "let xs = [1, 2, 3].map(fn(x) { x * 2 })\nlet d = {\"a\": xs}\nd[\"k\" + xs[0]] = d\nd",
    "let f = fn(g) { g }\nlet h = fn() { f(h) }\nh()",
    "try { [1][5] } catch (e) { e.message }\ntry { throw {\"code\": 1} } catch (e) { e }",
    "struct N { next: any }\nfn N.drop(self) { self.next = null }\nlet a = new N { next: null }\nlet b = new N { next: a }\na.next = b\nlen([a, b])",
    "fn g(n) { let i = 0\n while i < n { yield [i]\n i += 1 } }\nlet s = 0\nfor x in g(3) { s += x[0] }\nlet rest = g(3)\nfor x in rest { break }\ns",
    "struct P { x: int }\nfn P.show(self) { return f\"<{self.x}>\" }\nfn f(x) { return new P { x: x } }\nmain { let l = []\n l.push(f(1))\n l.push(l)\n return l[0].show() }",
    "let t = weak([1])\njson.parse(json.stringify({\"a\": [1, 2.5, null]}))",
    "this is refused",
    "undefined_name",
];

/// Rounds through all scripts; compiled anew each time if there are no compiled ones.
fn evaluate(engine: &mut Engine, compiled: &[Script], rounds: usize) {
    for _ in 0..rounds {
        match compiled {
            [] => SCRIPTS.iter().for_each(|text| drop(engine.eval(text))),
            scripts => scripts.iter().for_each(|script| drop(engine.run(script))),
        }
    }
    engine.collect();
    engine.collect();
}

/// After as many rounds again, everything is as it was. (The same number, because the collector's own buffers keep a capacity that depends
/// on how the last run met them.)
fn assert_flat(engine: &mut Engine, compiled: &[Script], rounds: usize) {
    let rounds = rounds.max(1000);
    evaluate(engine, compiled, rounds);
    let (before, live) = (held(), engine.stats().live);
    evaluate(engine, compiled, rounds);
    assert_eq!(engine.stats().live, live);
    assert_eq!(held() - before, 0, "bytes left by {rounds} rounds");
}

/// The whole life of an engine.
fn live(rounds: usize) -> Result<(), Error> {
    let before = held();
    let mut engine = Engine::builder().output(Box::new(std::io::sink())).build();
    assert!(held() - before < 64 << 10, "an engine takes {} bytes", held() - before);
    engine.eval(SCRIPTS[0])?;
    assert!(held() - before < 64 << 10, "an engine that has run takes {} bytes", held() - before);
    assert_flat(&mut engine, &[], rounds / 10);
    let compiled: Vec<Script> =
        SCRIPTS.iter().filter_map(|text| engine.compile_bare("s", text).ok()).collect();
    assert_flat(&mut engine, &compiled, rounds);
    let long = format!(
        "let kept = []\nfor i in 0..{} {{ let a = [i]\n let d = {{\"a\": a, \"i\": i}}\n a.push(d)\n \
         let f = fn() {{ f }}\n kept = [\"t\" + i, a] }}",
        rounds * 100
    );
    let start = engine.memory();
    engine.eval(&long)?;
    assert!(engine.memory() < start + (4 << 20), "a long loop took {} bytes", engine.memory() - start);
    Ok(())
}

#[test]
fn nothing_is_left_behind() -> Result<(), Error> {
    // The first life also fills what the thread keeps: the library, the heap of names.
    drop(Engine::new());
    live(1_000)?;
    let before = held();
    live(if cfg!(debug_assertions) { 1_000 } else { 100_000 })?;
    assert_eq!(held() - before, 0, "bytes left by an engine");
    Ok(())
}
