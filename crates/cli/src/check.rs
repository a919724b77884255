//! `oxbow check`: what is wrong with programs, without running them.

use crate::args::Check;
use crate::{sources, streams, test};
use oxbow_interp::Engine;
use oxbow_interp::tools::check::{Finding, Severity};
use serde_json::json;
use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Checks files and gives the exit status.
pub(crate) fn check(options: &Check) -> ExitCode {
    let files = match sources::find(&options.paths, |_| true) {
        Ok(files) => files,
        Err(message) => return streams::fail(&message),
    };
    let engine = Engine::new();
    let mut test_engine = Engine::new();
    test::register_asserts(&mut test_engine);
    let engine_for = |file: &Path| if test::is_test_file(file) { &test_engine } else { &engine };
    let colour = streams::colours_errors();
    // A file that several others import is reported once.
    let mut seen = HashSet::new();
    let (mut text, mut errors, mut warnings) = (String::new(), 0, 0);
    for finding in files.iter().flat_map(|file| engine_for(file).check_file(file)) {
        if !seen.insert(finding.render(false)) {
            continue;
        }
        match finding.severity() {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
        if options.json {
            let _ = writeln!(text, "{}", as_json(&finding));
        } else {
            let _ = writeln!(text, "{}", finding.render(colour));
        }
    }
    let written = if options.json {
        streams::print(&text)
    } else {
        let _ = writeln!(text, "{}", summary(files.len(), errors, warnings));
        streams::print_errors(&text);
        Ok(())
    };
    match written {
        Err(error) => streams::fail(&format!("cannot write the output: {error}")),
        Ok(()) if errors > 0 || (options.deny_warnings && warnings > 0) => ExitCode::from(1),
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn summary(files: usize, errors: usize, warnings: usize) -> String {
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!("{} checked: {}, {}", count(files, "file"), count(errors, "error"), count(warnings, "warning"))
}

fn as_json(finding: &Finding) -> serde_json::Value {
    let place = finding.place();
    json!({
        "file": place.as_ref().map(|place| &place.file),
        "line": place.as_ref().map(|place| place.line),
        "column": place.as_ref().map(|place| place.column),
        "start": place.as_ref().map(|place| place.span.start),
        "end": place.as_ref().map(|place| place.span.end),
        "severity": finding.severity().name(),
        "rule": finding.rule(),
        "message": finding.message(),
        "hints": finding.hints(),
    })
}
