//! `oxbow check`, `fmt`, `test`, `completions` and `man` from outside: output, exit status, wrong usage.

mod common;

use common::{Ended, oxbow, shown};
use oxbow_testkit::{check_snapshot, root};
use std::fs;
use std::path::PathBuf;

const FIXTURES: &str = "crates/cli/tests/fixtures";

fn run(args: &[&str]) -> Ended {
    common::run(&mut oxbow(args), "")
}

fn fixture(name: &str) -> String {
    format!("{FIXTURES}/{name}")
}

fn check(name: &str, args: &[&str]) {
    check_snapshot("cli", name, &shown(&run(args)));
}

#[test]
fn check_reports_every_kind_of_mistake() {
    check("check/mistakes", &["check", &fixture("check/mistakes.ox")]);
    check("check/folder", &["check", &fixture("check")]);
    let denied = run(&["check", "--deny-warnings", &fixture("check/mistakes.ox")]);
    assert_eq!(denied.0, Some(1), "warnings count if they are denied");
}

#[test]
fn check_is_silent_about_what_may_be_right() {
    let (status, stdout, stderr) = run(&["check", "--deny-warnings", &fixture("check/clean.ox")]);
    assert_eq!(
        (status, stdout.as_str(), stderr.as_str()),
        (Some(0), "", "1 file checked: 0 errors, 0 warnings\n")
    );
}

#[test]
fn check_writes_an_object_a_line() {
    check("check/json", &["check", "--json", &fixture("check/refused.ox"), &fixture("check/mistakes.ox")]);
    let (_, stdout, _) = run(&["check", "--json", &fixture("check")]);
    for line in stdout.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(finding["message"].is_string() && finding["line"].is_number(), "{line}");
    }
}

#[test]
fn fmt_lays_out_every_construct() {
    let text = fs::read_to_string(root().join(fixture("fmt/odd.ox"))).expect("the fixture");
    let (status, formatted, stderr) = common::run(&mut oxbow(&["fmt"]), &text);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    check_snapshot("cli", "fmt/odd", &formatted);
    let again = common::run(&mut oxbow(&["fmt", "-"]), &formatted);
    assert_eq!(again.1, formatted, "what is formatted stays as it is");
}

#[test]
fn fmt_names_or_shows_what_would_change() {
    check("fmt/check", &["fmt", "--check", &fixture("fmt")]);
    check("fmt/diff", &["fmt", "--diff", &fixture("fmt/tidy.ox"), &fixture("check/clean.ox")]);
}

#[test]
fn fmt_rewrites_files_and_leaves_broken_ones_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path: PathBuf = folder.path().join(name);
        fs::write(&path, text).expect("a temporary file");
        path
    };
    let (odd, broken) = (write("odd.ox", "main{print( 1 )}"), write("broken.ox", "main { let = 1 }"));
    let (status, stdout, stderr) = run(&["fmt", &folder.path().to_string_lossy()]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("broken.ox:1:12"), "{stderr}");
    assert_eq!(fs::read_to_string(odd).expect("the file"), "main { print(1) }\n");
    assert_eq!(fs::read_to_string(broken).expect("the file"), "main { let = 1 }");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2, "nothing else is left behind");
}

#[test]
fn tests_run_and_fail_one_by_one() {
    check("test/folder", &["test", &fixture("test")]);
    check("test/filter", &["test", "--filter", "own_names", &fixture("test")]);
    let one = run(&["test", "--jobs", "1", &fixture("test")]);
    assert_eq!(
        one,
        run(&["test", "--jobs", "8", &fixture("test")]),
        "the same output from one and many threads"
    );
    assert_eq!(run(&["test", &fixture("check")]), (Some(1), "no tests found\n".into(), String::new()));
}

#[test]
fn junit_reports_name_every_test() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("report.xml");
    let (status, ..) = run(&["test", "--junit", &file.to_string_lossy(), &fixture("test")]);
    assert_eq!(status, Some(1));
    let report = fs::read_to_string(&file).expect("the report");
    for part in [
        r#"tests="7" skipped="0" failures="3""#,
        r#"<testcase name="test_own_assert""#,
        r#"<failure message="AssertionError: Assertion error: one is not two""#,
        "<system-out>looking",
    ] {
        assert!(report.contains(part), "{part} is missing in:\n{report}");
    }
}

#[test]
fn wrong_usage_exits_with_2_and_missing_files_with_1() {
    for args in [
        &["check"][..],
        &["check", "--no-such-flag", "x"],
        &["fmt", "--width", "80"],
        &["test", "--jobs", "0"],
        &["completions", "tcsh"],
        &["man", "nothing"],
        &["check", "--color", "sometimes", "x"],
        &["repl", "file.ox"],
    ] {
        let (status, stdout, stderr) = run(args);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(stderr.contains("--help") || stderr.contains("Usage"), "{args:?}: {stderr}");
    }
    for command in ["check", "fmt", "test"] {
        let (status, _, stderr) = run(&[command, "no/such/file.ox"]);
        assert_eq!(status, Some(1));
        assert!(stderr.contains("no/such/file.ox"), "{stderr}");
    }
}

#[test]
fn colours_are_used_when_asked_for() {
    let args = ["check", &fixture("check/refused.ox")];
    let coloured = |command: &mut std::process::Command| common::run(command, "").2.contains('\x1b');
    assert!(!coloured(&mut oxbow(&args)), "not on a pipe");
    assert!(coloured(oxbow(&args).env("CLICOLOR_FORCE", "1")));
    assert!(!coloured(oxbow(&args).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(coloured(oxbow(&args).args(["--color", "always"]).env("NO_COLOR", "1")));
    assert!(!coloured(oxbow(&args).args(["--color=never"]).env("CLICOLOR_FORCE", "1")));
}

#[test]
fn every_command_teaches_by_example() {
    check("help", &["--help"]);
    for command in ["repl", "check", "fmt", "test", "completions", "man"] {
        let (status, stdout, _) = run(&[command, "--help"]);
        assert_eq!(status, Some(0));
        assert!(stdout.contains("Examples:"), "{command} shows none:\n{stdout}");
    }
}

#[test]
fn shells_and_manual_readers_get_theirs() {
    for shell in ["bash", "zsh", "fish"] {
        let (status, stdout, _) = run(&["completions", shell]);
        assert_eq!(status, Some(0));
        for word in ["deny-warnings", "junit", "gc-log"] {
            assert!(stdout.contains(word), "{shell} does not complete {word}");
        }
    }
    let page = run(&["man"]).1;
    assert!(page.contains(".TH oxbow 1") && page.contains("SUBCOMMANDS"), "{page}");
    assert!(run(&["man", "fmt"]).1.contains(".TH oxbow-fmt 1"));
}
