//! Runs one script in an engine of its own and hands back all it did.
//!
//! Invariant: the run has a native stack of [`STACK`] bytes only, so a script that makes the interpreter recurse natively over its data ends the
//! test process instead of passing by luck.

use crate::collections::summary;
use crate::{Script, Sink, root};
use oxbow_interp::{Capabilities, Engine, Error, Kind};
use std::thread;

/// Native stack of a run. Loading gets by with it as well: the parser's nesting limit holds.
const STACK: usize = 1 << 20;

/// How to run a script.
#[derive(Clone, Copy, Default)]
pub struct Settings {
    /// Collect at every safe point.
    pub stress: bool,
    /// Record what the collections achieve.
    pub collections: bool,
    /// Fixed number of container allocations between automatic collections.
    pub threshold: Option<u32>,
    /// Limit of memory, in bytes.
    pub memory: Option<usize>,
}

/// How a run ended. Texts are rendered diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Normally.
    Finished,
    /// Refused before anything ran.
    Rejected(String),
    /// By an error that the script did not catch.
    Failed(String),
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub end: End,
    /// What it printed.
    pub stdout: String,
    /// What it wrote to the error stream; the diagnostic of the end is not part of it.
    pub stderr: String,
    /// What the collections achieved, if asked for; a line `end of the program` parts those that the end makes from those before.
    pub collections: String,
    /// Objects that the run added to the heap and that outlived the end-of-program collection: none, if all is well.
    pub left_behind: u64,
}

/// Runs a script as the `oxbow` program would.
///
/// # Panics
/// The interpreter panicked.
pub fn run(script: &Script, settings: Settings) -> Outcome {
    let path = script.path.clone();
    let runner = thread::Builder::new().name(script.name.clone()).stack_size(STACK);
    let handle = runner.spawn(move || run_here(&path, settings)).expect("a thread for the script");
    handle.join().unwrap_or_else(|_| panic!("the interpreter panicked in {}", script.path))
}

fn run_here(path: &str, settings: Settings) -> Outcome {
    let (stdout, stderr, collections) = (Sink::new(), Sink::new(), Sink::new());
    let mut builder = Engine::builder()
        .output(stdout.writer())
        .errors(stderr.writer())
        .capabilities(Capabilities::all())
        .gc_stress(settings.stress);
    if let Some(threshold) = settings.threshold {
        builder = builder.gc_threshold(threshold);
    }
    if let Some(bytes) = settings.memory {
        builder = builder.memory_limit(bytes);
    }
    let mut engine = builder.build();
    if settings.collections {
        engine.observe(Box::new(summary(collections.clone())));
    }
    let before = engine.stats().live;
    let result = engine.load_file(path).and_then(|script| engine.run(&script).map(drop));
    if settings.collections {
        collections.push("end of the program\n");
    }
    engine.finish();
    Outcome {
        end: end(result),
        stdout: stdout.text(),
        stderr: portable(&stderr.text()),
        collections: collections.text(),
        left_behind: engine.stats().live.saturating_sub(before),
    }
}

fn end(result: Result<(), Error>) -> End {
    let Err(error) = result else { return End::Finished };
    let text = portable(&error.render(false));
    match error.kind() {
        Kind::Rejected | Kind::Io => End::Rejected(text),
        _ => End::Failed(text),
    }
}

/// Paths of this machine are no part of a snapshot.
fn portable(text: &str) -> String {
    text.replace(&format!("{}/", root().display()), "")
}
