//! `cargo bench --bench memory`: what evaluations, calls and engines cost, in nanoseconds and in bytes left behind.
//!
//! Targets: 0 bytes for each evaluation, < 2 us compiled, < 30 us with compilation; an engine < 20 us and < 64 KiB; calls across the
//! border < 50 ns.

#[path = "common/clock.rs"]
mod clock;

use oxbow_interp::{Engine, Error, New, Scope, Trace, Value};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use std::cell::RefCell;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn held() -> i64 {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated as i64 - stats.bytes_deallocated as i64
}

/// Ten lines as a service would run them.
const SCRIPT: &str = "let total = 0
let items = [3, 1, 2]
let seen = {}
for x in items {
  seen[\"k\" + x] = x
  total += x * 2
}
let big = fn(x) { x > 1 }
let count = len(items)
if big(total) { total = total + count }
total";

/// Nanoseconds for each of `count` rounds: the best of five.
fn time(count: u32, mut round: impl FnMut()) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let begin = clock::cpu();
        (0..count).for_each(|_| round());
        best = best.min((clock::cpu() - begin).as_nanos() as f64 / f64::from(count));
    }
    best
}

/// Bytes that `rounds` leave behind, after as many rounds to warm up.
fn left(engine: &mut Engine, rounds: u32, mut round: impl FnMut(&mut Engine)) -> i64 {
    let mut measured = 0;
    for _ in 0..2 {
        engine.collect();
        let before = held();
        (0..rounds).for_each(|_| round(engine));
        engine.collect();
        measured = held() - before;
    }
    measured
}

/// What a script leaves to the collector, or could keep: lists, dicts, functions, an error caught, and two cycles.
const CHURN: &str = "struct Node { next: any, name: string }
let node = new Node { next: null, name: \"n\" + len([1, 2]) }
node.next = {\"back\": node}
let make = fn(x) { fn() { x } }
let functions = [make(1), make(node)]
functions.push(fn() { functions })
let caught = 0
try { [1][5] } catch (e) { caught = len(e.message) }
caught + len(functions)";

/// One evaluation that makes cycles all along; gives how many bytes more are held at its end than after a tenth of it.
const LONG: &str = "fn rounds(from, to) {
  for i in from..to {
    let d = {\"i\": i}
    let f = fn() { d }
    if i % 4 == 0 { d[\"f\"] = f }
    if i % 100 == 0 { try { throw d } catch (e) { d[\"e\"] = e } }
  }
  gc_collect()
  return held()
}
let first = rounds(0, 1000000)
rounds(1000000, 10000000) - first";

/// Cycles of both kinds that go through the host: a closure that holds a script value, an object that does.
const THROUGH_THE_HOST: &str = "for i in 0..count {
  let list = []
  list.push(keeper(list))
  let node = Node()
  node.held = {\"node\": node}
}";

#[derive(Trace)]
struct Node(RefCell<Value>);

/// Gives scripts what makes cycles through the host, and how many bytes the process holds.
fn with_host(engine: &mut Engine) -> Result<(), Error> {
    engine.register_fn("held", held)?;
    engine.register_fn("keeper", |scope: &mut Scope<'_>, value: Value| {
        scope.new_function_with("get", value, |value: &Value| value.clone())
    })?;
    engine.register_type::<Node>("Node", |t| {
        t.constructor(|| New(Node(RefCell::default())))
            .property("held", |node: &Node| node.0.borrow().clone())
            .setter("held", |node: &mut Node, value: Value| drop(node.0.replace(value)))
            .traced();
    })
}

fn evaluations() -> Result<(), Error> {
    let mut engine = Engine::new();
    for (name, text) in [("ten-line script", SCRIPT), ("cycles and errors", CHURN)] {
        let script = engine.compile_bare("bench", text)?;
        engine.run(&script)?;
        let compiled = time(20_000, || drop(engine.run(&script)));
        let whole = time(5_000, || drop(engine.eval(text)));
        println!("{name}, compiled      {compiled:>9.0} ns");
        println!("{name}, with compiling{whole:>9.0} ns");
        let bytes = left(&mut engine, 10_000, |engine| drop(engine.eval(text)));
        println!("left by 10,000 evaluations       {bytes:>9} bytes");
        let bytes = left(&mut engine, 1_000_000, |engine| drop(engine.run(&script)));
        println!("left by 1,000,000 runs           {bytes:>9} bytes");
    }
    Ok(())
}

fn long_runs() -> Result<(), Error> {
    let mut engine = Engine::new();
    with_host(&mut engine)?;
    println!("left by 9,000,000 rounds of a run{:>9} bytes", engine.eval_as::<i64>(LONG)?);
    engine.set_global("count", 200_000)?;
    let script = engine.compile_bare("cycles", THROUGH_THE_HOST)?;
    engine.run(&script)?;
    let bytes = left(&mut engine, 1, |engine| drop(engine.run(&script)));
    println!("left by 400,000 cycles with hosts{bytes:>9} bytes");
    Ok(())
}

fn calls() -> Result<(), Error> {
    let mut engine = Engine::new();
    let function = engine.eval("fn(a, b) { a + b }")?;
    let function = engine.function(function)?;
    let ns = time(1_000_000, || drop(engine.call(&function, (1, 2))));
    println!("host calls script                {ns:>9.1} ns");
    engine.register_fn("add", |a: i64, b: i64| a + b)?;
    let calls = engine.compile_bare("calls", "let n = 0\nwhile n < 1000000 { n = add(n, 1) }")?;
    let empty = engine.compile_bare("empty", "let n = 0\nwhile n < 1000000 { n = n + 1 }")?;
    let ns = time(1, || drop(engine.run(&calls))) - time(1, || drop(engine.run(&empty)));
    println!("script calls host                {:>9.1} ns", ns / 1e6);
    Ok(())
}

fn engines() -> Result<(), Error> {
    let before = held();
    let mut fresh = Engine::new();
    println!("an engine                        {:>9} bytes", held() - before);
    fresh.eval(SCRIPT)?;
    println!("an engine after its first run    {:>9} bytes", held() - before);
    drop(fresh);
    println!("left by it                       {:>9} bytes", held() - before);
    let ns = time(50_000, || drop(Engine::new()));
    println!("make and drop an engine          {ns:>9.0} ns");
    let ns = time(20_000, || drop(Engine::new().eval("1 + 2")));
    println!("the same and a first evaluation  {ns:>9.0} ns");
    Ok(())
}

fn main() -> Result<(), Error> {
    // What the thread's engines share is made with the first.
    drop(Engine::new().eval("1 + 2")?);
    engines()?;
    calls()?;
    evaluations()?;
    long_runs()
}
