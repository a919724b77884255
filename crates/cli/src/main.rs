//! The `oxbow` program: runs scripts and shows what their memory does.
//!
//! Invariant: stdout belongs to the script (to the report in `oxbow gc`, whose script writes to stderr), stderr to diagnostics; stdout is flushed before anything goes to stderr. The exit status is 0, 1 for
//! a script that was refused or ended with an error, 2 for wrong usage.

mod args;
mod check;
mod dump;
mod fmt;
mod gc;
mod repl;
mod report;
mod run;
mod shell;
mod sources;
mod streams;
mod test;

use args::{Cli, Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (command, colour) = Cli::command_or_exit();
    streams::set_colour(colour);
    match command {
        Command::Run(options) => run::run(&options),
        Command::Gc(options) => gc::gc(&options),
        Command::Check(options) => check::check(&options),
        Command::Fmt(options) => fmt::fmt(&options),
        Command::Test(options) => test::test(&options),
        Command::Repl(_) => repl::repl(),
        Command::Dump(options) => dump::dump(&options),
        Command::Completions(options) => shell::completions(&options),
        Command::Man(options) => shell::man(&options),
    }
}
