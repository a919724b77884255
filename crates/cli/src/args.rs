//! The command line: what can be asked for. Nothing is done here.
//!
//! Invariant: `oxbow FILE ARGS` means `oxbow run FILE ARGS`; whatever stands behind FILE belongs to the script.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Runs Oxbow scripts and shows what their memory does.
#[derive(Debug, Parser)]
#[command(
    name = "oxbow",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "Exit status: 0 if all went well, 1 if the script was refused or ended with an error, 2 for wrong usage."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) run: Option<Run>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a script
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
    /// The script
    #[arg(required = true)]
    pub(crate) file: PathBuf,
    /// Arguments of the script (`env.get_args()`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
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
