//! One hostile input, and how the program must end.
//!
//! Invariant: the program gets limits from the operating system, so that a case that does not end fails instead of hanging the suite.

use std::ffi::OsString;
use std::fs;
use std::process::{Command, Output, Stdio};

/// Processor seconds: the promise is one; a build without optimisation gets more.
const SECONDS: u32 = if cfg!(debug_assertions) { 4 } else { 1 };
/// Native stack in KiB.
const STACK: u32 = 1024;
/// Address space in KiB.
const SPACE: u32 = 4 << 20;

/// A hostile input.
pub(crate) struct Case {
    pub(crate) name: String,
    /// Files of the folder it runs in.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) args: Vec<OsString>,
    /// Exit status.
    pub(crate) status: i32,
    /// What the diagnostic must contain.
    pub(crate) says: String,
}

impl Case {
    /// A script that is refused, or ends with an error that it does not catch.
    pub(crate) fn script(name: &str, source: impl Into<Vec<u8>>, says: &str) -> Case {
        Case::with_flags(name, &[], source, says)
    }

    /// The statements of a `main` block that end with an error.
    pub(crate) fn body(name: &str, statements: &str, says: &str) -> Case {
        Case::script(name, format!("main {{\n{statements}\n}}\n"), says)
    }

    /// A script run with flags.
    pub(crate) fn with_flags(name: &str, flags: &[&str], source: impl Into<Vec<u8>>, says: &str) -> Case {
        let args = ["run"].iter().chain(flags).chain(&["script.ox"]).map(OsString::from).collect();
        let files = vec![("script.ox".to_owned(), source.into())];
        Case { name: name.to_owned(), files, args, status: 1, says: says.to_owned() }
    }

    /// Arguments, with a harmless script called `script.ox` beside.
    pub(crate) fn arguments(name: &str, args: &[&str], status: i32, says: &str) -> Case {
        let args = args.iter().map(OsString::from).collect();
        let files = vec![("script.ox".to_owned(), b"main { print(1) }".to_vec())];
        Case { name: name.to_owned(), files, args, status, says: says.to_owned() }
    }
}

/// Runs a case; says what is wrong, if anything.
pub(crate) fn check(case: &Case) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in &case.files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    let output = command(folder.path()).args(&case.args).stdin(Stdio::null()).output().expect("a shell");
    verdict(case, &output)
}

/// The program, below a shell that limits it; arguments follow.
pub(crate) fn command(folder: &std::path::Path) -> Command {
    let limits = format!("ulimit -t {SECONDS} -s {STACK} -v {SPACE}; exec \"$0\" \"$@\"");
    let mut command = Command::new("bash");
    command.args(["-c", &limits, env!("CARGO_BIN_EXE_oxbow")]).current_dir(folder);
    command
}

fn verdict(case: &Case, output: &Output) -> Result<(), String> {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let shown: String = stderr.chars().take(600).collect();
    let fail = |what: &str| Err(format!("{}: {what} ({:?})\n{shown}", case.name, output.status));
    match output.status.code() {
        None => fail("ended by a signal"),
        Some(status) if status != case.status => fail(&format!("exit status is not {}", case.status)),
        _ if stderr.contains("panicked at") => fail("a panic"),
        _ if case.status != 0 && stderr.trim().is_empty() => fail("no diagnostic"),
        _ if !stderr.contains(&case.says) => fail(&format!("{:?} is not said", case.says)),
        // Names and patterns may be repeated, once.
        _ if stderr.len() > 256 << 10 => fail(&format!("{} bytes of diagnostics", stderr.len())),
        _ => Ok(()),
    }
}
