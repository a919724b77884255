//! All scripts that end normally, with a collection at every safe point: they print the same as without. Scripts that print collection figures
//! (`// stress: figures differ`) only have to end normally. The large ones would take too long.

use oxbow_testkit::{End, Script, Settings, check_snapshot, run, scripts, suite};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut gc = scripts("gc");
    gc.retain(|script| !script.name.starts_with("gc/large/"));
    suite(&[(check, scripts("ok")), (check, gc)])
}

fn check(script: &Script) {
    let outcome = run(script, Settings { stress: true, ..Settings::default() });
    assert_eq!(
        outcome.end,
        End::Finished,
        "{} must end normally; it printed:\n{}",
        script.path,
        outcome.stdout
    );
    if !script.figures_differ_under_stress() {
        check_snapshot("output", &script.name, &outcome.stdout);
    }
    assert_eq!(outcome.left_behind, 0, "{} left objects behind", script.path);
}
