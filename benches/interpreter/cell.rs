//! One program in one language, in a child process that runs it once for each line it is sent: its memory is its own, and a language that
//! crashes takes nothing with it.
//!
//! The child answers with one line: `ready`, then for each run `ran NANOSECONDS KILOBYTES OUTPUT` (blanks and line ends as single blanks), or at
//! any time `failed WHY`.

use crate::hosts::{self, HOSTS, Host};
use crate::{clock, memory};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// Longer than any program takes.
const TIMEOUT: Duration = Duration::from_secs(120);

/// A child process.
pub struct Cell {
    child: Child,
    orders: ChildStdin,
    answers: Receiver<String>,
}

/// What one run gave.
pub struct Run {
    /// CPU time of the run.
    pub time: Duration,
    /// The process' peak of resident memory, in kilobytes.
    pub peak: u64,
    /// What the program printed.
    pub said: String,
}

/// Why there is no figure.
pub struct Failure {
    /// In one word.
    pub word: &'static str,
    /// The language's message.
    pub why: String,
    /// Whether it was to be expected.
    pub known: bool,
}

fn failure(word: &'static str, why: impl ToString) -> Failure {
    Failure { word, why: why.to_string(), known: false }
}

impl Cell {
    /// Starts a process and has it compile the program.
    pub fn start(program: &str, host: &Host) -> Result<Cell, Failure> {
        let bench = std::env::current_exe().map_err(|error| failure("crash", error))?;
        let mut child = Command::new(bench)
            .args(["--cell", program, host.name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failure("crash", error))?;
        let (Some(orders), Some(lines)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failure("crash", "no pipes"));
        };
        let (send, answers) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        let cell = Cell { child, orders, answers };
        cell.answer("refused")?;
        Ok(cell)
    }

    /// Runs the program once.
    pub fn run(&mut self) -> Result<Run, Failure> {
        writeln!(self.orders, "run").map_err(|error| failure("crash", error))?;
        let answer = self.answer("error")?;
        let mut words = answer.splitn(4, ' ').skip(1);
        let mut number = || words.next().and_then(|word| word.parse().ok());
        match (number(), number()) {
            (Some(nanoseconds), Some(peak)) => {
                let said = words.next().unwrap_or_default().to_owned();
                Ok(Run { time: Duration::from_nanos(nanoseconds), peak, said })
            }
            _ => Err(failure("crash", answer)),
        }
    }

    fn answer(&self, word: &'static str) -> Result<String, Failure> {
        let answer = self.answers.recv_timeout(TIMEOUT).map_err(|error| match error {
            RecvTimeoutError::Timeout => failure("timeout", "no answer"),
            RecvTimeoutError::Disconnected => failure("crash", "the process ended"),
        })?;
        match answer.strip_prefix("failed ") {
            Some(why) => Err(failure(word, why)),
            None => Ok(answer),
        }
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        // What a language would still do at its end is not measured.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The child's part. Ends with its standard input.
pub fn serve(program: &str, host: &str) -> ExitCode {
    let Some(host) = HOSTS.iter().find(|known| known.name == host) else { return ExitCode::FAILURE };
    let compiled = source(program, host).and_then(|source| (host.compile)(&source));
    let mut compiled = match compiled {
        Ok(compiled) => compiled,
        Err(why) => {
            println!("failed {}", on_one_line(&why));
            return ExitCode::FAILURE;
        }
    };
    println!("ready");
    for _ in std::io::stdin().lines().map_while(Result::ok) {
        let begin = clock::cpu();
        let result = compiled.run();
        let time = clock::cpu() - begin;
        let said = on_one_line(&hosts::said());
        match result {
            Ok(()) => println!("ran {} {} {said}", time.as_nanos(), memory::kilobytes("VmHWM")),
            Err(why) => println!("failed {}", on_one_line(&why)),
        }
    }
    ExitCode::SUCCESS
}

fn source(program: &str, host: &Host) -> Result<String, String> {
    let (folder, ending) = host.sources;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(format!("{program}.{ending}"));
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
