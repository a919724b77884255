//! Every script in `tests/scripts/ok` ends normally and prints what its snapshot says.

use oxbow_testkit::{End, Script, Settings, check_snapshot, run, scripts, suite};
use std::process::ExitCode;

fn main() -> ExitCode {
    suite(&[(check, scripts("ok"))])
}

fn check(script: &Script) {
    let outcome = run(script, Settings::default());
    assert_eq!(
        outcome.end,
        End::Finished,
        "{} must end normally; it printed:\n{}",
        script.path,
        outcome.stdout
    );
    check_snapshot("output", &script.name, &outcome.stdout);
    assert_eq!(outcome.left_behind, 0, "{} left objects behind", script.path);
}
