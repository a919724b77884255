//! Helpers of the tests: scripts are found by folder, run with captured output, and compared with snapshots in one way.
//!
//! A suite is a few lines: it names the folders, and what to check about one script.

pub mod heap_programs;
mod run;
mod scripts;
mod sink;
mod snapshot;
mod suite;

pub use run::{End, Outcome, Settings, run};
pub use scripts::{Expectation, Script, root, scripts};
pub use sink::Sink;
pub use snapshot::{exists as snapshot_exists, check as check_snapshot};
pub use suite::{Check, suite};
