//! Every script in `tests/scripts/gc` prints what its snapshot says, and makes the collections its log says. Scripts in `gc/large` make so many
//! that only their output is compared.

use oxbow_testkit::{End, Script, Settings, check_snapshot, run, scripts, suite};
use std::process::ExitCode;

fn main() -> ExitCode {
    suite(&[(check, scripts("gc"))])
}

fn check(script: &Script) {
    let is_large = script.name.starts_with("gc/large/");
    let outcome = run(script, Settings { log: !is_large, ..Settings::default() });
    assert_eq!(
        outcome.end,
        End::Finished,
        "{} must end normally; it printed:\n{}",
        script.path,
        outcome.stdout
    );
    check_snapshot("output", &script.name, &outcome.stdout);
    if !is_large {
        check_snapshot("gc", &script.name, &format!("{}{}", outcome.stderr, without_sizes(&outcome.log)));
    }
    assert_eq!(outcome.left_behind, 0, "{} left objects behind", script.path);
}

/// How many bytes an object takes is not what these logs are about: `freed: 2 objects, 96 bytes (2 Node)` -> `freed: 2 objects (2 Node)`.
fn without_sizes(log: &str) -> String {
    let shorten = |line: &str| match line.split_once("freed: ") {
        Some((head, tail)) => {
            let (count, rest) = tail.split_once(", ").unwrap_or((tail, ""));
            let types = rest.find('(').map_or("", |at| &rest[at..]);
            format!("{head}freed: {count} {types}\n")
        }
        None => format!("{line}\n"),
    };
    log.lines().map(shorten).collect()
}
