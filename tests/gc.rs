//! Every script in `tests/scripts/gc` prints what its snapshot says, and its collections find and free what `snapshots/gc` says. Scripts in
//! `gc/large` make so many that only their output is compared.

use oxbow_testkit::{End, Script, Settings, check_snapshot, run, scripts, suite};
use std::process::ExitCode;

fn main() -> ExitCode {
    suite(&[(check, scripts("gc"))])
}

fn check(script: &Script) {
    let is_large = script.name.starts_with("gc/large/");
    let outcome = run(script, Settings { collections: !is_large, ..Settings::default() });
    assert_eq!(
        outcome.end,
        End::Finished,
        "{} must end normally; it printed:\n{}",
        script.path,
        outcome.stdout
    );
    check_snapshot("output", &script.name, &outcome.stdout);
    if !is_large {
        check_snapshot("gc", &script.name, &format!("{}{}", outcome.stderr, outcome.collections));
    }
    assert_eq!(outcome.left_behind, 0, "{} left objects behind", script.path);
}
