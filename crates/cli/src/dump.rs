//! `oxbow dump`: a stage of the pipeline as text.

use crate::args::{Dump, Stage};
use crate::{sources, streams};
use oxbow_interp::stages;
use std::process::ExitCode;

/// Prints a stage and gives the exit status.
pub(crate) fn dump(options: &Dump) -> ExitCode {
    let name = options.file.display().to_string();
    let source = match sources::read(&options.file) {
        Ok(source) => source,
        Err(error) => return streams::fail(&format!("cannot read {name}: {error}")),
    };
    let print = match options.stage {
        Stage::Tokens => stages::tokens,
        Stage::Ast => stages::ast,
        Stage::Bytecode => stages::bytecode,
    };
    match print(&name, &source) {
        Ok(text) => match streams::print(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => streams::fail(&format!("cannot write the output: {error}")),
        },
        Err(error) => streams::report(&error),
    }
}
