//! The process's output streams.
//!
//! Invariant: a reader that went away (`oxbow run x | head -1`) ends the program quietly, with the status a shell expects of it; it is not an
//! error to report.

use oxbow_interp::Error;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stderr, Stdout, Write};
use std::process::{ExitCode, exit};

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

/// Writes to standard error.
pub(crate) fn tell(text: &str) {
    let _ = errors().write_all(text.as_bytes());
}

/// Writes a diagnostic, in colour on a terminal, and gives the exit status of a failed script.
pub(crate) fn report(error: &Error) -> ExitCode {
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let _ = errors().write_all(error.render(colour).as_bytes());
    ExitCode::from(1)
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
