//! Source files: finding and reading them.
//!
//! Invariant: files come in the order in which they were named, those of a folder sorted by path, each once.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Largest source file, in bytes: the interpreter's own limit.
const MAX_SOURCE: u64 = 100 << 20;
/// Suffixes of source files.
const SUFFIXES: [&str; 2] = ["ox", "naab"];

/// The files that are named, and those of the folders that are named which `wanted` takes. Hidden folders are left out.
///
/// # Errors
/// A path does not exist or a folder cannot be read: the message names it.
pub(crate) fn find(paths: &[PathBuf], wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let mut found = vec![];
    let mut seen = HashSet::new();
    for path in paths {
        if !path.is_dir() {
            if !path.exists() {
                return Err(format!("cannot read {}: no such file or folder", path.display()));
            }
            found.extend(Some(path.clone()).filter(|path| seen.insert(path.clone())));
            continue;
        }
        let hidden = |name: &str| name.len() > 1 && name.starts_with('.') && name != "..";
        let walk = WalkDir::new(path).sort_by_file_name().into_iter();
        for entry in
            walk.filter_entry(|entry| entry.depth() == 0 || !hidden(&entry.file_name().to_string_lossy()))
        {
            let entry = entry.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            // Files below `.` are named as a user would.
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path()).to_path_buf();
            if path.is_file() && is_source(&path) && wanted(&path) && seen.insert(path.clone()) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|suffix| SUFFIXES.iter().any(|known| suffix == *known))
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut text = String::new();
    // Devices and pipes do not tell their size, so what is read is limited as well.
    if size <= MAX_SOURCE {
        file.take(MAX_SOURCE + 1).read_to_string(&mut text)?;
    }
    let size = size.max(text.len() as u64);
    if size > MAX_SOURCE {
        let message = format!("{size} bytes, but a source file may have at most {MAX_SOURCE}");
        return Err(io::Error::other(message));
    }
    Ok(text)
}
