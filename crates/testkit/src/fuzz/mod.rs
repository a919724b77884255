//! What the fuzz targets do with their bytes: the bodies of `fuzz/fuzz_targets`, which tests replay on seeds and on inputs that once failed.
//!
//! Invariant: a target panics if and only if something is wrong, whatever the bytes are, and the same bytes do the same.

mod data;
mod derive_trace;
mod dot;
mod generate;
mod parse;
mod run;
mod snapshot_files;
mod snapshot_writer;

pub use data::serde;
pub use derive_trace::derive_trace;
pub use generate::program;
pub use parse::parse;
pub use run::{generated, run};
pub use snapshot_writer::snapshot_writer;

use crate::heap_programs::{Program, quiet_panics};

/// What is done with the bytes of an input.
pub type Target = fn(&[u8]);

/// All targets by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("heap_ops", heap_ops),
    ("parse", parse),
    ("run", run),
    ("generated", generated),
    ("derive_trace", derive_trace),
    ("snapshot_writer", snapshot_writer),
    ("serde", serde),
];

/// Steps of a heap program; the model looks at everything after each of them.
const STEPS: u64 = 400;

/// A heap program, compared with the model after each step.
///
/// # Panics
/// Heap and model differ.
pub fn heap_ops(bytes: &[u8]) {
    quiet_panics();
    Program::spelled(bytes, STEPS);
}
