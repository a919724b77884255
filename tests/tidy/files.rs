//! The files of the repository, without what builds and tools leave there; and what holds for every one of them.

use oxbow_testkit::root;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are no part of the repository, wherever they are.
const FOREIGN: [&str; 6] = ["target", ".git", "corpus", "artifacts", "coverage", "mutants.out"];
const LARGEST: u64 = 1 << 20;

/// All files below a folder.
pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(dir) = folders.pop() {
        for path in fs::read_dir(&dir).expect("a folder").flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !path.is_dir() {
                found.push(path);
            } else if !FOREIGN.contains(&name.as_str()) {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

/// All Rust files as (path from the root, text), but the inputs of the derive's tests, which are shown whole in snapshots.
pub(crate) fn rust() -> Vec<(String, String)> {
    let files =
        below(&root()).into_iter().filter(|path| path.extension().is_some_and(|suffix| suffix == "rs"));
    let named = files.map(|path| (name(&path), path)).filter(|(name, _)| !name.contains("derive_errors/"));
    named.map(|(name, path)| (name, fs::read_to_string(path).expect("a text"))).collect()
}

/// The path from the root, with `/` between parts.
pub(crate) fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[test]
fn files_are_small() {
    for path in below(&root()) {
        let size = fs::metadata(&path).expect("a file").len();
        assert!(size <= LARGEST, "{}: {size} bytes", name(&path));
    }
}

#[test]
fn nothing_is_left_to_do() {
    // Put together here, so that this file does not contain them.
    let marks = ["TO", "FIX", "XX"].iter().zip(["DO", "ME", "X"]).map(|(a, b)| format!("{a}{b}"));
    let marks: Vec<String> =
        marks.chain([format!("{}/", "/work"), format!("{}/", "/root"), format!("{}!", "dbg")]).collect();
    for (file, text) in rust() {
        for mark in &marks {
            assert!(!text.contains(mark), "{file} contains {mark}");
        }
    }
}
