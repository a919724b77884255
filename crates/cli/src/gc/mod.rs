//! `oxbow gc`: runs a script and reports what the collector did.
//!
//! - `report`: the figures, as plain data, which is also the JSON form; `advice`: where a weak reference would break a cycle.
//! - `text`, `page`: the forms for people; `charts` and `graph` draw for the page.

mod advice;
mod charts;
mod graph;
mod page;
mod report;
#[cfg(test)]
mod tests;
mod text;

use crate::args::{Gc, split};
use crate::{run, streams};
use report::Report;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Runs a script and writes the report; gives the exit status.
pub(crate) fn gc(options: &Gc) -> ExitCode {
    let (file, args) = split(&options.script);
    // Made first: what cannot be written is known before a long run and not after it.
    let page = match options.html.as_deref().map(|path| (path, File::create(path))) {
        None => None,
        Some((path, Ok(file))) => Some((path, file)),
        Some((path, Err(error))) => return streams::failed_to_write(path, &error),
    };
    let mut engine = run::builder(args, options.gc_threshold).output(Box::new(streams::errors())).build();
    engine.keep_modules();
    let memory = engine.report_memory();
    let result = run::load_and_run(&mut engine, file);
    let mut status = match &result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => streams::report(error),
    };
    let left = report::left(&engine.snapshot());
    engine.finish();
    let report = Report::new(&file.display().to_string(), result.is_ok(), &memory, left);
    if let Some((path, mut file)) = page
        && let Err(error) = file.write_all(page::page(&report).as_bytes())
    {
        status = streams::failed_to_write(path, &error);
    }
    let written = if options.json { report.json() } else { Ok(text::text(&report)) };
    match written.and_then(|text| streams::print(&text)) {
        Ok(()) => status,
        Err(error) => failed(&error),
    }
}

fn failed(error: &io::Error) -> ExitCode {
    streams::failed_to_write(Path::new("the report"), error)
}
