//! `oxbow run`: one engine, one script, the whole life of a program.

use crate::args::{LogFormat, Run, SnapshotFile, split};
use crate::{report, streams};
use oxbow_interp::{Capabilities, Engine, EngineBuilder, Error, GcLog, Observer};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Runs a script and gives the exit status.
pub(crate) fn run(options: &Run) -> ExitCode {
    let (file, args) = split(&options.script);
    let mut engine =
        builder(args, options.gc_threshold).output(streams::output()).gc_stress(options.gc_stress).build();
    match gc_log(options) {
        Ok(log) => log.into_iter().for_each(|log| engine.observe(log)),
        Err(status) => return status,
    }
    let result = load_and_run(&mut engine, file);
    let mut status = match &result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => streams::report(error),
    };
    if let Some(target) = &options.heap_snapshot
        && let Err(error) = write_snapshot(&engine, target)
    {
        status = streams::failed_to_write(&target.path, &error);
    }
    engine.finish();
    if options.gc_stats {
        eprint!("{}", report::totals(&engine.stats()));
    }
    status
}

/// Settings that all commands share which run a script.
pub(crate) fn builder(args: &[String], threshold: Option<u32>) -> EngineBuilder {
    let builder = Engine::builder()
        .errors(Box::new(streams::errors()))
        .capabilities(Capabilities::all())
        .args(args.to_vec());
    match threshold {
        Some(threshold) => builder.gc_threshold(threshold),
        None => builder,
    }
}

/// Runs a script up to the end of `main`.
pub(crate) fn load_and_run(engine: &mut Engine, file: &Path) -> Result<(), Error> {
    let script = engine.load_file(file)?;
    engine.run(&script).map(drop)
}

/// The log that was asked for; an exit status if its file cannot be made.
fn gc_log(options: &Run) -> Result<Option<Box<dyn Observer>>, ExitCode> {
    let format = match (options.gc_log, &options.gc_log_file) {
        (None, None) => return Ok(None),
        (format, _) => format.unwrap_or(LogFormat::Text),
    };
    let sink: Box<dyn Write> = match &options.gc_log_file {
        None => Box::new(streams::errors()),
        // A line at a time: the log is there even if the program ends badly.
        Some(path) => match File::create(path) {
            Ok(file) => Box::new(io::LineWriter::new(file)),
            Err(error) => return Err(streams::failed_to_write(path, &error)),
        },
    };
    Ok(Some(match format {
        LogFormat::Text => Box::new(GcLog::new(sink)),
        LogFormat::Json => Box::new(GcLog::json(sink)),
    }))
}

fn write_snapshot(engine: &Engine, target: &SnapshotFile) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(&target.path)?);
    engine.snapshot().write(target.format, &mut file)?;
    file.flush()
}
