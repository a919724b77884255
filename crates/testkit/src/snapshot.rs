//! The one way to compare text with a snapshot.
//!
//! Invariant: `snapshots/<stage>/<name>.snap` belongs to `tests/scripts/<name>.ox` and to nothing else: no module prefix, no suffix, no counter.

use crate::root;
use std::path::PathBuf;

/// Compares `text` with the snapshot of a stage.
///
/// # Panics
/// They differ, or there is none.
pub fn check(stage: &str, name: &str, text: &str) {
    let (folder, leaf) = name.rsplit_once('/').unwrap_or(("", name));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots").join(stage).join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.remove_snapshot_suffix();
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(leaf, text));
}

/// Whether a stage has a snapshot of that name.
pub fn exists(stage: &str, name: &str) -> bool {
    path(stage, name).is_file()
}

fn path(stage: &str, name: &str) -> PathBuf {
    root().join("snapshots").join(stage).join(format!("{name}.snap"))
}
