//! `oxbow repl` over a pipe and on a terminal.

mod common;

use common::{oxbow, run, shown};
use oxbow_testkit::{check_snapshot, root};
use std::fs;

#[test]
fn a_session_over_a_pipe() {
    let input =
        fs::read_to_string(root().join("crates/cli/tests/fixtures/repl/session.txt")).expect("the session");
    check_snapshot("cli", "repl/session", &shown(&run(&mut oxbow(&["repl"]), &input)));
}

#[test]
fn times_and_totals_are_shown() {
    let (status, stdout, stderr) = run(&mut oxbow(&["repl"]), ":time 6 * 7\n:heap\n");
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines[0], "42");
    assert!(lines[1].strip_suffix(" ms").is_some_and(|time| time.parse::<f64>().is_ok()), "{stdout}");
    assert!(stdout.contains("objects live"), "{stdout}");
}

#[test]
fn input_may_end_in_the_middle() {
    let (status, stdout, stderr) = run(&mut oxbow(&["repl"]), "print(\"one\")\nfn f() {");
    assert_eq!((status, stdout.as_str()), (Some(0), "one\n"));
    assert!(stderr.contains("end of the file"), "{stderr}");
}

/// What only a terminal has: prompts, colours, several lines, completion, history, Ctrl-C.
#[test]
#[cfg(unix)]
fn a_session_on_a_terminal() {
    use expectrl::{Expect, Session};
    use std::process::Command;
    use std::time::Duration;

    let state = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_oxbow"));
    command.env("XDG_STATE_HOME", state.path()).env("TERM", "xterm").env_remove("NO_COLOR");
    let mut session = Session::spawn(command).expect("a terminal");
    session.set_expect_timeout(Some(Duration::from_secs(60)));
    // The editor asks for bracketed paste whenever it is ready for the next input.
    let ready = "\x1b[?2004h";
    let dialogue = [
        ("fn twice(x) {\rreturn x * 2\r}\r", ready),
        // A completed name, a completed member, and results in colour.
        ("twi\t(21)\r", "\x1b[36m42\x1b[0m"),
        ("math.flo\t(2.5)\r", "\x1b[36m2\x1b[0m\r\n"),
        ("print(\"begun\") while true {}\r", "\nbegun\r\n"),
        ("\x03", "interrupted"),
        ("\"still \" + \"there\"\r", "\n\x1b[32m\"still there\""),
    ];
    session.expect(ready).expect("a prompt");
    for (typed, answer) in dialogue {
        session.send(typed).expect("a terminal");
        session.expect(answer).unwrap_or_else(|error| panic!("{answer:?} after {typed:?}: {error}"));
        if answer != ready && !answer.contains("begun") {
            session.expect(ready).expect("the session goes on");
        }
    }
    session.send(":quit\r").expect("a terminal");
    session.expect(expectrl::Eof).expect("an end");
    let history = fs::read_to_string(state.path().join("oxbow/history")).expect("the history");
    assert!(history.contains("twice(21)"), "{history}");
}
