//! A suite: one test for each script, so that a failure names its script and `cargo test --test output closures` runs a few.
//!
//! Invariant: the tests of a suite are independent and run in any order, in parallel.

use crate::Script;
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// What is checked about a script; a panic fails the test.
pub type Check = fn(&Script);

/// Runs checks over scripts as a test binary's `main`.
pub fn suite(parts: &[(Check, Vec<Script>)]) -> ExitCode {
    let mut trials = Vec::new();
    for (check, scripts) in parts {
        for script in scripts {
            let (check, script) = (*check, script.clone());
            trials.push(Trial::test(script.name.clone(), move || {
                check(&script);
                Ok(())
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
