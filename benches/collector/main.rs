//! The collector against its peers: one row per workload, one column per crate.
//!
//! `cargo bench --bench collector` prints the table; `-- --quick` (and any run by `cargo test`) uses small sizes. `-- ROW` runs
//! the rows whose name contains ROW. Each cell runs in a child process of its own, in turn for several rounds, so that peak
//! memory is the cell's own and a peer that overflows its stack or crashes shows as such. Cells give the median time
//! per operation and the peak of resident memory.

mod peers;
mod workloads;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use workloads::ROWS;

const ROUNDS: usize = 5;
const TIMEOUT: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let bench = args.iter().any(|arg| arg == "--bench");
    let quick = args.iter().any(|arg| arg == "--quick") || !bench;
    if let [mark, row, peer, quick] = &args[..]
        && mark == "--cell"
    {
        return run_cell(row, peer, quick == "quick");
    }
    let wanted: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    println!("ns per operation (peak MB); medians of {} rounds", rounds(quick));
    print!("{:<22}", "");
    peers::NAMES.iter().for_each(|peer| print!("{peer:>18}"));
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
    let mut results: Vec<Vec<Result<(f64, f64), &str>>> = vec![Vec::new(); peers::NAMES.len()];
    for _ in 0..rounds(quick) {
        for (at, peer) in peers::NAMES.iter().enumerate() {
            // A cell that failed once is not tried again.
            if results[at].iter().all(Result::is_ok) {
                results[at].push(measure(row, peer, quick));
            }
        }
    }
    print!("{row:<22}");
    for cell in &results {
        print!("{:>18}", median(cell));
    }
    println!();
}

fn median(cell: &[Result<(f64, f64), &str>]) -> String {
    if let Some(Err(reason)) = cell.last() {
        return (*reason).to_owned();
    }
    let mut times: Vec<(f64, f64)> = cell.iter().flatten().copied().collect();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    times.get(times.len() / 2).map_or("-".to_owned(), |(time, memory)| format!("{time:.2} ({memory:.0})"))
}

fn measure(row: &str, peer: &str, quick: bool) -> Result<(f64, f64), &'static str> {
    let program = std::env::current_exe().map_err(|_| "no program")?;
    let size = if quick { "quick" } else { "full" };
    let mut child = Command::new(program)
        .args(["--cell", row, peer, size])
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

fn run_cell(row: &str, peer: &str, quick: bool) -> ExitCode {
    let Some(row) = ROWS.iter().find(|known| known.name == row) else { return ExitCode::FAILURE };
    let size = if quick { (row.size / 50).max(16) } else { row.size };
    if let Some((elapsed, operations)) = peers::run(peer, row.name, size) {
        println!("{} {}", elapsed.as_nanos() as f64 / operations as f64, peak_megabytes());
    }
    // Whatever is left is not worth tearing down.
    std::process::exit(0);
}

fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|text| text.trim().trim_end_matches(" kB").trim().parse::<f64>().ok())
        .map_or(0.0, |kb| kb / 1024.0)
}
