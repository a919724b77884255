//! `oxbow run`: what can be asked for.

use super::Cli;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use std::path::Path;

#[derive(Args, Debug)]
pub(crate) struct Run {
    /// Write what the collector does to stderr, a line for each phase
    #[arg(long)]
    pub(crate) gc_log: bool,
    /// Write the heap's totals to stderr when the script has ended
    #[arg(long)]
    pub(crate) gc_stats: bool,
    /// Collect automatically after N allocations of containers (default: adapts itself)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) gc_threshold: Option<u32>,
    /// Collect at every opportunity: slow, for finding bugs
    #[arg(long)]
    pub(crate) gc_stress: bool,
    /// End the script with an error after N loop rounds and calls
    #[arg(long, value_name = "N")]
    pub(crate) fuel: Option<u64>,
    /// Raise a MemoryError when the script holds more than SIZE bytes (suffixes K, M and G multiply by 1024)
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(crate) memory_limit: Option<usize>,
    /// The script, then its arguments (`env.get_args()`)
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE [ARGS]")]
    script: Vec<String>,
}

impl Run {
    /// The script's file.
    pub(crate) fn file(&self) -> &Path {
        Path::new(&self.script[0])
    }

    /// The script's arguments.
    pub(crate) fn args(&self) -> &[String] {
        &self.script[1..]
    }

    /// Flags behind FILE are the script's; before it, an unknown one is a mistake.
    pub(super) fn check(self) -> Result<Self, clap::Error> {
        match &self.script[0] {
            flag if flag.starts_with('-') && flag.len() > 1 => {
                let message = format!("unexpected argument '{flag}' found");
                Err(Cli::command().error(ErrorKind::UnknownArgument, message))
            }
            _ => Ok(self),
        }
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
