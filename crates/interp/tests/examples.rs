//! The examples run and print what they should.

use std::io::Write;
use std::process::{Command, Stdio};

/// Runs an example with this input; gives what it prints.
fn run(name: &str, input: &str) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--offline", "--package", "oxbow-interp", "--example", name]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("cargo runs");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("the example reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{name} failed");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn examples_print_what_they_should() {
    for (name, input, expected) in [
        ("calculator", "", "sqrt(x * x + 9) * share = 2.5\n"),
        (
            "config",
            "",
            "gateway: 8 workers, 30000 ms, log None\n  /api -> http://api.internal:8080 (0.9)\n  /static -> http://files.internal:8080 (1)\n",
        ),
        ("plugin", "", "total 42; summary of SALES (4 cells)\n1 objects freed with the cycle"),
        (
            "events",
            "",
            "a callback failed: Uncaught: no x please\nquit after 3 keys: [a, x, q]\n3 handles are kept\n",
        ),
        (
            "repl",
            "1 + 2\nlet x = [1,\n2]\nfn twice(n) { n * 2 }\nx.map(twice)\nlet a = 5\na / 0\n",
            "3\n[1, 2]\n[2, 4]\n5\nerror",
        ),
        ("service", "", "\"1 + 2\" -> 3\n"),
    ] {
        let printed = run(name, input);
        assert!(printed.starts_with(expected), "{name} printed:\n{printed}");
    }
}
