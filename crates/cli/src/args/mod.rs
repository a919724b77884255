//! The command line: what can be asked for. Nothing is done here. One file for each command.
//!
//! Invariant: `oxbow FILE ARGS` means `oxbow run FILE ARGS`; whatever stands behind FILE belongs to the script. `oxbow` alone, on a terminal, means
//! `oxbow repl`.

mod check;
mod dump;
mod fmt;
mod gc;
mod program;
mod repl;
mod run;
mod shell;
mod test;

pub(crate) use check::Check;
pub(crate) use dump::{Dump, Stage};
pub(crate) use fmt::Fmt;
pub(crate) use gc::Gc;
pub(crate) use program::split;
pub(crate) use repl::Repl;
pub(crate) use run::{LogFormat, Run, SnapshotFile};
pub(crate) use shell::{Completions, Man};
pub(crate) use test::Test;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::io::{self, IsTerminal};

/// Runs Oxbow scripts and shows what their memory does.
#[derive(Debug, Parser)]
#[command(
    name = "oxbow",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    override_usage = "oxbow [OPTIONS] <FILE> [ARGS]...\n       oxbow <COMMAND>",
    after_help = "Examples:
  oxbow hello.ox                    run a script
  oxbow run --gc-log hello.ox       and see what the collector does
  oxbow gc hello.ox                 report the cycles it made
  oxbow                             try things out, on a terminal
  oxbow check .                     find mistakes in every script below this folder
  oxbow fmt .                       put them into the standard layout
  oxbow test                        run the tests in *_test.ox
  oxbow help fmt                    more about a command

Exit status: 0 if all went well, 1 if the script was refused or ended with an error, 2 for wrong usage."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Option<Run>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set; everywhere if `CLICOLOR_FORCE` is
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl Cli {
    /// What the process was asked for; ends it with a message if that is nonsense.
    pub(crate) fn command_or_exit() -> (Command, Colour) {
        let alone = std::env::args_os().len() == 1;
        if alone && io::stdin().is_terminal() && io::stdout().is_terminal() {
            return (Command::Repl(Repl {}), Colour::Auto);
        }
        let Cli { command, run, color } = Cli::parse();
        let command = match (command, run) {
            (Some(Command::Run(run)), _) | (None, Some(run)) => {
                program::check(&run.script).map(|()| Command::Run(run))
            }
            (Some(Command::Gc(gc)), _) => program::check(&gc.script).map(|()| Command::Gc(gc)),
            (Some(command), _) => Ok(command),
            (None, None) => Err(Cli::command().error(ErrorKind::MissingRequiredArgument, "no script given")),
        };
        (command.unwrap_or_else(|error| error.exit()), color)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a script
    #[command(override_usage = "oxbow run [OPTIONS] <FILE> [ARGS]...")]
    Run(Run),
    /// Evaluate inputs one after the other
    Repl(Repl),
    /// Run a script and report which cycles the collector had to free, and where they were made
    ///
    /// The report goes to stdout; what the script prints goes to stderr.
    #[command(override_usage = "oxbow gc [OPTIONS] <FILE> [ARGS]...")]
    Gc(Gc),
    /// Find mistakes without running anything
    Check(Check),
    /// Put source files into the standard layout
    Fmt(Fmt),
    /// Run the tests of test files
    Test(Test),
    /// Print a stage of the pipeline for a script, without running it
    Dump(Dump),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print a manual page
    Man(Man),
}
