//! The tables: CPU time with ratios, then peak memory. A ratio is Oxbow's figure divided by the peer's: below 1 Oxbow is better.

use crate::cell::Failure;
use crate::hosts::Host;
use std::time::Duration;

/// Median time and peak kilobytes of a language at a program.
pub type Outcome = Result<(Duration, u64), Failure>;

/// A program's outcomes, in the order of the hosts.
pub struct Row {
    /// The program's name.
    pub program: String,
    /// One for each host.
    pub outcomes: Vec<Outcome>,
}

/// The first lines.
pub fn heading(hosts: &[Host]) {
    println!("CPU milliseconds; Oxbow's divided by the language's (below 1: Oxbow is faster)");
    names("", hosts);
}

fn names(title: &str, hosts: &[Host]) {
    print!("{title:<17}");
    for (at, host) in hosts.iter().enumerate() {
        if at == 0 { print!("{:>8}", host.name) } else { print!("{:>15}", host.name) }
    }
    println!();
}

/// The line of a program.
pub fn times(row: &Row) {
    line(row, |(time, _)| time.as_secs_f64() * 1000.0);
}

fn line(row: &Row, figure: impl Fn(&(Duration, u64)) -> f64) {
    print!("{:<17}", row.program);
    let ours = row.outcomes[0].as_ref().ok().map(&figure);
    for (at, outcome) in row.outcomes.iter().enumerate() {
        match (outcome, ours) {
            (Ok(found), _) if at == 0 => print!("{:>8.1}", figure(found)),
            (Ok(found), Some(ours)) => print!("{:>9.1}{:>6}", figure(found), ratio(ours / figure(found))),
            (Ok(found), None) => print!("{:>9.1}{:>6}", figure(found), "-"),
            (Err(failure), _) if at == 0 => print!("{:>8}", failure.word),
            (Err(failure), _) => print!("{:>9}{:>6}", failure.word, ""),
        }
    }
    println!();
}

/// Two digits that matter.
fn ratio(ratio: f64) -> String {
    if ratio < 0.095 { format!("{ratio:.3}") } else { format!("{ratio:.2}") }
}

/// A line of geometric means over the programs whose names are `counted`, each over those that the peer can run.
pub fn geometric_means(rows: &[Row], title: &str, counted: impl Fn(&str) -> bool) {
    mean_line(rows, title, counted, |(time, _)| time.as_secs_f64());
}

fn mean_line(
    rows: &[Row],
    title: &str,
    counted: impl Fn(&str) -> bool,
    figure: impl Fn(&(Duration, u64)) -> f64,
) {
    let rows: Vec<&Row> = rows.iter().filter(|row| counted(&row.program)).collect();
    let Some(first) = rows.first() else { return };
    print!("{title:<17}{:>8}", "");
    for peer in 1..first.outcomes.len() {
        let logarithms: Vec<f64> = rows
            .iter()
            .filter_map(|row| match (&row.outcomes[0], &row.outcomes[peer]) {
                (Ok(ours), Ok(theirs)) => Some((figure(ours) / figure(theirs)).ln()),
                _ => None,
            })
            .collect();
        let mean = logarithms.iter().sum::<f64>() / logarithms.len() as f64;
        print!("{:>15}", if logarithms.is_empty() { "-".to_owned() } else { ratio(mean.exp()) });
    }
    println!();
}

/// The table of memory.
pub fn peaks(hosts: &[Host], rows: &[Row]) {
    println!("\nPeak of resident megabytes of a process that ran the program once; ratios as above");
    names("", hosts);
    let megabytes = |&(_, kilobytes): &(Duration, u64)| kilobytes as f64 / 1024.0;
    rows.iter().for_each(|row| line(row, megabytes));
    mean_line(rows, "geometric mean", |_| true, megabytes);
}

/// Lists what failed though it should not have, and tells whether there was anything.
pub fn failures(hosts: &[Host], rows: &[Row]) -> bool {
    let mut any = false;
    for row in rows {
        for (host, outcome) in hosts.iter().zip(&row.outcomes) {
            if let Err(Failure { word, why, known: false }) = outcome {
                any = true;
                println!("{} {}: {word}: {why}", host.name, row.program);
            }
        }
    }
    any
}
