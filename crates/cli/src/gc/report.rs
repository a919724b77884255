//! The figures of a run, as plain data. Its JSON form is what `oxbow gc --json` prints.
//!
//! Invariant: but for times, the same program gives the same report. Shared variables, which scripts cannot see, are passed over; what belongs to
//! the program itself (functions and their module hold each other) is counted apart.

use super::advice::{self, Advice};
use oxbow_interp::{CollectionKind, MemoryReport, Shape, Snapshot, Step};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Everything there is to say.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The script.
    pub(super) program: String,
    /// Whether it ended without an error.
    pub(super) ended_well: bool,
    /// Nanoseconds from its start to the end of the last collection.
    pub(super) elapsed_ns: u64,
    pub(super) totals: Totals,
    /// Cycles that were freed, those with most bytes first.
    pub(super) cycles: Vec<Cycle>,
    /// Cycles of further shapes, not told apart.
    pub(super) other_cycles: Sum,
    /// Cycles among the program's own functions and types, freed at its end.
    pub(super) program_itself: Sum,
    /// What collections freed, by type.
    pub(super) freed: Vec<Kind>,
    /// What was on the heap when `main` had ended, by type.
    pub(super) left: Vec<Kind>,
    pub(super) timeline: Vec<Point>,
    pub(super) pauses: Vec<Bucket>,
}

#[derive(Debug, Serialize)]
pub(super) struct Totals {
    pub(super) young_collections: u64,
    pub(super) full_collections: u64,
    pub(super) visited_objects: u64,
    pub(super) followed_edges: u64,
    pub(super) freed_objects: u64,
    pub(super) freed_bytes: u64,
    /// Most bytes when a collection began or ended.
    pub(super) largest_heap: usize,
    pub(super) pause_ns: u64,
    pub(super) longest_pause_ns: u64,
}

/// A shape of cycle.
#[derive(Debug, Serialize)]
pub(super) struct Cycle {
    /// The loop as a line of text.
    pub(super) text: String,
    pub(super) steps: Vec<Hop>,
    /// Rings: some cycles go through the steps several times.
    pub(super) repeats: bool,
    pub(super) cycles: u64,
    /// Objects on cycles.
    pub(super) objects: u64,
    /// Objects that only hung on them.
    pub(super) held: u64,
    pub(super) bytes: u64,
    /// Objects on the shortest and the longest loop; the latter is unknown if it was too long to be followed.
    pub(super) shortest: usize,
    pub(super) longest: Option<usize>,
    pub(super) made: Vec<Site>,
    pub(super) advice: Advice,
    pub(super) edges: Vec<Line>,
}

/// An object of the loop, and how it refers to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Hop {
    #[serde(rename = "type")]
    pub(super) label: String,
    pub(super) edge: String,
}

/// Where objects were made.
#[derive(Debug, Serialize)]
pub(super) struct Site {
    #[serde(rename = "type")]
    pub(super) label: String,
    pub(super) place: String,
    pub(super) count: u64,
}

