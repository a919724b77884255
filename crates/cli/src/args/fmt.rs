//! `oxbow fmt`: what can be asked for.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  oxbow fmt main.ox           rewrite a file
  oxbow fmt src tests         rewrite every .ox and .naab file below two folders
  oxbow fmt < in.ox           from stdin to stdout, for editors
  oxbow fmt --check .         name the files that are not formatted
  oxbow fmt --diff main.ox    show what would change

Comments and empty lines (one in a row) stay; the meaning of a program never changes.

Exit status: 0 if all went well, 1 if a file does not parse or (with --check) is not formatted, 2 for wrong usage.")]
pub(crate) struct Fmt {
    /// Write nothing; name the files that would change, and end with status 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub(crate) diff: bool,
    /// Files, and folders to search for .ox and .naab files; `-` or nothing for stdin
    #[arg(value_name = "FILE|FOLDER|-")]
    pub(crate) paths: Vec<PathBuf>,
}
