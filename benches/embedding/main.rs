//! What a language costs the Rust program that embeds it: Oxbow and its peers, each row in a process of its own.
//!
//! `cargo bench --bench embedding`; `-- ROW` takes the rows whose name contains the word, `-- --quick` (and any run by
//! `cargo test`) does each a few times.
//!
//! Times are CPU time of one operation, the median of several processes that take turns; setting up is outside unless the row is about it. The
//! last row is the memory that stays when the host has made closures that are part of garbage cycles: a script object holds a host closure that
//! holds the object.

#[path = "../common/clock.rs"]
mod clock;
mod hosts;
#[path = "../common/memory.rs"]
mod memory;

use hosts::{HOSTS, Host, Task};
use std::process::{Command, ExitCode};

const ROUNDS: usize = 5;

/// What a row measures.
struct Row {
    name: &'static str,
    unit: &'static str,
    measure: fn(&Host, quick: bool) -> Result<f64, String>,
}

const ROWS: &[Row] = &[
    Row { name: "new engine and first evaluation", unit: "us", measure: lives },
    Row { name: "run a compiled script", unit: "ns", measure: |host, quick| timed(host.compiled, quick) },
    Row { name: "host calls script", unit: "ns", measure: |host, quick| timed(host.calls, quick) },
    Row { name: "script calls host", unit: "ns", measure: script_calls },
    Row { name: "200,000 cycles through the host", unit: "MB", measure: cycles },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --bench embedding` does not say `--bench`.
    let quick = args.iter().any(|arg| arg == "--quick") || !args.iter().any(|arg| arg == "--bench");
    if let [mark, row, host, rest @ ..] = &args[..]
        && mark == "--cell"
    {
        return run_cell(row, host, !rest.is_empty());
    }
    let words: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    print!("{:<36}", "");
    HOSTS.iter().for_each(|host| print!("{:>10}", host.name));
    println!();
    let mut failed = false;
    for row in ROWS.iter().filter(|row| words.is_empty() || words.iter().any(|word| row.name.contains(*word)))
    {
        failed |= print_row(row, quick);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print_row(row: &Row, quick: bool) -> bool {
    let mut figures: Vec<Vec<Result<f64, String>>> = vec![Vec::new(); HOSTS.len()];
    for _ in 0..if quick { 1 } else { ROUNDS } {
        for (host, figures) in HOSTS.iter().zip(&mut figures) {
            figures.push(ask(row, host, quick));
        }
    }
    print!("{:<36}", format!("{}, {}", row.name, row.unit));
    let mut errors = Vec::new();
    for (host, figures) in HOSTS.iter().zip(figures) {
        match figures.into_iter().collect::<Result<Vec<f64>, String>>() {
            Ok(mut found) => {
                found.sort_by(f64::total_cmp);
                print!("{:>10.1}", found[found.len() / 2]);
            }
            Err(why) if why == NOT_OFFERED => print!("{:>10}", "-"),
            Err(why) => {
                print!("{:>10}", "error");
                errors.push(format!("{}: {why}", host.name));
            }
        }
    }
    println!();
    errors.iter().for_each(|error| println!("  {error}"));
    !errors.is_empty()
}

/// Runs a cell in a child process and takes its figure.
fn ask(row: &Row, host: &Host, quick: bool) -> Result<f64, String> {
    let bench = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(bench);
    command.args(["--cell", row.name, host.name]);
    if quick {
        command.arg("--quick");
    }
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    said.parse().map_err(|_| if said.is_empty() { output.status.to_string() } else { said })
}

fn run_cell(row: &str, host: &str, quick: bool) -> ExitCode {
    let row = ROWS.iter().find(|known| known.name == row);
    let host = HOSTS.iter().find(|known| known.name == host);
    let (Some(row), Some(host)) = (row, host) else { return ExitCode::FAILURE };
    match (row.measure)(host, quick) {
        Ok(figure) => println!("{figure}"),
        Err(why) => println!("{}", why.replace('\n', " ")),
    }
    // What a language would still do at its end is not measured.
    std::process::exit(0);
}

/// The host cannot do what the row is about.
const NOT_OFFERED: &str = "not offered";

/// Nanoseconds of one round of a task, after some to warm up.
fn timed(task: Task, quick: bool) -> Result<f64, String> {
    rounds(task, if quick { 100 } else { 300_000 })
}

fn rounds(task: Task, count: u32) -> Result<f64, String> {
    let mut task = task()?;
    task(count / 10)?;
    let begin = clock::cpu();
    task(count)?;
    Ok((clock::cpu() - begin).as_nanos() as f64 / f64::from(count))
}

fn lives(host: &Host, quick: bool) -> Result<f64, String> {
    let count = if quick { 10 } else { 2_000 };
    (host.life)()?;
    let begin = clock::cpu();
    (0..count).try_for_each(|_| (host.life)())?;
    Ok((clock::cpu() - begin).as_nanos() as f64 / f64::from(count) / 1e3)
}

/// A loop in the script that calls the host's `add`, less the same loop that adds by itself.
fn script_calls(host: &Host, quick: bool) -> Result<f64, String> {
    let count = if quick { 100 } else { 1_000_000 };
    Ok(rounds(host.called, count)? - rounds(host.loops, count)?)
}

fn cycles(host: &Host, quick: bool) -> Result<f64, String> {
    let mut task = host.cycles.ok_or(NOT_OFFERED)?()?;
    task(1_000)?;
    let before = memory::kilobytes("VmRSS");
    task(if quick { 1_000 } else { 200_000 })?;
    let kept = memory::kilobytes("VmRSS").saturating_sub(before);
    // An engine that keeps objects for ever may end the process when it is dropped.
    std::mem::forget(task);
    Ok(kept as f64 / 1024.0)
}
