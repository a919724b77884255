//! The interpreter against the languages that a Rust program can embed: the programs of `scripts/` and the same programs in `peers/`.
//!
//! `cargo bench --bench interpreter` prints two tables, CPU time with ratios and peak memory; `-- NAME...` takes the programs whose names
//! contain one of the words, `-- --quick` (and any run by `cargo test`) runs each once. What is measured is the run alone: a program is compiled before, and the engine is
//! there. Each pair of program and language has a process of its own. After one run to warm up the languages take turns, and the median
//! counts. All must print the same (blanks aside), or the bench fails.

mod cell;
#[path = "../common/clock.rs"]
mod clock;
mod hosts;
#[path = "../common/memory.rs"]
mod memory;
mod table;

use cell::{Cell, Failure, Run};
use hosts::{HOSTS, Host};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use table::{Outcome, Row};

/// Timed runs of each program in each language.
const ROUNDS: u64 = 7;
/// Languages that are slow or keep memory get fewer rounds: as many as fit into this time,
const TIME: Duration = Duration::from_secs(8);
/// and into this many kilobytes, if each takes what the first one took.
const MEMORY: u64 = 3_000_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [mark, program, host] = &args[..]
        && mark == "--cell"
    {
        return cell::serve(program, host);
    }
    // `cargo test --bench interpreter` does not say `--bench`.
    let quick = args.iter().any(|arg| arg == "--quick") || !args.iter().any(|arg| arg == "--bench");
    let words: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    let rounds = if quick { 0 } else { ROUNDS };
    table::heading(HOSTS);
    let mut rows = Vec::new();
    for program in programs().into_iter().filter(|name| wanted(name)) {
        let row = Row { outcomes: measure(&program, rounds), program };
        table::times(&row);
        rows.push(row);
    }
    table::geometric_means(&rows, "geometric mean", |_| true);
    // One program whose ratio says more about one operation than about the language.
    table::geometric_means(&rows, "  without strings", |name| name != "strings");
    table::peaks(HOSTS, &rows);
    if table::failures(HOSTS, &rows) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn programs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

/// Runs a program in all languages, in turns.
fn measure(program: &str, rounds: u64) -> Vec<Outcome> {
    let mut expected = None;
    let mut contestants: Vec<Result<Contestant, Failure>> = Vec::new();
    for host in HOSTS {
        let started = Contestant::start(program, host, expected.as_deref(), rounds);
        if let (None, Ok(first)) = (&expected, &started) {
            expected = Some(first.said.clone());
        }
        contestants.push(started);
    }
    for round in 0..rounds {
        for contestant in &mut contestants {
            let result = match contestant {
                Ok(contestant) if round < contestant.rounds => contestant.again(),
                _ => Ok(()),
            };
            if let Err(failure) = result {
                *contestant = Err(failure);
            }
        }
    }
    contestants.into_iter().map(|contestant| contestant.map(Contestant::outcome)).collect()
}

/// One language at one program.
struct Contestant {
    cell: Cell,
    said: String,
    peak: u64,
    rounds: u64,
    times: Vec<Duration>,
}

impl Contestant {
    /// Compiles and warms up. With no timed rounds to come the first run counts.
    fn start(program: &str, host: &Host, expected: Option<&str>, rounds: u64) -> Result<Contestant, Failure> {
        if let Some((_, word)) = host.unable.iter().find(|(name, _)| *name == program) {
            return Err(Failure { word, why: String::new(), known: true });
        }
        let mut cell = Cell::start(program, host)?;
        let Run { time, peak, said } = cell.run()?;
        if expected.is_some_and(|expected| expected != said) {
            return Err(Failure { word: "differs", why: said, known: false });
        }
        let fit = (TIME.as_nanos() / time.as_nanos().max(1)) as u64;
        let rounds = rounds.min(fit).min(MEMORY / peak.max(1)).max(rounds.min(1));
        let times = if rounds == 0 { vec![time] } else { Vec::new() };
        Ok(Contestant { cell, said, peak, rounds, times })
    }

    fn again(&mut self) -> Result<(), Failure> {
        let run = self.cell.run()?;
        if run.said != self.said {
            return Err(Failure { word: "differs", why: run.said, known: false });
        }
        self.times.push(run.time);
        Ok(())
    }

    fn outcome(mut self) -> (Duration, u64) {
        self.times.sort();
        (self.times[self.times.len() / 2], self.peak)
    }
}
