//! The heap's totals as a table.

use oxbow_interp::Stats;

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
