//! The heap's totals, and the time, as a table.

use oxbow_interp::Stats;
use std::time::Duration;

/// One line for each figure, aligned.
pub(crate) fn totals(stats: &Stats) -> String {
    let rows = [
        ("objects allocated", stats.allocated),
        ("objects freed", stats.freed),
        ("  as part of cycles", stats.cycle_freed),
        ("objects live", stats.live),
        ("bytes live", stats.bytes as u64),
        ("young collections", stats.collections_young),
        ("full collections", stats.collections_full),
        ("finalizers run", stats.finalized),
        ("objects resurrected", stats.resurrected),
        ("threshold", u64::from(stats.threshold)),
    ];
    rows.iter().map(|(label, figure)| format!("{label:<20}{figure:>14}\n")).collect()
}

/// Two lines of milliseconds by the clock on the wall: loading and running, and what of it went into collections.
pub(crate) fn times(all: Duration, collecting: Duration) -> String {
    let rows = [("milliseconds", all), ("  collecting", collecting)];
    rows.iter().map(|(label, time)| format!("{label:<20}{:>14.3}\n", time.as_secs_f64() * 1e3)).collect()
}
