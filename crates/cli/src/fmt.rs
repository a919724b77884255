//! `oxbow fmt`: programs in the standard layout.
//!
//! Invariant: a file is written only if its text changes, and then through a new file that takes its place, so that no failure leaves half of it.

use crate::args::Fmt;
use crate::{sources, streams};
use oxbow_interp::tools::format::format;
use similar::TextDiff;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Formats files, or stdin, and gives the exit status.
pub(crate) fn fmt(options: &Fmt) -> ExitCode {
    if options.paths.is_empty() || options.paths == [PathBuf::from("-")] {
        return stdin(options);
    }
    let files = match sources::find(&options.paths, |_| true) {
        Ok(files) => files,
        Err(message) => return streams::fail(&message),
    };
    let mut failed = false;
    for file in &files {
        failed |= !format_file(options, file);
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Gives whether all is well with the file.
fn format_file(options: &Fmt, file: &Path) -> bool {
    let name = file.display().to_string();
    let text = match sources::read(file) {
        Ok(text) => text,
        Err(error) => {
            streams::fail(&format!("cannot read {name}: {error}"));
            return false;
        }
    };
    let formatted = match format(&name, &text) {
        Ok(formatted) => formatted,
        Err(error) => {
            streams::report(&error);
            return false;
        }
    };
    if formatted == text {
        return true;
    }
    if !options.check && !options.diff {
        return match replace(file, &formatted) {
            Ok(()) => true,
            Err(error) => {
                streams::fail(&format!("cannot write {name}: {error}"));
                false
            }
        };
    }
    show(options, &name, &text, &formatted)
}

fn stdin(options: &Fmt) -> ExitCode {
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        return streams::fail(&format!("cannot read stdin: {error}"));
    }
    let formatted = match format("<stdin>", &text) {
        Ok(formatted) => formatted,
        Err(error) => return streams::report(&error),
    };
    let well = if options.check || options.diff {
        formatted == text || show(options, "<stdin>", &text, &formatted)
    } else {
        streams::print(&formatted).is_ok()
    };
    if well { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// Shows that, or how, a file would change.
fn show(options: &Fmt, name: &str, text: &str, formatted: &str) -> bool {
    let shown = if options.diff {
        let diff = TextDiff::from_lines(text, formatted);
        streams::coloured_diff(&diff.unified_diff().header(name, &format!("{name} (formatted)")).to_string())
    } else {
        format!("{name}\n")
    };
    streams::print(&shown).is_ok() && !options.check
}

/// Gives a file a new text at once, keeping its permissions.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let file = fs::canonicalize(file)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(fs::metadata(&file)?.permissions())?;
    new.persist(&file)?;
    Ok(())
}
