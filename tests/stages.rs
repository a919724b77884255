//! The stages of the pipeline, for the scripts in `tests/scripts/ok/stages`: tokens, tree and bytecode. A wrong output elsewhere is found at
//! the first stage that changed.

use oxbow_interp::{Error, stages};
use oxbow_testkit::{Script, check_snapshot, scripts, suite};
use std::process::ExitCode;

fn main() -> ExitCode {
    suite(&[(check, scripts("ok/stages"))])
}

fn check(script: &Script) {
    type Stage = fn(&str, &str) -> Result<String, Error>;
    let all: [(&str, Stage); 3] =
        [("tokens", stages::tokens), ("ast", stages::ast), ("bytecode", stages::bytecode)];
    for (stage, print) in all {
        match print(&script.path, &script.source) {
            Ok(text) => check_snapshot(stage, &script.name, &text),
            Err(error) => panic!("{stage} of {}:\n{}", script.path, error.render(false)),
        }
    }
}
