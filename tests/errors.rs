//! Every script in `tests/scripts/err` fails as its first line says: refused before anything runs, or by an error it does not catch. The report
//! is compared with its snapshot; what was printed before the error as well, where there is something.

use oxbow_testkit::{
    End, Expectation, Outcome, Script, Settings, check_snapshot, run, scripts, snapshot_exists, suite,
};
use std::process::ExitCode;

fn main() -> ExitCode {
    suite(&[(check, scripts("err"))])
}

fn check(script: &Script) {
    let outcome = run(script, Settings::default());
    let report = report(script, &outcome);
    check_snapshot("error", &script.name, &format!("{}{report}", outcome.stderr));
    if !outcome.stdout.is_empty() || snapshot_exists("output", &script.name) {
        check_snapshot("output", &script.name, &outcome.stdout);
    }
    assert_eq!(outcome.left_behind, 0, "{} left objects behind", script.path);
}

/// The diagnostic, after checking that the script failed in the promised way.
fn report<'a>(script: &Script, outcome: &'a Outcome) -> &'a str {
    let (report, fragment) = match (script.expectation(), &outcome.end) {
        (Expectation::Fails(fragment), End::Failed(report) | End::Rejected(report)) => (report, fragment),
        (Expectation::Rejected(fragment), End::Rejected(report)) => {
            assert_eq!(outcome.stdout, "", "{}: a refused program prints nothing", script.path);
            (report, fragment)
        }
        (expected, end) => panic!("{}: expected {expected:?}, got {end:?}", script.path),
    };
    assert!(report.contains(&fragment), "{}: the report lacks {fragment:?}:\n{report}", script.path);
    report
}
