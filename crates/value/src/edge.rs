//! Names of edges in snapshots, as the derive makes them.

/// The number in `field[number]` or `field[number].more`.
pub(crate) fn index_in(name: &str, field: &str) -> Option<usize> {
    let (index, _) = name.strip_prefix(field)?.strip_prefix('[')?.split_once(']')?;
    index.parse().ok()
}
