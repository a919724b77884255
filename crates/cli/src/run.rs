//! `oxbow run`: one engine, one script, the whole life of a program.

use crate::args::Run;
use crate::{report, streams};
use oxbow_interp::{Capabilities, Engine, EngineBuilder, Error, Event, GcLog};
use std::cell::Cell;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Runs a script and gives the exit status.
pub(crate) fn run(options: &Run) -> ExitCode {
    let mut engine = builder(options).build();
    if options.gc_log {
        engine.observe(Box::new(GcLog::new(streams::errors())));
    }
    let watch = options.gc_stats.then(|| Watch::start(&mut engine));
    let result = load_and_run(&mut engine, options);
    let status = match &result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => streams::report(error),
    };
    engine.finish();
    if let Some(watch) = watch {
        eprint!("{}{}", report::totals(&engine.stats()), watch.report());
    }
    status
}

fn builder(options: &Run) -> EngineBuilder {
    let builder = Engine::builder()
        .output(streams::output())
        .errors(Box::new(streams::errors()))
        .capabilities(Capabilities::all())
        .args(options.args().to_vec())
        .gc_stress(options.gc_stress);
    match options.gc_threshold {
        Some(threshold) => builder.gc_threshold(threshold),
        None => builder,
    }
}

fn load_and_run(engine: &mut Engine, options: &Run) -> Result<(), Error> {
    let script = engine.load_file(options.file())?;
    engine.run(&script).map(drop)
}

/// Measures how much of a run was spent in collections.
struct Watch {
    start: Instant,
    collecting: Rc<Cell<Duration>>,
}

impl Watch {
    fn start(engine: &mut Engine) -> Watch {
        let collecting = Rc::new(Cell::new(Duration::ZERO));
        let sum = collecting.clone();
        engine.observe(Box::new(move |event: &Event| {
            if let Event::End { elapsed, .. } = event {
                sum.set(sum.get() + *elapsed);
            }
        }));
        Watch { start: Instant::now(), collecting }
    }

    fn report(&self) -> String {
        report::times(self.start.elapsed(), self.collecting.get())
    }
}
