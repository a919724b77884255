//! The formatter over every program of the repository: it accepts what parses, its result is stable, and compiles to the same instructions.

use oxbow_interp::stages;
use oxbow_testkit::{check_layout, root, scripts};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything that parses: (name, text).
fn programs() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = ["ok", "gc", "err"]
        .into_iter()
        .flat_map(scripts)
        .map(|script| (script.path, script.source))
        .filter(|(name, text)| stages::ast(name, text).is_ok())
        .collect();
    for folder in ["benches/scripts", "examples"] {
        found.extend(files(&root().join(folder)).into_iter().map(|path| {
            let text = fs::read_to_string(&path).expect("a script");
            (path.display().to_string(), text)
        }));
    }
    assert!(found.len() > 600, "the corpus was found");
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "ox"))
        .collect()
}

#[test]
fn what_is_formatted_keeps_its_instructions_and_stays_as_it_is() {
    let failures: Vec<String> = programs()
        .iter()
        .filter_map(|(name, text)| check_layout(name, text).err().map(|e| format!("{name}: {e}")))
        .collect();
    assert!(failures.is_empty(), "{} programs:\n{}", failures.len(), failures.join("\n"));
}
