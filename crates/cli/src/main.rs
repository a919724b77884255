//! The `oxbow` program: runs scripts and shows what their memory does.
//!
//! Invariant: stdout belongs to the script, stderr to diagnostics; stdout is flushed before anything goes to stderr. The exit status is 0, 1 for
//! a script that was refused or ended with an error, 2 for wrong usage.

mod args;
mod dump;
mod report;
mod run;
mod streams;

use args::{Cli, Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::command_or_exit() {
        Command::Run(options) => run::run(&options),
        Command::Dump(options) => dump::dump(&options),
    }
}
