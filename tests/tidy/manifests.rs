//! Dependencies: each is used by the crate that names it, and may be used under its licence.

use oxbow_testkit::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Licences that ask for no more than to be named, and those of peers in the benchmarks, which are not part of what is built (MPL-2.0). An expression with `OR` needs one of them, one with `AND` only these.
const LICENCES: [&str; 15] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unicode-3.0",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT-0",
    "MPL-2.0",
    "MPL-2.0+",
];

#[test]
fn every_dependency_is_used() {
    for folder in ["cc", "cc-derive", "value", "interp", "cli", "testkit"] {
        let folder = root().join("crates").join(folder);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
        assert_used(&folder, &dependencies(&manifest, "dependencies"), &["src"]);
        assert_used(&folder, &dependencies(&manifest, "dev-dependencies"), &["src", "tests", "examples"]);
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    assert_used(&root(), &dependencies(&manifest, "dev-dependencies"), &["tests", "benches", "examples"]);
    let everywhere = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    for name in dependencies(&manifest, "workspace.dependencies") {
        assert!(everywhere.contains(&format!("name = \"{name}\"")), "{name} is declared and not used");
    }
}

/// The names in a section of a manifest.
fn dependencies(manifest: &str, section: &str) -> Vec<String> {
    let heading = format!("[{section}]");
    let lines = manifest
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let names = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    names.map(|(name, _)| name.trim().to_owned()).collect()
}

fn assert_used(folder: &Path, names: &[String], places: &[&str]) {
    let folders = places.iter().map(|place| folder.join(place)).filter(|path| path.is_dir());
    let files = folders.flat_map(|path| crate::files::below(&path));
    let texts: Vec<String> = files.filter_map(|path| fs::read_to_string(path).ok()).collect();
    for name in names {
        // A library's name is its package's, joined by underscores or not at all.
        let words = [name.replace('-', "_"), name.replace('-', "")];
        let is_used = texts.iter().any(|text| words.iter().any(|word| text.contains(word)));
        assert!(is_used, "{}: {name} is not used", folder.display());
    }
}

#[test]
fn every_dependency_is_licensed() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| String::from("cargo"));
    let arguments =
        ["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"];
    let output = Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    // Tools may keep settings of the same name, which are not texts.
    let licences: BTreeSet<&str> =
        text.split("\"license\":").skip(1).filter(|rest| !rest.starts_with("true")).map(value).collect();
    assert!(licences.len() > 3, "{licences:?}");
    for licence in licences {
        assert!(is_allowed(licence), "{licence}");
    }
}

/// The string that a text begins with, or its first word.
fn value(text: &str) -> &str {
    text.strip_prefix('"')
        .and_then(|text| text.split('"').next())
        .unwrap_or(text.split(',').next().unwrap_or(text))
}

fn is_allowed(licence: &str) -> bool {
    let parts = licence.split(" AND ").map(|part| part.trim_matches(['(', ')']));
    let one = |part: &str| {
        let mut choices = part.split(" OR ").flat_map(|part| part.split('/'));
        choices.any(|choice| LICENCES.contains(&choice.trim_matches(['(', ')', ' '])))
    };
    parts.into_iter().all(one)
}
