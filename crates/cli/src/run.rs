//! `oxbow run`: one engine, one script, the whole life of a program.

use crate::args::Run;
use crate::{report, streams};
use oxbow_interp::{Capabilities, Engine, EngineBuilder, Error, GcLog};
use std::process::ExitCode;

/// Runs a script and gives the exit status.
pub(crate) fn run(options: &Run) -> ExitCode {
    let mut engine = builder(options).build();
    if options.gc_log {
        engine.observe(Box::new(GcLog::new(streams::errors())));
    }
    let result = load_and_run(&mut engine, options);
    let status = match &result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => streams::report(error),
    };
    engine.finish();
    if options.gc_stats {
        streams::tell(&report::totals(&engine.stats()));
    }
    status
}

fn builder(options: &Run) -> EngineBuilder {
    let mut builder = Engine::builder()
        .output(streams::output())
        .errors(Box::new(streams::errors()))
        .capabilities(Capabilities::all())
        .args(options.args().to_vec())
        .gc_stress(options.gc_stress);
    if let Some(threshold) = options.gc_threshold {
        builder = builder.gc_threshold(threshold);
    }
    if let Some(fuel) = options.fuel {
        builder = builder.fuel(fuel);
    }
    if let Some(bytes) = options.memory_limit {
        builder = builder.memory_limit(bytes);
    }
    builder
}

fn load_and_run(engine: &mut Engine, options: &Run) -> Result<(), Error> {
    let script = engine.load_file(options.file())?;
    engine.run(&script).map(drop)
}
