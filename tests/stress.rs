//! All scripts that end normally, with the collector and the memory limit turned to their extremes: they print the same as without.
//!
//! - `full`: a full collection at every safe point;
//! - `young`: a young collection whenever a container was allocated and there is a candidate;
//! - `memory`: the least memory that a script needs is searched for; with it the script prints the same, with less it ends with the memory error.
//!
//! Scripts that print collection figures (`// stress: figures differ`) only have to end normally. The large ones would take too long.

use oxbow_testkit::{End, Outcome, Script, Settings, check_snapshot, run, scripts, suite};
use std::process::ExitCode;

/// Scripts do not need more memory than this.
const ENOUGH: usize = 64 << 20;
/// Where the search for the least memory ends.
const PRECISION: usize = 16 << 10;

fn main() -> ExitCode {
    let mut gc = scripts("gc");
    gc.retain(|script| !script.name.starts_with("gc/large/"));
    let kinds = |scripts: Vec<Script>, kind: &str| -> Vec<Script> {
        scripts
            .into_iter()
            .map(|script| Script { name: format!("{kind}/{}", script.name), ..script })
            .collect()
    };
    suite(&[
        (full, kinds(scripts("ok"), "full")),
        (full, kinds(gc.clone(), "full")),
        (young, kinds(scripts("ok"), "young")),
        (young, kinds(gc.clone(), "young")),
        (memory, kinds(scripts("ok/programs"), "memory")),
        (memory, kinds(gc, "memory")),
    ])
}

fn full(script: &Script) {
    same(script, Settings { stress: true, ..Settings::default() });
}

fn young(script: &Script) {
    same(script, Settings { threshold: Some(1), ..Settings::default() });
}

fn same(script: &Script, settings: Settings) {
    let outcome = run(script, settings);
    assert_eq!(
        outcome.end,
        End::Finished,
        "{} must end normally; it printed:\n{}",
        script.path,
        outcome.stdout
    );
    if !script.figures_differ_under_stress() {
        let (_, name) = script.name.split_once('/').unwrap_or_default();
        check_snapshot("output", name, &outcome.stdout);
    }
    assert_eq!(outcome.left_behind, 0, "{} left objects behind", script.path);
}

/// Halves the distance between too little and enough until they are neighbours; every run on the way ends in one of the two ways.
fn memory(script: &Script) {
    let free = run(script, Settings::default());
    let (mut little, mut enough) = (0, ENOUGH);
    assert!(is_enough(script, &free, enough), "{} needs more than {ENOUGH} bytes", script.path);
    while enough - little > PRECISION {
        let middle = little + (enough - little) / 2;
        if is_enough(script, &free, middle) { enough = middle } else { little = middle }
    }
}

/// Whether the script did the same as without limit. Otherwise it met the documented error, and either ended with it or caught it.
fn is_enough(script: &Script, free: &Outcome, bytes: usize) -> bool {
    let limited = run(script, Settings { memory: Some(bytes), ..Settings::default() });
    assert_eq!(limited.left_behind, 0, "{} left objects behind with {bytes} bytes", script.path);
    match &limited.end {
        End::Finished if script.figures_differ_under_stress() || limited.stdout == free.stdout => true,
        End::Finished => {
            let caught = script.source.contains("catch") || script.source.contains(".drop(");
            assert!(caught, "{} prints something else with {bytes} bytes:\n{}", script.path, limited.stdout);
            false
        }
        End::Failed(report) => {
            // In a finalizer it is reported beside the script, which then may miss what the finalizer does.
            let met = report.contains("MemoryError") || limited.stderr.contains("Memory error");
            assert!(met, "{} with {bytes} bytes:\n{report}", script.path);
            false
        }
        End::Rejected(report) => panic!("{} with {bytes} bytes:\n{report}", script.path),
    }
}
