//! [`GcLog`]: an observer that writes what the collector does: a `[GC] ...` line, or a JSON object, for each phase.
//!
//! The text holds no addresses, and times only when asked, so that the same program writes the same log. JSON lines hold times, by a clock
//! that can be replaced.

use std::fmt::Write as _;
use std::io::Write;
use std::time::{Duration, Instant};

use crate::collect::{Kind, Trigger};
use crate::event::{Event, Observer};
use crate::json::quoted;
use crate::stats::Collection;

/// Writes events as lines to a sink. A sink that fails is ignored: a log must not stop the program.
pub struct GcLog<W> {
    sink: W,
    form: Form,
    /// Time since the log was made.
    clock: Box<dyn FnMut() -> Duration>,
    /// Number of the running collection, from 1, and when it began.
    collection: u64,
    began: Duration,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text { times: bool },
    Json,
}

impl<W: Write> GcLog<W> {
    /// A log of text lines without times.
    pub fn new(sink: W) -> GcLog<W> {
        let made = Instant::now();
        let clock = Box::new(move || made.elapsed());
        GcLog { sink, form: Form::Text { times: false }, clock, collection: 0, began: Duration::ZERO }
    }

    /// A log of JSON objects, one in each line. Each names its `event`, the number of the `collection`, and the nanoseconds `ns`
    /// since the log was made; the other members are those of [`Event`].
    pub fn json(sink: W) -> GcLog<W> {
        GcLog { form: Form::Json, ..GcLog::new(sink) }
    }

    /// Whether the last text line of a run says how long it took.
    #[must_use]
    pub fn with_times(mut self, times: bool) -> GcLog<W> {
        if let Form::Text { times: shown } = &mut self.form {
            *shown = times;
        }
        self
    }

    /// Takes the time from `clock`, which gives the time since the log was made.
    #[must_use]
    pub fn with_clock(self, clock: impl FnMut() -> Duration + 'static) -> GcLog<W> {
        GcLog { clock: Box::new(clock), ..self }
    }
}

impl<W: Write> Observer for GcLog<W> {
    fn event(&mut self, event: &Event) {
        let now = if self.form == (Form::Text { times: false }) { Duration::ZERO } else { (self.clock)() };
        if let Event::Start { .. } = event {
            self.collection += 1;
            self.began = now;
        }
        let elapsed = now.saturating_sub(self.began);
        let line = match self.form {
            Form::Text { times } => {
                let mut line = format!("[GC] {}", render(event));
                if let (Event::End { .. }, true) = (event, times) {
                    let _ = write!(line, ", {:.3} ms", elapsed.as_secs_f64() * 1e3);
                }
                line
            }
            Form::Json => self.object(event, now, elapsed),
        };
        let _ = writeln!(self.sink, "{line}");
    }
}

impl<W> GcLog<W> {
    fn object(&self, event: &Event, now: Duration, elapsed: Duration) -> String {
        let (name, mut rest) = members(event);
        if let Event::End { .. } = event {
            let _ = write!(rest, ",\"elapsed_ns\":{}", elapsed.as_nanos());
        }
        let (collection, now) = (self.collection, now.as_nanos());
        format!("{{\"event\":\"{name}\",\"collection\":{collection},\"ns\":{now}{rest}}}")
    }
}

/// Name and members of an event's JSON object.
fn members(event: &Event) -> (&'static str, String) {
    match event {
        Event::Start { kind, trigger, candidates, live, bytes } => {
            let (kind, trigger) = (quoted(kind_name(*kind)), quoted(reason(*trigger)));
            let counts = numbers(&[("candidates", *candidates), ("live", *live), ("bytes", *bytes as u64)]);
            ("start", format!(",\"kind\":{kind},\"trigger\":{trigger}{counts}"))
        }
        Event::Marked { objects, edges } => ("marked", numbers(&[("objects", *objects), ("edges", *edges)])),
        Event::Verdict { garbage, live, pruned, kept } => {
            let counts = [("garbage", *garbage), ("live", *live), ("pruned", *pruned), ("kept", *kept)];
            ("verdict", numbers(&counts))
        }
        Event::Finalized { run, resurrected } => {
            ("finalized", numbers(&[("run", *run), ("resurrected", *resurrected)]))
        }
        Event::Freed { by_type, objects, bytes } => {
            let types: Vec<String> =
                by_type.iter().map(|(label, n)| format!("{}:{n}", quoted(label))).collect();
            let counts = numbers(&[("objects", *objects), ("bytes", *bytes)]);
            ("freed", format!("{counts},\"types\":{{{}}}", types.join(",")))
        }
        Event::Abandoned => ("abandoned", String::new()),
        Event::End { collection, live, bytes, .. } => ("end", figures(collection, *live, *bytes)),
    }
}

fn figures(c: &Collection, live: u64, bytes: usize) -> String {
    numbers(&[
        ("threshold_before", c.threshold_before.into()),
        ("threshold_after", c.threshold_after.into()),
        ("freed_objects", c.freed_objects),
        ("freed_bytes", c.freed_bytes),
        ("live", live),
        ("bytes", bytes as u64),
    ])
}

/// `,"name":number` for each.
fn numbers(members: &[(&str, u64)]) -> String {
    members.iter().fold(String::new(), |mut text, (name, number)| {
        let _ = write!(text, ",\"{name}\":{number}");
        text
    })
}

fn render(event: &Event) -> String {
    match event {
        Event::Start { kind, trigger, candidates, .. } => {
            format!("start: {} ({}), {}", kind_name(*kind), reason(*trigger), count(*candidates, "candidate"))
        }
        Event::Marked { objects, edges } => {
            format!("marked: {}, {}", count(*objects, "object"), count(*edges, "edge"))
        }
        Event::Verdict { garbage, live, pruned, kept } => {
            let kept =
                if *kept == 0 { String::new() } else { format!(", {} kept", count(*kept, "candidate")) };
            format!("verdict: {garbage} garbage, {live} live, {pruned} pruned{kept}")
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
