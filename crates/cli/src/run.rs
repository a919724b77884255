//! `oxbow run`: one engine, one script, the whole life of a program.

use crate::args::{LogFormat, Run, SnapshotFile, split};
use crate::{report, streams};
use oxbow_interp::{Capabilities, Engine, EngineBuilder, Error, Event, GcLog, Observer};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Runs a script and gives the exit status.
pub(crate) fn run(options: &Run) -> ExitCode {
    let (file, args) = split(&options.script);
    let mut engine = engine(options, args);
    match gc_log(options) {
        Ok(log) => log.into_iter().for_each(|log| engine.observe(log)),
        Err(status) => return status,
    }
    if options.heap_snapshot.is_some() {
        engine.keep_modules();
    }
    let watch = options.gc_stats.then(|| Watch::start(&mut engine));
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
    if let Some(watch) = watch {
        streams::print_errors(&format!("{}{}", report::totals(&engine.stats()), watch.report()));
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

/// The engine that the options of `run` describe.
fn engine(options: &Run, args: &[String]) -> Engine {
    let mut builder =
        builder(args, options.gc_threshold).output(streams::output()).gc_stress(options.gc_stress);
    if let Some(fuel) = options.fuel {
        builder = builder.fuel(fuel);
    }
    if let Some(bytes) = options.memory_limit {
        builder = builder.memory_limit(bytes);
    }
    builder.build()
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

/// Adds up the time of collections, and asks for nothing that would take some.
struct Stopwatch(Rc<Cell<Duration>>);

impl Observer for Stopwatch {
    fn event(&mut self, event: &Event) {
        if let Event::End { elapsed, .. } = event {
            self.0.set(self.0.get() + *elapsed);
        }
    }

    fn wants_labels(&self) -> bool {
        false
    }
}

/// Measures how much of a run was spent in collections.
struct Watch {
    start: Instant,
    collecting: Rc<Cell<Duration>>,
}

impl Watch {
    fn start(engine: &mut Engine) -> Watch {
        let collecting = Rc::new(Cell::new(Duration::ZERO));
        engine.observe(Box::new(Stopwatch(collecting.clone())));
        Watch { start: Instant::now(), collecting }
    }

    fn report(&self) -> String {
        report::times(self.start.elapsed(), self.collecting.get())
    }
}
