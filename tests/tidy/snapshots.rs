//! Snapshots and scripts belong together.

use crate::files::below as files;
use oxbow_testkit::{Expectation, root, scripts};
use std::collections::HashSet;
use std::fs;

/// Folders of `snapshots/`, and the scripts whose names their snapshots bear.
const STAGES: [(&str, &[&str]); 6] = [
    ("tokens", &["ok/stages"]),
    ("ast", &["ok/stages"]),
    ("bytecode", &["ok/stages"]),
    ("output", &["ok", "gc", "err"]),
    ("error", &["err"]),
    ("gc", &["gc"]),
];

#[test]
fn every_snapshot_belongs_to_a_script() {
    let base = root().join("snapshots");
    for entry in fs::read_dir(&base).expect("the snapshots").flatten() {
        let stage = entry.file_name().to_string_lossy().into_owned();
        if stage == "cli" {
            // What the program's own tests compare with, by command.
            continue;
        }
        let Some((_, folders)) = STAGES.iter().find(|(name, _)| *name == stage) else {
            panic!("unknown stage: snapshots/{stage}")
        };
        let names: HashSet<String> =
            folders.iter().flat_map(|folder| scripts(folder)).map(|script| script.name).collect();
        for file in files(&entry.path()) {
            assert_eq!(
                file.extension().and_then(|s| s.to_str()),
                Some("snap"),
                "not a reviewed snapshot: {}",
                file.display()
            );
            let name = file.strip_prefix(entry.path()).expect("a file below the stage").with_extension("");
            assert!(names.contains(&*name.to_string_lossy()), "no script for {}", file.display());
        }
    }
}

#[test]
fn headers_agree_with_folders() {
    for script in scripts("") {
        let polarity = script.name.split('/').next();
        let finishes = script.expectation() == Expectation::Finishes;
        assert_eq!(finishes, polarity != Some("err"), "{}: header and folder disagree", script.path);
        assert_eq!(script.name.split('/').count(), 3, "{}: not <polarity>/<feature>/<case>", script.path);
        assert!(script.source.starts_with("//"), "{}: says nothing about itself", script.path);
    }
}
