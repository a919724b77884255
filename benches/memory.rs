//! `cargo bench --bench memory`: what evaluations, calls and engines cost, in nanoseconds and in bytes left behind.
//!
//! Targets: 0 bytes for each evaluation, < 2 us compiled, < 30 us with compilation; an engine < 20 us and < 64 KiB; calls across the
//! border < 50 ns.

#[path = "common/clock.rs"]
mod clock;

use oxbow_interp::{Engine, Error};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;

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

fn main() -> Result<(), Error> {
    let mut engine = Engine::new();
    let script = engine.compile_bare("ten", SCRIPT)?;
    let compiled = time(20_000, || drop(engine.run(&script)));
    let whole = time(5_000, || drop(engine.eval(SCRIPT)));
    println!("ten-line script, compiled      {compiled:>9.0} ns");
    println!("ten-line script, with compiling{whole:>9.0} ns");
    let bytes = left(&mut engine, 1_000_000, |engine| drop(engine.run(&script)));
    println!("left by 1,000,000 runs         {bytes:>9} bytes");
    let bytes = left(&mut engine, 10_000, |engine| drop(engine.eval(SCRIPT)));
    println!("left by 10,000 evaluations     {bytes:>9} bytes");

    let function = engine.eval("fn(a, b) { a + b }")?;
    let function = engine.function(function)?;
    let ns = time(1_000_000, || drop(engine.call(&function, (1, 2))));
    println!("host calls script              {ns:>9.1} ns");
    engine.register_fn("add", |a: i64, b: i64| a + b)?;
    let calls = engine.compile_bare("calls", "let n = 0\nwhile n < 1000000 { n = add(n, 1) }")?;
    let empty = engine.compile_bare("empty", "let n = 0\nwhile n < 1000000 { n = n + 1 }")?;
    let ns = time(1, || drop(engine.run(&calls))) - time(1, || drop(engine.run(&empty)));
    println!("script calls host              {:>9.1} ns", ns / 1e6);

    let before = held();
    let fresh = Engine::new();
    println!("an engine                      {:>9} bytes", held() - before);
    drop(fresh);
    let ns = time(50_000, || drop(Engine::new()));
    println!("make and drop an engine        {ns:>9.0} ns");
    let ns = time(20_000, || drop(Engine::new().eval("1 + 2")));
    println!("the same and a first evaluation{ns:>9.0} ns");
    Ok(())
}
