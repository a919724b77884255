//! `oxbow check`: what can be asked for.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  oxbow check main.ox             one file
  oxbow check src                 every .ox and .naab file below a folder
  oxbow check --json . | jq .     a JSON object on each line: file, line, column, severity, rule, message
  oxbow check --deny-warnings .   for continuous integration

A name that begins with `_` is never reported as unused.

Exit status: 0 if there are no errors, 1 if there are (with --deny-warnings: or warnings), 2 for wrong usage.")]
pub(crate) struct Check {
    /// Write a JSON object for each finding to stdout, instead of reports to stderr
    #[arg(long)]
    pub(crate) json: bool,
    /// End with status 1 if there are warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Files, and folders to search for .ox and .naab files
    #[arg(required = true, value_name = "FILE|FOLDER")]
    pub(crate) paths: Vec<PathBuf>,
}
