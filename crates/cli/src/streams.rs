//! The process's output streams.
//!
//! Invariant: a reader that went away (`oxbow run x | head -1`) ends the program quietly, with the status a shell expects of it; it is not an
//! error to report.

use crate::args::Colour;
use oxbow_interp::Error;
use std::env;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stderr, Stdout, Write};
use std::path::Path;
use std::process::{ExitCode, exit};
use std::sync::OnceLock;

/// What the command line says about colours.
static COLOUR: OnceLock<Colour> = OnceLock::new();

/// Exit status after the reader of stdout went away: 128 + SIGPIPE, as a program that the signal ended.
const BROKEN_PIPE: i32 = 141;

/// Standard output: by lines on a terminal, in blocks otherwise.
pub(crate) fn output() -> Box<dyn Write> {
    if io::stdout().is_terminal() {
        Box::new(Guarded(io::stdout()))
    } else {
        Box::new(Guarded(BufWriter::with_capacity(1 << 16, io::stdout())))
    }
}

/// Standard error. Reports that nobody can read are dropped.
pub(crate) fn errors() -> Stderr {
    io::stderr()
}

/// Fixes when colours are used; the first call counts.
pub(crate) fn set_colour(colour: Colour) {
    COLOUR.get_or_init(|| colour);
}

/// Whether text for this stream is coloured: as the command line says; else as `NO_COLOR` and `CLICOLOR_FORCE` say; else on a terminal.
fn colours(stream: &impl IsTerminal) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    match COLOUR.get().copied().unwrap_or_default() {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if is_set("NO_COLOR") => false,
        Colour::Auto if is_set("CLICOLOR_FORCE") && env::var_os("CLICOLOR_FORCE") != Some("0".into()) => true,
        Colour::Auto => stream.is_terminal(),
    }
}

/// Whether diagnostics are coloured.
pub(crate) fn colours_errors() -> bool {
    colours(&io::stderr())
}

/// Whether what goes to stdout is coloured.
pub(crate) fn colours_output() -> bool {
    colours(&io::stdout())
}

/// Writes a diagnostic and gives the exit status of a failed script.
pub(crate) fn report(error: &Error) -> ExitCode {
    print_errors(&error.render(colours_errors()));
    ExitCode::from(1)
}

/// Writes a message of the program itself, and gives the exit status of a failure.
pub(crate) fn fail(message: &str) -> ExitCode {
    print_errors(&format!("error: {message}\n"));
    ExitCode::from(1)
}

/// Writes text to stderr. What nobody can read is dropped.
pub(crate) fn print_errors(text: &str) {
    let _ = errors().write_all(text.as_bytes());
}

/// Ends the process when the other end of the stream has gone.
struct Guarded<W: Write>(W);

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(quit_on_broken_pipe)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(quit_on_broken_pipe)
    }
}

fn quit_on_broken_pipe(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::BrokenPipe {
        exit(BROKEN_PIPE);
    }
    error
}

/// Prints text that is not a script's output.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out: Guarded<Stdout> = Guarded(io::stdout());
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Says that a file could not be written, and gives the exit status.
pub(crate) fn failed_to_write(path: &Path, error: &io::Error) -> ExitCode {
    fail(&format!("cannot write {}: {error}", path.display()))
}

/// A unified diff, its lines coloured if stdout is.
pub(crate) fn coloured_diff(diff: &str) -> String {
    if !colours_output() {
        return diff.to_owned();
    }
    let paint = |line: &str| match line.bytes().next() {
        Some(b'+') => format!("\x1b[32m{line}\x1b[0m\n"),
        Some(b'-') => format!("\x1b[31m{line}\x1b[0m\n"),
        Some(b'@') => format!("\x1b[36m{line}\x1b[0m\n"),
        _ => format!("{line}\n"),
    };
    diff.lines().map(paint).collect()
}
