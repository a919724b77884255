//! `oxbow run`: what can be asked for.

use clap::{Args, ValueEnum};
use oxbow_interp::SnapshotFormat;
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
pub(crate) struct Run {
    /// Write what the collector does to stderr, a line for each phase: text, or JSON with times
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub(crate) gc_log: Option<LogFormat>,
    /// Write that log to a file instead
    #[arg(long, value_name = "PATH")]
    pub(crate) gc_log_file: Option<PathBuf>,
    /// Write the heap's totals to stderr when the script has ended
    #[arg(long)]
    pub(crate) gc_stats: bool,
    /// Collect automatically after N allocations of containers (default: adapts itself)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) gc_threshold: Option<u32>,
    /// Collect at every opportunity: slow, for finding bugs
    #[arg(long)]
    pub(crate) gc_stress: bool,
    /// When main has ended, write what is on the heap: .heapsnapshot (Chrome's DevTools), .dot (Graphviz) or .json
    #[arg(long, value_name = "FILE", value_parser = snapshot_file)]
    pub(crate) heap_snapshot: Option<SnapshotFile>,
    /// End the script with an error after N loop rounds and calls
    #[arg(long, value_name = "N")]
    pub(crate) fuel: Option<u64>,
    /// Raise a MemoryError when the script holds more than SIZE bytes (suffixes K, M and G multiply by 1024)
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(crate) memory_limit: Option<usize>,
    /// The script, then its arguments (`env.get_args()`)
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE [ARGS]")]
    pub(crate) script: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// `[GC] ...`, the same for the same program
    Text,
    /// One object in each line, with times in nanoseconds
    Json,
}

/// A snapshot's file, whose extension names a format.
#[derive(Clone, Debug)]
pub(crate) struct SnapshotFile {
    pub(crate) path: PathBuf,
    pub(crate) format: SnapshotFormat,
}

fn snapshot_file(text: &str) -> Result<SnapshotFile, String> {
    match SnapshotFormat::of_path(Path::new(text)) {
        Some(format) => Ok(SnapshotFile { path: text.into(), format }),
        None => Err("the name must end in .heapsnapshot, .dot or .json".to_owned()),
    }
}

/// A number of bytes, as `4096` or `64M`.
fn bytes(text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.char_indices().next_back() {
        Some((end, 'K' | 'k')) => (&text[..end], 1 << 10),
        Some((end, 'M' | 'm')) => (&text[..end], 1 << 20),
        Some((end, 'G' | 'g')) => (&text[..end], 1 << 30),
        _ => (text, 1),
    };
    let number: usize = digits.parse().map_err(|_| String::from("not a number of bytes"))?;
    number.checked_mul(unit).ok_or_else(|| String::from("too large"))
}
