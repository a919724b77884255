//! What the collections of a run achieved, one line each: `full explicit: 2 garbage, freed 2 Node`.
//!
//! Invariant: the lines tell what the program can hold the collector to (what was garbage, what of it was freed) and nothing that tuning may
//! change: no candidates, edges, sizes, thresholds or times.

use crate::Sink;
use oxbow_interp::Event;

/// An observer that writes the lines.
pub(crate) fn summary(lines: Sink) -> impl FnMut(&Event) {
    move |event| match event {
        Event::Start { kind, trigger, .. } => lines.push(&format!("{kind:?} {trigger:?}: ").to_lowercase()),
        Event::Verdict { garbage, .. } => lines.push(&format!("{garbage} garbage")),
        Event::Freed { by_type, .. } => {
            let types: Vec<String> =
                by_type.iter().map(|(label, count)| format!("{count} {label}")).collect();
            lines.push(&format!(", freed {}", types.join(", ")));
        }
        Event::Abandoned => lines.push(", abandoned"),
        Event::End { .. } => lines.push("\n"),
        _ => {}
    }
}
