//! A script and its arguments: the last part of several commands' lines.
//!
//! Each command declares the argument itself (`script`), since a group inside a group would not count as given; what it means is here.

use super::Cli;
use clap::CommandFactory;
use clap::error::ErrorKind;
use std::path::Path;

/// The script's file and its arguments.
pub(crate) fn split(script: &[String]) -> (&Path, &[String]) {
    match script {
        [file, args @ ..] => (Path::new(file), args),
        [] => (Path::new(""), &[]),
    }
}

/// Flags behind FILE are the script's; before it, an unknown one is a mistake.
pub(super) fn check(script: &[String]) -> Result<(), clap::Error> {
    match script.first() {
        Some(flag) if flag.starts_with('-') && flag.len() > 1 => {
            let message = format!("unexpected argument '{flag}' found");
            Err(Cli::command().error(ErrorKind::UnknownArgument, message))
        }
        _ => Ok(()),
    }
}
