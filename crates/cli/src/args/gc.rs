//! `oxbow gc`: what can be asked for.

use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Gc {
    /// Write the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Write it as a page for a browser as well, which needs no network
    #[arg(long, value_name = "PAGE")]
    pub(crate) html: Option<PathBuf>,
    /// Collect automatically after N allocations of containers (default: adapts itself)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) gc_threshold: Option<u32>,
    /// The script, then its arguments (`env.get_args()`)
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE [ARGS]")]
    pub(crate) script: Vec<String>,
}
