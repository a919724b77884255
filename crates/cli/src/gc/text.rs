//! The report as text.

use super::report::{Cycle, Kind, Report};
use std::fmt::Write;

/// Types that are listed.
const TYPES: usize = 12;

pub(super) fn text(report: &Report) -> String {
    let mut out = String::new();
    let totals = &report.totals;
    let _ = writeln!(
        out,
        "oxbow gc: {}{}\n",
        report.program,
        if report.ended_well { "" } else { " (ended with an error)" }
    );
    let rows = [
        ("collections", format!("{} young, {} full", totals.young_collections, totals.full_collections)),
        (
            "visited",
            format!("{}, {}", count(totals.visited_objects, "object"), count(totals.followed_edges, "edge")),
        ),
        (
            "freed",
            format!("{}, {}", count(totals.freed_objects, "object"), count(totals.freed_bytes, "byte")),
        ),
        ("largest heap", count(totals.largest_heap as u64, "byte")),
        ("pauses", format!("{} in all, longest {}", time(totals.pause_ns), time(totals.longest_pause_ns))),
    ];
    for (label, figures) in rows {
        let _ = writeln!(out, "{label:<14}{figures}");
    }
    if report.cycles.is_empty() {
        out.push_str("\nNo cycle of the program's data had to be collected.\n");
    } else {
        out.push_str("\nCycles that were freed\n");
    }
    for (number, shape) in (1..).zip(&report.cycles) {
        cycle(&mut out, number, shape);
    }
    let others = &report.other_cycles;
    if others.count > 0 {
        let _ = writeln!(
            out,
            "\n{} of further shapes, {}",
            count(others.count, "cycle"),
            count(others.bytes, "byte")
        );
    }
    types(&mut out, "Freed by collections", &report.freed);
    types(&mut out, "On the heap when main had ended", &report.left);
    out
}

fn cycle(out: &mut String, number: usize, cycle: &Cycle) {
    let _ = writeln!(out, "\n{number}. {}", cycle.text);
    let _ = write!(out, "   {}, {}", count(cycle.cycles, "cycle"), count(cycle.objects, "object"));
    if cycle.held > 0 {
        let _ = write!(out, " and {} that they held", number_text(cycle.held));
    }
    let _ = writeln!(out, ", {}", count(cycle.bytes, "byte"));
    if let Some(size) = ring(cycle) {
        let _ = writeln!(out, "   {size}");
    }
    for (at, site) in cycle.made.iter().enumerate() {
        let lead = if at == 0 { "made at" } else { "" };
        let _ = writeln!(out, "   {lead:<9}{}  {} x {}", site.place, number_text(site.count), site.label);
    }
    let _ = writeln!(out, "   {:<9}{}", "advice", cycle.advice.text);
}

/// How long the loops are, if the steps do not say it.
pub(super) fn ring(cycle: &Cycle) -> Option<String> {
    if !cycle.repeats {
        return None;
    }
    Some(match cycle.longest {
        Some(longest) if longest == cycle.shortest => {
            format!("a ring of {}", count(longest as u64, "object"))
        }
        Some(longest) => {
            format!("rings of {} to {}", number_text(cycle.shortest as u64), count(longest as u64, "object"))
        }
        None => {
            format!("rings of {} and more, too long to be followed", count(cycle.shortest as u64, "object"))
        }
    })
}

fn types(out: &mut String, title: &str, kinds: &[Kind]) {
    if kinds.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}\n\n   {:>12}{:>14}  type", "objects", "bytes");
    for kind in kinds.iter().take(TYPES) {
        let _ = writeln!(
            out,
            "   {:>12}{:>14}  {}",
            number_text(kind.count),
            number_text(kind.bytes),
            kind.label
        );
    }
    if kinds.len() > TYPES {
        let _ = writeln!(out, "   and {}", count((kinds.len() - TYPES) as u64, "further type"));
    }
}

/// `1 object`, `12,000 objects`
pub(super) fn count(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", number_text(n), if n == 1 { "" } else { "s" })
}

/// Digits in groups of three.
pub(super) fn number_text(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// A time with three digits.
pub(super) fn time(nanos: u64) -> String {
    let (value, unit) = match nanos {
        0 => return "0 s".to_owned(),
        1..1_000 => return format!("{nanos} ns"),
        1_000..1_000_000 => (nanos as f64 / 1e3, "µs"),
        1_000_000..1_000_000_000 => (nanos as f64 / 1e6, "ms"),
        _ => (nanos as f64 / 1e9, "s"),
    };
    let digits = if value < 10.0 {
        2
    } else if value < 100.0 {
        1
    } else {
        0
    };
    format!("{value:.digits$} {unit}")
}
