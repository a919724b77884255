//! The command line: what can be asked for. Nothing is done here.
//!
//! Invariant: `oxbow FILE ARGS` means `oxbow run FILE ARGS`; whatever stands behind FILE belongs to the script.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

/// Runs Oxbow scripts and shows what their memory does.
#[derive(Debug, Parser)]
#[command(
    name = "oxbow",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    override_usage = "oxbow [OPTIONS] <FILE> [ARGS]...\n       oxbow <COMMAND>",
    after_help = "Exit status: 0 if all went well, 1 if the script was refused or ended with an error, 2 for wrong usage."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Option<Run>,
}

impl Cli {
    /// What the process was asked for; ends it with a message if that is nonsense.
    pub(crate) fn command_or_exit() -> Command {
        let Cli { command, run } = Cli::parse();
        let command = match (command, run) {
            (Some(Command::Run(run)), _) | (None, Some(run)) => run.check().map(Command::Run),
            (Some(command), _) => Ok(command),
            (None, None) => Err(Cli::command().error(ErrorKind::MissingRequiredArgument, "no script given")),
        };
        command.unwrap_or_else(|error| error.exit())
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a script
    #[command(override_usage = "oxbow run [OPTIONS] <FILE> [ARGS]...")]
    Run(Run),
    /// Print a stage of the pipeline for a script, without running it
    Dump(Dump),
}

#[derive(Args, Debug)]
pub(crate) struct Run {
    /// Write what the collector does to stderr, a line for each phase
    #[arg(long)]
    pub(crate) gc_log: bool,
    /// Write the heap's totals to stderr when the script has ended
    #[arg(long)]
    pub(crate) gc_stats: bool,
    /// Collect automatically after N allocations of containers (default: adapts itself)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) gc_threshold: Option<u32>,
    /// Collect at every opportunity: slow, for finding bugs
    #[arg(long)]
    pub(crate) gc_stress: bool,
    /// The script, then its arguments (`env.get_args()`)
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE [ARGS]")]
    script: Vec<String>,
}

impl Run {
    /// The script's file.
    pub(crate) fn file(&self) -> &Path {
        Path::new(&self.script[0])
    }

    /// The script's arguments.
    pub(crate) fn args(&self) -> &[String] {
        &self.script[1..]
    }

    /// Flags behind FILE are the script's; before it, an unknown one is a mistake.
    fn check(self) -> Result<Self, clap::Error> {
        match &self.script[0] {
            flag if flag.starts_with('-') && flag.len() > 1 => {
                let message = format!("unexpected argument '{flag}' found");
                Err(Cli::command().error(ErrorKind::UnknownArgument, message))
            }
            _ => Ok(self),
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Dump {
    /// What to print
    pub(crate) stage: Stage,
    /// The script
    pub(crate) file: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Stage {
    /// What the lexer makes of the text
    Tokens,
    /// The syntax tree
    Ast,
    /// The instructions of the register machine
    Bytecode,
}
