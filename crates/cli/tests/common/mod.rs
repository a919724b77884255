//! The program from outside, run in the repository's root.

use oxbow_testkit::root;
use std::io::Write;
use std::process::{Command, Stdio};

/// Exit status, stdout and stderr.
pub(crate) type Ended = (Option<i32>, String, String);

/// The program, without the variables that change what it does.
pub(crate) fn oxbow(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oxbow"));
    command.args(args).current_dir(root()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs a command with this text as its stdin.
pub(crate) fn run(command: &mut Command, input: &str) -> Ended {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A program that ends early does not read all of it.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("an end");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// All that a run shows, for a snapshot.
pub(crate) fn shown((status, stdout, stderr): &Ended) -> String {
    let status = status.map_or("none".to_owned(), |status| status.to_string());
    format!("exit status: {status}\n--- stdout\n{stdout}--- stderr\n{stderr}")
}
