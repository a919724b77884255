//! [`GcLog`]: an observer that writes one `[GC] ...` line per phase.
//!
//! The lines hold no addresses, and times only when asked, so that the same program writes the same log.

use std::io::Write;

use crate::collect::{Kind, Trigger};
use crate::event::{Event, Observer};
use crate::stats::Collection;

/// Writes events as text lines to a sink. A sink that fails is ignored: a log must not stop the program.
pub struct GcLog<W> {
    sink: W,
    times: bool,
}

impl<W: Write> GcLog<W> {
    /// A log without times.
    pub fn new(sink: W) -> GcLog<W> {
        GcLog { sink, times: false }
    }

    /// Whether the last line of a run says how long it took.
    #[must_use]
    pub fn with_times(self, times: bool) -> GcLog<W> {
        GcLog { times, ..self }
    }
}

impl<W: Write> Observer for GcLog<W> {
    fn event(&mut self, event: &Event) {
        let mut line = render(event);
        if let (Event::End { elapsed, .. }, true) = (event, self.times) {
            line.push_str(&format!(", {:.3} ms", elapsed.as_secs_f64() * 1e3));
        }
        let _ = writeln!(self.sink, "[GC] {line}");
    }
}

fn render(event: &Event) -> String {
    match event {
        Event::Start { kind, trigger, candidates } => {
            format!("start: {} ({}), {}", kind_name(*kind), reason(*trigger), count(*candidates, "candidate"))
        }
        Event::Marked { objects, edges } => {
            format!("marked: {}, {}", count(*objects, "object"), count(*edges, "edge"))
        }
        Event::Verdict { garbage, live, pruned } => {
            format!("verdict: {garbage} garbage, {live} live, {pruned} pruned")
        }
        Event::Finalized { run, resurrected } => format!("finalized: {run} run, {resurrected} resurrected"),
        Event::Freed { by_type, objects, bytes } => {
            let types: Vec<String> = by_type.iter().map(|(label, n)| format!("{n} {label}")).collect();
            let types = if types.is_empty() { String::new() } else { format!(" ({})", types.join(", ")) };
            format!("freed: {}, {}{types}", count(*objects, "object"), count(*bytes, "byte"))
        }
        Event::Abandoned => "abandoned: a trace hook failed, nothing changed".to_owned(),
        Event::End { collection, .. } => end(collection),
    }
}

fn end(collection: &Collection) -> String {
    let (before, after) = (collection.threshold_before, collection.threshold_after);
    if before == after {
        format!("end: threshold {after}")
    } else {
        format!("end: threshold {before} -> {after}")
    }
}

fn count(n: u64, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Young => "young",
        Kind::Full => "full",
    }
}

fn reason(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Explicit => "explicit",
        Trigger::Allocations => "allocations",
        Trigger::Bytes => "bytes",
        Trigger::Limit => "limit",
        Trigger::Stress => "stress",
        Trigger::Orphan => "heap without owner",
    }
}
