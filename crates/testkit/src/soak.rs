//! The soak: scripts of the corpus, run for as long as one likes on several threads, in engines that are reused and replaced. Memory must not
//! grow.
//!
//! Invariant: samples are taken when all threads stand still and every engine is gone, after each round, in which every thread has run the
//! same scripts (in another order). So two samples differ only by what was lost, and by what buffers and caches keep.

use crate::heap_programs::Random;
use crate::inside::heap_of;
use crate::{Script, root, scripts};
use oxbow_interp::{Capabilities, Engine, Error};
use std::fs;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Native stack of a thread, as in the suites.
const STACK: usize = 1 << 20;
/// An engine runs so many scripts before it is replaced.
const REUSED: usize = 60;
/// No script runs longer than this.
const FUEL: u64 = 300_000;
/// Rounds before the first sample that counts: each way to run a script was then used with each script.
const WARM_UP: usize = WAYS;
/// Ways to run a script: see [`settle`].
const WAYS: usize = 4;
/// What a thread may keep beyond what it kept before: one empty segment of 64 KiB and its bookkeeping.
const SLACK: u64 = 65 << 10;
/// What the process may keep resident beyond that: the allocator's own business.
const SLACK_RESIDENT: u64 = 16 << 20;
/// Scripts whose results depend on what the process or other threads do, or that take seconds.
const LEFT_OUT: [&str; 4] = ["gc/large/", "ok/std_env/", "ok/std_file/", "ok/std_io/"];

/// What to run.
#[derive(Clone, Copy, Debug)]
pub struct Soak {
    /// How long; the round that is under way is finished.
    pub time: Duration,
    /// Threads.
    pub threads: usize,
    /// Of the corpus, every n-th script.
    pub every: usize,
    /// Bytes that the process has got from its allocator and not given back.
    pub held: fn() -> u64,
}

/// Memory at the end of a round.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Since the start.
    pub time: Duration,
    /// Scripts run since the start.
    pub runs: u64,
    /// Bytes held at the allocator.
    pub held: u64,
    /// Bytes of the process that are in memory; 0 where the system does not tell.
    pub resident: u64,
}

/// Runs the soak and shows each sample to `watch`.
///
/// # Errors
/// Memory grew: what was held at the end of a round is more than in any of the first rounds, by more than caches explain.
///
/// # Panics
/// A script ended otherwise than its header says, or an engine left objects behind.
pub fn soak(soak: Soak, mut watch: impl FnMut(Sample)) -> Result<(), String> {
    let mut chosen: Vec<Script> = ["ok", "gc", "err"].into_iter().flat_map(scripts).collect();
    chosen.retain(|script| !LEFT_OUT.iter().any(|name| script.name.starts_with(name)));
    let chosen: Vec<Script> = chosen.into_iter().step_by(soak.every.max(1)).collect();
    let (start, runs, over) = (Instant::now(), AtomicU64::new(0), AtomicBool::new(false));
    let barrier = Barrier::new(soak.threads + 1);
    let mut samples: Vec<Sample> = Vec::with_capacity(1 << 16);
    thread::scope(|scope| {
        for seed in 0..soak.threads {
            let (chosen, barrier, over, runs) = (&chosen, &barrier, &over, &runs);
            let work = move || {
                let work = || rounds(chosen, seed as u64, barrier, over, runs);
                // The others must not wait for a thread that has failed.
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
                    .unwrap_or_else(|_| std::process::exit(101));
            };
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, work).expect("a thread for the soak");
        }
        while !over.load(Ordering::SeqCst) {
            barrier.wait();
            let sample = Sample {
                time: start.elapsed(),
                runs: runs.load(Ordering::SeqCst),
                held: (soak.held)(),
                resident: resident(),
            };
            samples.push(sample);
            watch(sample);
            over.store(samples.len() > WARM_UP && sample.time >= soak.time, Ordering::SeqCst);
            barrier.wait();
        }
    });
    grown(&samples, soak.threads as u64 * SLACK)
}

