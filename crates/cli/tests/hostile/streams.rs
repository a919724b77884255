//! Streams that cannot be written or read: said on stderr if that is possible, and an exit status that tells.

use super::case::command;
use std::fs::{self, File};
use std::process::Stdio;
use std::time::Duration;

/// A folder with a script in it.
fn folder(source: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("script.ox"), source).expect("a file");
    folder
}

fn full() -> File {
    File::options().write(true).open("/dev/full").expect("the full device")
}

#[test]
fn a_full_disk_is_reported() {
    let folder = folder("main { for i in 0..100000 { print(i) } }");
    let output = command(folder.path()).args(["run", "script.ox"]).stdout(full()).output().expect("a shell");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!output.stderr.is_empty(), "nothing is said");
}

#[test]
fn one_line_to_a_full_disk_is_reported() {
    let folder = folder("main { print(1) }");
    let output = command(folder.path()).args(["run", "script.ox"]).stdout(full()).output().expect("a shell");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn errors_that_nobody_reads_change_nothing() {
    let folder = folder("main { io.write_error(\"x\")  throw \"y\" }");
    let status =
        command(folder.path()).args(["run", "--gc-log", "--gc-stats", "script.ox"]).stderr(full()).status();
    assert_eq!(status.expect("a shell").code(), Some(1));
}

#[test]
fn closed_streams_are_no_reason_to_panic() {
    let folder = folder("main { print(1)  io.write_error(\"x\")  print(io.read_line()) }");
    let oxbow = env!("CARGO_BIN_EXE_oxbow");
    let script = format!("'{oxbow}' run script.ox <&- >&- 2>&-; echo \"status $?\"");
    let output = std::process::Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output();
    let text = String::from_utf8_lossy(&output.expect("a shell").stdout).into_owned();
    assert!(["status 0\n", "status 1\n"].contains(&text.as_str()), "{text}");
}

#[test]
fn input_that_is_no_text_is_an_error_of_the_script() {
    let folder = folder("main { try { print(io.read_line()) } catch (e) { print(e.type) } }");
    fs::write(folder.path().join("input"), b"\xff\xfe\n").expect("a file");
    let input = File::open(folder.path().join("input")).expect("the file");
    let output = command(folder.path()).args(["run", "script.ox"]).stdin(input).output().expect("a shell");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_reader_that_leaves_ends_the_program() {
    let folder = folder("main { while true { print(\"line\") } }");
    let mut child = command(folder.path())
        .args(["run", "script.ox"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    drop(child.stdout.take());
    for _ in 0..200 {
        if child.try_wait().expect("a status").is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().expect("a running program");
    panic!("the program goes on without a reader");
}
