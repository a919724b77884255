//! `oxbow test`: runs the tests of test files.
//!
//! Invariant: what is printed depends on the tests alone, neither on how many files run at a time nor on how long they take.

mod asserts;
mod file;
mod junit;

pub(crate) use asserts::register as register_asserts;

use crate::args::Test;
use crate::{sources, streams};
use file::FileReport;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Runs tests and gives the exit status.
pub(crate) fn test(options: &Test) -> ExitCode {
    let files = match sources::find(&options.paths, is_test_file) {
        Ok(files) => files,
        Err(message) => return streams::fail(&message),
    };
    let reports = run_all(&files, options);
    let text = reports.iter().map(|report| describe(report, streams::colours_output())).collect::<String>();
    let (tests, failed) = reports
        .iter()
        .fold((0, 0), |(tests, failed), report| (tests + report.cases.len(), failed + report.failures()));
    let tested = reports.iter().filter(|report| !report.cases.is_empty()).count();
    if streams::print(&format!("{text}{}\n", summary(tests, tested, failed))).is_err() {
        return ExitCode::from(1);
    }
    if let Some(Err(error)) = options.junit.as_deref().map(|path| junit::write(path, &reports)) {
        return streams::fail(&format!("cannot write the report: {error}"));
    }
    if failed > 0 || tests == 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Is this a test file, by its name?
pub(crate) fn is_test_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("_test"))
}

/// Runs the files in parallel; reports in their order.
fn run_all(files: &[PathBuf], options: &Test) -> Vec<FileReport> {
    let jobs = options.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let reports = Mutex::new(Vec::with_capacity(files.len()));
    let progress = progress(files.len());
    thread::scope(|scope| {
        for _ in 0..jobs.min(files.len()) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    progress.set_message(file.display().to_string());
                    let report = file::run(file, options.filter.as_deref());
                    if let Ok(mut reports) = reports.lock() {
                        reports.push(report);
                    }
                    progress.inc(1);
                }
            });
        }
    });
    progress.finish_and_clear();
    let mut reports = reports.into_inner().unwrap_or_default();
    let place = |report: &FileReport| files.iter().position(|file| *file == report.file);
    reports.sort_by_key(place);
    reports
}

/// A bar on a terminal, nothing elsewhere.
fn progress(files: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A line for each test; for those that failed the error and what they printed.
fn describe(report: &FileReport, colour: bool) -> String {
    let mut text = String::new();
    if report.cases.is_empty() {
        return text;
    }
    let _ = writeln!(text, "{}", report.file.display());
    for case in &report.cases {
        let word = match (&case.failure, colour) {
            (None, false) => "ok  ",
            (None, true) => "\x1b[32mok\x1b[0m  ",
            (Some(_), false) => "FAIL",
            (Some(_), true) => "\x1b[31mFAIL\x1b[0m",
        };
        let _ = writeln!(text, "  {word}  {}", case.name);
        if let Some(failure) = &case.failure {
            indented(&mut text, if colour { &failure.coloured } else { &failure.report });
            if !case.output.is_empty() {
                indented(&mut text, &format!("printed:\n{}", case.output));
            }
        }
    }
    text.push('\n');
    text
}

fn indented(text: &mut String, block: &str) {
    for line in block.trim_end().lines() {
        let _ = writeln!(text, "{}", format!("        {line}").trim_end());
    }
}

fn summary(tests: usize, files: usize, failed: usize) -> String {
    if tests == 0 {
        return "no tests found".to_owned();
    }
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} in {}: {} passed, {failed} failed",
        count(tests, "test"),
        count(files, "file"),
        tests - failed
    )
}