/// Compares the rounds after the first ones with those; `slack`: bytes that caches may keep.
fn grown(samples: &[Sample], slack: u64) -> Result<(), String> {
    let (first, rest) = samples.split_at(WARM_UP.min(samples.len()));
    let most = |of: fn(&Sample) -> u64| first.iter().map(of).max().unwrap_or(0);
    let (held, resident) = (most(|s| s.held), most(|s| s.resident));
    match rest.iter().find(|s| s.held > held + slack || s.resident > resident + SLACK_RESIDENT) {
        Some(sample) => Err(format!("memory has grown from {held} bytes ({resident} resident): {sample:?}")),
        None => Ok(()),
    }
}

/// What one thread does until it is told that all is over.
fn rounds(scripts: &[Script], seed: u64, barrier: &Barrier, over: &AtomicBool, runs: &AtomicU64) {
    let mut random = Random(seed);
    let mut order: Vec<&Script> = scripts.iter().collect();
    for round in 0.. {
        (1..order.len()).rev().for_each(|at| order.swap(at, random.below(at as u64 + 1) as usize));
        for (number, part) in order.chunks(REUSED).enumerate() {
            engine_life(part, round + number);
            runs.fetch_add(part.len() as u64, Ordering::SeqCst);
        }
        barrier.wait();
        barrier.wait();
        if over.load(Ordering::SeqCst) {
            return;
        }
    }
}

/// One engine runs some scripts and goes; nothing is left.
fn engine_life(scripts: &[&Script], way: usize) {
    let sink = || Box::new(std::io::sink());
    let mut builder =
        Engine::builder().output(sink()).errors(sink()).capabilities(Capabilities::all()).fuel(FUEL);
    if way % WAYS == 1 {
        builder = builder.gc_threshold(1);
    }
    let mut engine = builder.build();
    let heap = heap_of(&mut engine.scope());
    for (number, script) in scripts.iter().enumerate() {
        let limited = settle(&mut engine, way, number);
        if script.figures_differ_under_stress() {
            // It may count garbage, and means its own, not that of a script that left some to be finalized.
            engine.finish();
        }
        let path = root().join(&script.path);
        let result = engine.load_file(&path).and_then(|script| engine.run(&script).map(drop));
        if !limited && let Err(why) = check_end(script, &result) {
            let before: Vec<&str> = scripts[..number].iter().map(|script| script.name.as_str()).collect();
            panic!("{why}\nin an engine that had run {}", before.join(", "));
        }
    }
    heap.verify().expect("the heap is consistent after the scripts");
    drop(engine);
    heap.collect();
    assert_eq!(heap.stats().live, 0, "objects are left of an engine");
}

/// Limits for the next script: in one way none but that of time, in one a collection at every chance, in one too little fuel for most scripts,
/// in one too little memory. Whether they can end a script.
fn settle(engine: &mut Engine, way: usize, number: usize) -> bool {
    let way = way % WAYS;
    engine.set_fuel(Some(if way == 2 { 7 * number as u64 * number as u64 } else { FUEL }));
    engine.set_memory_limit((way == 3).then(|| engine.memory() + (1 << 10) * number));
    way >= 2
}

/// A script ends as it says, or out of fuel.
fn check_end(script: &Script, result: &Result<(), Error>) -> Result<(), String> {
    use crate::Expectation::{Fails, Finishes, Rejected};
    match (script.expectation(), result) {
        (_, Err(error)) if error.is_limit() => Ok(()),
        (Finishes, Ok(())) => Ok(()),
        (Fails(fragment) | Rejected(fragment), Err(error)) if error.render(false).contains(&fragment) => {
            Ok(())
        }
        (_, Err(error)) => Err(format!("{}:\n{}", script.path, error.render(false))),
        (_, Ok(())) => Err(format!("{} ended without the error", script.path)),
    }
}

/// Second number of `/proc/self/statm`, in pages of 4 KiB.
fn resident() -> u64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) << 12
}
