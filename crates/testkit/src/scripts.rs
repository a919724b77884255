//! The script corpus: `tests/scripts/<polarity>/<feature>/<case>.ox`.
//!
//! Invariant: a script's name (`ok/closures/counter`) is its path without the common root and the suffix, and its snapshots have the same name
//! below `snapshots/<stage>/`. Files in folders called `lib` are modules that scripts import, not scripts.
//!
//! The first comment lines say what a script expects:
//! - `// error: <fragment>`: it ends with an uncaught error, or is refused, and the report contains the fragment;
//! - `// rejected: <fragment>`: it is refused before anything runs;
//! - neither: it ends normally;
//! - `// stress: figures differ`: it prints collection figures, which depend on when the collector runs.

use std::fs;
use std::path::{Path, PathBuf};

/// What a script's header promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Ends normally.
    Finishes,
    /// Ends with an error whose report contains the text, when it is loaded or run.
    Fails(String),
    /// Is refused with a report that contains the text.
    Rejected(String),
}

/// One script of the corpus.
#[derive(Clone, Debug)]
pub struct Script {
    /// Path below `tests/scripts`, without suffix.
    pub name: String,
    /// Path below the repository's root, with `/` between parts: the name that diagnostics show.
    pub path: String,
    /// The text.
    pub source: String,
}

impl Script {
    /// What the header promises.
    pub fn expectation(&self) -> Expectation {
        if let Some(fragment) = self.header("error:") {
            Expectation::Fails(fragment)
        } else if let Some(fragment) = self.header("rejected:") {
            Expectation::Rejected(fragment)
        } else {
            Expectation::Finishes
        }
    }

    /// Whether the output depends on when the collector runs.
    pub fn figures_differ_under_stress(&self) -> bool {
        self.header("stress:").is_some()
    }

    /// The text behind `// <key>` in the comment lines at the top.
    fn header(&self, key: &str) -> Option<String> {
        let comments = self.source.lines().map_while(|line| line.strip_prefix("// "));
        comments.into_iter().find_map(|line| line.strip_prefix(key)).map(|rest| rest.trim().to_owned())
    }
}

/// The repository's root.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// All scripts below `tests/scripts/<folder>`, sorted by name.
///
/// # Panics
/// A folder or file cannot be read: the corpus is part of the repository.
pub fn scripts(folder: &str) -> Vec<Script> {
    let base = root().join("tests/scripts");
    let mut found = Vec::new();
    let mut folders = vec![base.join(folder)];
    while let Some(dir) = folders.pop() {
        let entries = fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "lib") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|suffix| suffix == "ox") {
                found.push(read(&base, &path));
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!found.is_empty(), "no scripts in {folder}");
    found
}

fn read(base: &Path, path: &Path) -> Script {
    let relative = path.strip_prefix(base).unwrap_or(path).with_extension("");
    let name = relative.to_string_lossy().replace('\\', "/");
    let source = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    Script { path: format!("tests/scripts/{name}.ox"), name, source }
}
