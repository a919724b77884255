//! `oxbow completions` and `oxbow man`: what shells and manual readers need, made from the argument parser.

use crate::args::{Cli, Completions, Man};
use crate::streams;
use clap::CommandFactory;
use std::process::ExitCode;

/// Prints a completion script and gives the exit status.
pub(crate) fn completions(options: &Completions) -> ExitCode {
    let mut script = vec![];
    clap_complete::generate(options.shell, &mut Cli::command(), "oxbow", &mut script);
    print(&script)
}

/// Prints a manual page and gives the exit status.
pub(crate) fn man(options: &Man) -> ExitCode {
    let mut command = Cli::command();
    command.build();
    if let Some(name) = &options.command {
        let Some(found) = command.find_subcommand(name) else {
            let message = format!("there is no command '{name}'");
            command.error(clap::error::ErrorKind::InvalidValue, message).exit()
        };
        command = found.clone();
    }
    let mut page = vec![];
    match clap_mangen::Man::new(command).render(&mut page) {
        Ok(()) => print(&page),
        Err(error) => streams::fail(&format!("cannot make the page: {error}")),
    }
}

fn print(text: &[u8]) -> ExitCode {
    match streams::print(&String::from_utf8_lossy(text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => streams::fail(&format!("cannot write the output: {error}")),
    }
}