/// A kind of edge inside the cycles.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) from: String,
    pub(super) edge: String,
    pub(super) to: String,
    pub(super) count: u64,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Sum {
    pub(super) count: u64,
    pub(super) bytes: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Kind {
    #[serde(rename = "type")]
    pub(super) label: String,
    pub(super) count: u64,
    pub(super) bytes: u64,
}

/// A collection, or several neighbours.
#[derive(Debug, Serialize)]
pub(super) struct Point {
    pub(super) collections: u64,
    pub(super) full: bool,
    pub(super) trigger: &'static str,
    pub(super) began_ns: u64,
    pub(super) pause_ns: u64,
    pub(super) bytes_before: usize,
    pub(super) bytes_after: usize,
    pub(super) live_before: u64,
    pub(super) live_after: u64,
    pub(super) freed_objects: u64,
}

/// Pauses below a length, and not below half of it.
#[derive(Debug, Serialize)]
pub(super) struct Bucket {
    pub(super) below_us: u64,
    pub(super) count: u64,
}

impl Report {
    pub(super) fn new(program: &str, ended_well: bool, memory: &MemoryReport, left: Vec<Kind>) -> Report {
        let (totals, runs, cycles) = (memory.totals(), memory.runs(), memory.cycles());
        let (own, shapes): (Vec<_>, Vec<_>) = cycles.shapes().into_iter().partition(|shape| is_own(shape));
        let others = cycles.others();
        let points: Vec<Point> = runs.iter().map(point).collect();
        // With the buffers that the objects owned, as in the tables.
        let freed_bytes = cycles.types().map(|(_, total)| total.bytes).sum();
        Report {
            program: program.to_owned(),
            ended_well,
            elapsed_ns: points.last().map_or(0, |last| last.began_ns + last.pause_ns),
            totals: Totals {
                young_collections: totals.young,
                full_collections: totals.full,
                visited_objects: totals.visited,
                followed_edges: totals.edges,
                freed_objects: totals.freed_objects,
                freed_bytes,
                largest_heap: totals.peak_bytes,
                pause_ns: nanos(totals.pause),
                longest_pause_ns: nanos(totals.longest_pause),
            },
            cycles: shapes.into_iter().map(cycle).collect(),
            other_cycles: Sum { count: others.count, bytes: others.bytes },
            program_itself: own.iter().fold(Sum::default(), |sum, shape| Sum {
                count: sum.count + shape.objects + shape.held,
                bytes: sum.bytes + shape.bytes,
            }),
            freed: by_bytes(
                cycles.types().map(|(label, total)| (label.to_owned(), (total.count, total.bytes))),
            ),
            left,
            timeline: points,
            pauses: (0..)
                .zip(totals.pauses)
                .map(|(bits, count)| Bucket { below_us: 1 << bits, count })
                .collect(),
        }
    }

    pub(super) fn json(&self) -> io::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// What is on the heap, by type.
pub(super) fn left(snapshot: &Snapshot) -> Vec<Kind> {
    let mut types: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for node in &snapshot.nodes {
        let (count, bytes) = types.entry(&node.label).or_default();
        (*count, *bytes) = (*count + 1, *bytes + (node.bytes + node.buffers) as u64);
    }
    by_bytes(types.into_iter().map(|(label, total)| (label.to_owned(), total)))
}

fn by_bytes(types: impl Iterator<Item = (String, (u64, u64))>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = types.map(|(label, (count, bytes))| Kind { label, count, bytes }).collect();
    kinds.sort_by(|a, b| (b.bytes, &a.label).cmp(&(a.bytes, &b.label)));
    kinds
}

/// Functions hold their module, which holds them: no script can help it.
fn is_own(shape: &Shape) -> bool {
    shape.steps.iter().any(|step| step.label == "module")
}

fn cycle(shape: &Shape) -> Cycle {
    let steps = hops(&shape.steps);
    Cycle {
        text: text(&steps),
        advice: advice::of(shape, &steps),
        steps,
        repeats: shape.repeats,
        cycles: shape.cycles,
        objects: shape.objects,
        held: shape.held,
        bytes: shape.bytes,
        shortest: shape.shortest,
        longest: shape.longest,
        made: shape
            .sites()
            .filter(|(label, ..)| *label != "variable")
            .map(|(label, place, count)| Site { label: label.to_owned(), place: place.to_owned(), count })
            .collect(),
        edges: shape
            .links()
            .map(|(link, count)| Line {
                from: link.from.clone(),
                edge: link.edge.clone(),
                to: link.to.clone(),
                count,
            })
            .collect(),
    }
}

/// The steps without shared variables: a closure refers to what its variable holds.
fn hops(steps: &[Step]) -> Vec<Hop> {
    let visible = steps.iter().filter(|step| step.label != "variable");
    visible.map(|step| Hop { label: step.label.clone(), edge: step.edge.clone() }).collect()
}

fn text(steps: &[Hop]) -> String {
    let mut text: String = steps.iter().map(|step| format!("{} -> ", step.text())).collect();
    text.push_str(steps.first().map_or("", |first| &first.label));
    text
}

impl Hop {
    /// `Node.next`, `list[3]`
    pub(super) fn text(&self) -> String {
        let Hop { label, edge } = self;
        if edge.starts_with('[') { format!("{label}{edge}") } else { format!("{label}.{edge}") }
    }
}

fn point(run: &oxbow_interp::Run) -> Point {
    use oxbow_interp::Trigger::{Allocations, Bytes, Explicit, Limit, Orphan, Stress};
    Point {
        collections: run.collections,
        full: run.kind == CollectionKind::Full,
        trigger: match run.trigger {
            Explicit => "explicit",
            Allocations => "allocations",
            Bytes => "bytes",
            Limit => "limit",
            Stress => "stress",
            Orphan => "heap without owner",
        },
        began_ns: nanos(run.began),
        pause_ns: nanos(run.pause),
        bytes_before: run.bytes_before,
        bytes_after: run.bytes_after,
        live_before: run.live_before,
        live_after: run.live_after,
        freed_objects: run.freed_objects,
    }
}

fn nanos(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
