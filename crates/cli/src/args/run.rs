//! `oxbow run`: what can be asked for.

use super::Cli;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use std::path::Path;

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
    pub(super) fn check(self) -> Result<Self, clap::Error> {
        match &self.script[0] {
            flag if flag.starts_with('-') && flag.len() > 1 => {
                let message = format!("unexpected argument '{flag}' found");
                Err(Cli::command().error(ErrorKind::UnknownArgument, message))
            }
            _ => Ok(self),
        }
    }
}
