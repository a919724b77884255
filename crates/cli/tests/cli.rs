//! The `oxbow` program from outside: exit status, streams, flags, bad files.

use oxbow_testkit::root;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The two nodes that point at each other.
const CYCLE: &str = "tests/scripts/gc/basic/two_nodes.ox";

fn oxbow(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oxbow"));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    texts(&oxbow(args).output().expect("the program starts"))
}

fn texts(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A script in a folder of its own, which lives as long as the first part of the result.
fn script(source: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("script.ox");
    fs::write(&path, source).expect("a temporary file");
    (folder, path)
}

fn run_source(source: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let (_folder, path) = script(source);
    let path = path.to_string_lossy().into_owned();
    let mut all = args.to_vec();
    all.push(&path);
    run(&all)
}

#[test]
fn a_script_runs_with_and_without_the_word_run() {
    assert_eq!(run(&["run", CYCLE]), (Some(0), "2\n0\n".into(), String::new()));
    assert_eq!(run(&[CYCLE]), (Some(0), "2\n0\n".into(), String::new()));
}

#[test]
fn arguments_behind_the_file_belong_to_the_script() {
    let (_folder, path) = script("main { print(env.get_args()) }");
    let path = path.to_string_lossy();
    assert_eq!(run(&["run", &path, "a", "--gc-log", "-x", "b c"]).1, "[a, --gc-log, -x, b c]\n");
    assert_eq!(run(&[&path, "--help"]).1, "[--help]\n");
    assert_eq!(run(&[&path]).1, "[]\n");
}

#[test]
fn uncaught_errors_exit_with_1() {
    let (status, stdout, stderr) = run(&["tests/scripts/err/errors/stack_of_calls.ox"]);
    assert_eq!((status, stdout.as_str()), (Some(1), "start\n"));
    for part in [
        "Division by zero",
        "--> tests/scripts/err/errors/stack_of_calls.ox:2:",
        "^",
        "third",
        "second",
        "first",
        "main",
    ] {
        assert!(stderr.contains(part), "{part:?} is missing in:\n{stderr}");
    }
    assert_eq!(run_source("main { throw \"FAIL\" }", &[]).0, Some(1));
}

#[test]
fn refused_programs_exit_with_1_and_run_nothing() {
    let (status, stdout, stderr) = run_source("main { print(\"ran\") let = 1 }", &[]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("script.ox:1:"), "{stderr}");
}

#[test]
fn stdout_is_flushed_before_stderr_is_written() {
    let (folder, path) =
        script("main { print(\"one\") io.write_error(\"two\\n\") io.write(\"three\") throw \"four\" }");
    let both = folder.path().join("both");
    let file = File::create(&both).expect("a file");
    let status =
        oxbow(&[&path.to_string_lossy()]).stdout(file.try_clone().expect("a handle")).stderr(file).status();
    assert_eq!(status.expect("the program starts").code(), Some(1));
    let text = fs::read_to_string(both).expect("what was written");
    let places = ["one", "two", "three", "four"]
        .map(|word| text.find(word).unwrap_or_else(|| panic!("no {word} in {text}")));
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let (status, stdout, stderr) = run(&["no/such/file.ox"]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("no/such/file.ox"), "{stderr}");
    assert_eq!(run(&["tests"]).0, Some(1), "a folder is no script");
}

#[test]
fn binary_and_huge_files_are_refused() {
    let (_folder, path) = script("");
    for command in [&["run"][..], &["dump", "ast"]] {
        let mut args = command.to_vec();
        let name = path.to_string_lossy();
        args.push(&name);
        fs::write(&path, b"main { print(\"\xff\xfe\") }").expect("a temporary file");
        let (status, _, stderr) = run(&args);
        assert_eq!(status, Some(1));
        assert!(stderr.contains("UTF-8"), "{stderr}");
        File::create(&path).and_then(|file| file.set_len(101 << 20)).expect("a sparse file");
        let (status, _, stderr) = run(&args);
        assert_eq!(status, Some(1));
        assert!(stderr.contains("at most 104857600"), "{stderr}");
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    for args in [
        &[][..],
        &["run"],
        &["--no-such-flag"],
        &["run", "--gc-threshold", "0", CYCLE],
        &["run", "--gc-threshold", "many", CYCLE],
        &["dump", "ast"],
        &["dump", "nothing", CYCLE],
    ] {
        let (status, stdout, stderr) = run(args);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(stderr.contains("Usage") || stderr.contains("--help"), "{stderr}");
    }
}

#[test]
fn help_and_version_exit_with_0() {
    for args in [&["--help"][..], &["run", "--help"], &["dump", "--help"], &["help", "run"], &["--version"]] {
        let (status, stdout, stderr) = run(args);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{args:?}");
        assert!(stdout.contains("oxbow"), "{stdout}");
    }
    let help = run(&["run", "--help"]).1;
    for flag in ["--gc-log", "--gc-stats", "--gc-threshold", "--gc-stress"] {
        assert!(help.contains(flag), "{flag} is not explained");
    }
}

#[test]
fn the_log_names_what_was_collected() {
    let (status, stdout, stderr) = run(&["run", "--gc-log", CYCLE]);
    assert_eq!((status, stdout.as_str()), (Some(0), "2\n0\n"));
    assert!(stderr.lines().all(|line| line.starts_with("[GC] ")), "{stderr}");
    assert!(stderr.contains("2 Node"), "{stderr}");
    assert_eq!(stderr, run(&["run", "--gc-log", CYCLE]).2, "the same program writes the same log");
}

#[test]
fn totals_are_a_table_on_stderr() {
    let (status, stdout, stderr) = run(&["run", "--gc-stats", CYCLE]);
    assert_eq!((status, stdout.as_str()), (Some(0), "2\n0\n"));
    for row in [
        "objects allocated",
        "as part of cycles",
        "full collections",
        "threshold",
        "milliseconds",
        "collecting",
    ] {
        assert!(stderr.contains(row), "{row:?} is missing in:\n{stderr}");
    }
    let failed = run(&["run", "--gc-stats", "tests/scripts/err/errors/throw_string.ox"]);
    assert_eq!(failed.0, Some(1));
    assert!(failed.2.contains("objects allocated"), "{}", failed.2);
}

#[test]
fn the_threshold_reaches_the_script() {
    assert_eq!(run_source("main { print(gc_threshold()) }", &["--gc-threshold", "777"]).1, "777\n");
}

#[test]
fn stress_changes_no_output() {
    let script = "tests/scripts/ok/programs/json_parser.ox";
    assert_eq!(run(&["--gc-stress", script]), run(&[script]));
}

#[test]
fn input_may_be_closed_or_short() {
    let (_folder, path) =
        script("main { print(\"[\" + io.read_line() + \"]\", \"[\" + io.input() + \"]\") }");
    let name = path.to_string_lossy();
    assert_eq!(run(&[&name]).1, "[] []\n");
    let mut child =
        oxbow(&[&name]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(b"first\nsecond").expect("the program reads");
    assert_eq!(texts(&child.wait_with_output().expect("an end")).1, "[first] [second]\n");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let (_folder, path) = script("main { for i in 0..1000000 { print(i) } }");
    let mut child = oxbow(&[&path.to_string_lossy()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    let (_, _, stderr) = texts(&child.wait_with_output().expect("an end"));
    assert_eq!((first.as_str(), stderr.as_str()), ("0\n", ""));
}

#[test]
fn stages_can_be_printed() {
    for stage in ["tokens", "ast", "bytecode"] {
        let (status, stdout, stderr) = run(&["dump", stage, CYCLE]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stage}");
        assert!(stdout.contains("make"), "{stdout}");
    }
    let (status, stdout, stderr) = run(&["dump", "ast", "tests/scripts/err/structure/var.ox"]);
    assert_eq!((status, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("var.ox:2:1"), "{stderr}");
}

/// A million cycles without a call of the collector, in less than 32 MB. The kernel tells the process its own peak.
#[test]
#[cfg(target_os = "linux")]
fn a_million_cycles_take_little_memory() {
    let source =
        fs::read_to_string(root().join("tests/scripts/gc/large/million_cycles.ox")).expect("the script");
    let peak = "print(regex.groups(file.read(\"/proc/self/status\"), \"VmHWM:\\s+(\\d+) kB\")[1])\n}\n";
    let (status, stdout, stderr) =
        run_source(&format!("{}{peak}", source.trim_end().trim_end_matches('}')), &[]);
    assert_eq!(status, Some(0), "{stderr}");
    let kilobytes: u64 = stdout.lines().last().and_then(|line| line.parse().ok()).expect("a figure");
    assert!(kilobytes < 32 << 10, "peak of {kilobytes} kB");
}

#[test]
fn imports_are_relative_to_the_importing_file() {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let script = root().join("tests/scripts/ok/modules/namespace_import.ox");
    let output = oxbow(&[&script.to_string_lossy()])
        .current_dir(elsewhere.path())
        .output()
        .expect("the program starts");
    assert_eq!(texts(&output).0, Some(0));
    assert!(Path::new(&script).is_file());
}
