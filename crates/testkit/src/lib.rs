//! Helpers of the tests: random heap programs with a naive model, what fuzzers do with their bytes, and the script corpus: scripts are found by folder, run with captured output,
//! and compared with snapshots in one way.
//!
//! A suite over scripts is a few lines: it names the folders, and what to check about one script.

#[cfg(feature = "scripts")]
mod collections;
#[cfg(feature = "fuzz")]
pub mod fuzz;
pub mod heap_programs;
#[cfg(any(feature = "fuzz", feature = "scripts"))]
mod inside;
#[cfg(feature = "fuzz")]
mod layout;
#[cfg(feature = "scripts")]
mod run;
#[cfg(feature = "scripts")]
mod scripts;
#[cfg(feature = "scripts")]
mod sink;
#[cfg(feature = "scripts")]
mod snapshot;
#[cfg(feature = "scripts")]
mod soak;
#[cfg(feature = "scripts")]
mod suite;

#[cfg(feature = "fuzz")]
pub use layout::check_layout;
#[cfg(feature = "scripts")]
pub use {
    run::{End, Outcome, Settings, run},
    scripts::{Expectation, Script, root, scripts},
    sink::Sink,
    snapshot::{check as check_snapshot, exists as snapshot_exists},
    soak::{Sample, Soak, soak},
    suite::{Check, suite},
};
