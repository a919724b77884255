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
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match (cli.command, cli.run) {
        (Some(Command::Run(run)), _) | (None, Some(run)) => run::run(&run),
        (Some(Command::Dump(dump)), _) => dump::dump(&dump),
        (None, None) => unreachable!("clap shows the help when nothing is asked for"),
    }
}
