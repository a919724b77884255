//! `oxbow dump`: a stage of the pipeline as text.

use crate::args::{Dump, Stage};
use crate::streams;
use oxbow_interp::stages;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

/// Largest source file, in bytes: the interpreter's own limit.
const MAX_SOURCE: u64 = 100 << 20;

/// Prints a stage and gives the exit status.
pub(crate) fn dump(options: &Dump) -> ExitCode {
    let name = options.file.display().to_string();
    let source = match read(&options.file) {
        Ok(source) => source,
        Err(error) => {
            streams::tell(&format!("error: cannot read {name}: {error}\n"));
            return ExitCode::from(1);
        }
    };
    let print = match options.stage {
        Stage::Tokens => stages::tokens,
        Stage::Ast => stages::ast,
        Stage::Bytecode => stages::bytecode,
    };
    match print(&name, &source) {
        Ok(text) => match streams::print(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                streams::tell(&format!("error: cannot write the output: {error}\n"));
                ExitCode::from(1)
            }
        },
        Err(error) => streams::report(&error),
    }
}

fn read(path: &Path) -> io::Result<String> {
    let size = fs::metadata(path)?.len();
    if size > MAX_SOURCE {
        return Err(io::Error::other(format!(
            "{size} bytes, but a source file may have at most {MAX_SOURCE}"
        )));
    }
    fs::read_to_string(path)
}
