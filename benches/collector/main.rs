//! The collector against its peers: one row per workload, one column per crate.
//!
//! `cargo bench --bench collector` prints the table; `-- --quick` (and any run by `cargo test`) uses small sizes. `-- ROW` runs
//! the rows whose name contains ROW. Each cell runs in a child process of its own, in turn for several rounds, so that peak
//! memory is the cell's own and a peer that crashes shows as such. A peer that overflows the usual stack runs
//! again with a huge one, and its cell says so. Cells give the median time per operation and the peak of resident memory.

#[path = "../common/clock.rs"]
mod clock;
mod peers;
mod workloads;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use workloads::ROWS;

const ROUNDS: usize = 5;
const TIMEOUT: Duration = Duration::from_secs(30);
/// A cell that takes longer is measured once.
const LONG: Duration = Duration::from_secs(3);
/// For peers that recurse over the data.
const HUGE_STACK: usize = 8 << 30;

/// How a cell ended: time per operation in nanoseconds and peak memory in megabytes, or why there is none.
type Outcome = Result<(f64, f64), &'static str>;

/// The outcomes of a cell.
#[derive(Default)]
struct Cell {
    rounds: Vec<Outcome>,
    overflows: bool,
    done: bool,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let bench = args.iter().any(|arg| arg == "--bench");
    let quick = args.iter().any(|arg| arg == "--quick") || !bench;
    if let [mark, row, peer, size, stack] = &args[..]
        && mark == "--cell"
    {
        return run_cell(row, peer, size == "quick", stack == "huge");
    }
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    println!(
        "time per operation (peak MB), medians of {} rounds; SO: overflows a stack of 8 MB, measured with a huge one",
        rounds(quick)
    );
    print!("{:<22}", "");
    peers::NAMES.iter().for_each(|peer| print!("{peer:>20}"));
    println!();
    for row in ROWS {
        if wanted.is_empty() || wanted.iter().any(|want| row.name.contains(want.as_str())) {
            print_row(row.name, quick);
        }
    }
    ExitCode::SUCCESS
}

fn rounds(quick: bool) -> usize {
    if quick { 1 } else { ROUNDS }
}

fn print_row(row: &str, quick: bool) {
    let mut cells: Vec<Cell> = peers::NAMES.iter().map(|_| Cell::default()).collect();
    for _ in 0..rounds(quick) {
        for (cell, peer) in cells.iter_mut().zip(peers::NAMES) {
            if !cell.done {
                measure_round(cell, row, peer, quick);
            }
        }
    }
    print!("{row:<22}");
    for cell in &cells {
        print!("{:>20}", show(cell));
    }
    println!();
}

fn measure_round(cell: &mut Cell, row: &str, peer: &str, quick: bool) {
    let start = Instant::now();
    let mut outcome = measure(row, peer, quick, cell.overflows);
    if outcome == Err("overflow") && !cell.overflows {
        cell.overflows = true;
        outcome = measure(row, peer, quick, true);
    }
    cell.done = outcome.is_err() || start.elapsed() > LONG;
    cell.rounds.push(outcome);
}

fn show(cell: &Cell) -> String {
    if let Some(Err(reason)) = cell.rounds.last() {
        return (*reason).to_owned();
    }
    let mut times: Vec<(f64, f64)> = cell.rounds.iter().flatten().copied().collect();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some((time, memory)) = times.get(times.len() / 2) else { return "-".to_owned() };
    let (scaled, unit) = match time {
        ..1e4 => (*time, "ns"),
        ..1e7 => (time / 1e3, "us"),
        _ => (time / 1e6, "ms"),
    };
    format!("{}{scaled:.1} {unit} ({memory:.1})", if cell.overflows { "SO " } else { "" })
}

fn measure(row: &str, peer: &str, quick: bool, huge: bool) -> Outcome {
    let program = std::env::current_exe().map_err(|_| "no program")?;
    let (size, stack) = (if quick { "quick" } else { "full" }, if huge { "huge" } else { "usual" });
    let mut child = Command::new(program)
        .args(["--cell", row, peer, size, stack])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| "no process")?;
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if start.elapsed() < TIMEOUT => std::thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("timeout");
            }
        }
    }
    let output = child.wait_with_output().map_err(|_| "no output")?;
    if !output.status.success() {
        let overflow = String::from_utf8_lossy(&output.stderr).contains("overflowed its stack");
        return Err(if overflow { "overflow" } else { "crash" });
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(time)), Some(Ok(memory))) => Ok((time, memory)),
        _ => Err("-"),
    }
}

fn run_cell(row: &str, peer: &str, quick: bool, huge: bool) -> ExitCode {
    let Some(row) = ROWS.iter().find(|known| known.name == row) else { return ExitCode::FAILURE };
    let size = if quick { (row.size / 50).max(16) } else { row.size };
    let peer = peer.to_owned();
    let work = move || {
        if let Some((elapsed, operations)) = peers::run(&peer, row.name, size) {
            println!("{} {}", elapsed.as_nanos() as f64 / operations as f64, peak_megabytes());
        }
        // Whatever is left is not worth tearing down.
        std::process::exit(0)
    };
    if huge {
        let thread = std::thread::Builder::new().stack_size(HUGE_STACK).spawn(work);
        let _ = thread.map(std::thread::JoinHandle::join);
        return ExitCode::FAILURE;
    }
    work()
}

fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|text| text.trim().trim_end_matches(" kB").trim().parse::<f64>().ok())
        .map_or(0.0, |kb| kb / 1024.0)
}
