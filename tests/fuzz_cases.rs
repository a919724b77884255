//! The fuzz targets without a fuzzer: on their seeds, on inputs that once failed (`fuzz/cases`), and on some random bytes.

use oxbow_testkit::fuzz::TARGETS;
use oxbow_testkit::heap_programs::Random;
use oxbow_testkit::root;
use std::fs;
use std::path::PathBuf;

/// Random inputs for each target; the fuzzer itself is for more.
const RANDOM: u64 = 40;

#[test]
fn seeds_and_former_failures_pass() {
    for (name, target) in TARGETS {
        for kind in ["seeds", "cases"] {
            for file in inputs(kind, name) {
                println!("{}", file.display());
                target(&fs::read(&file).expect("an input"));
            }
        }
    }
}

#[test]
fn random_bytes_pass() {
    let mut random = Random(8);
    for (name, target) in TARGETS {
        for round in 0..RANDOM {
            println!("{name}, input {round}");
            let bytes: Vec<u8> = (0..random.below(300)).map(|_| random.below(256) as u8).collect();
            target(&bytes);
        }
    }
}

#[test]
fn every_target_has_seeds() {
    for (name, _) in TARGETS {
        assert!(!inputs("seeds", name).is_empty(), "fuzz/seeds/{name} is empty");
    }
}

/// The files of `fuzz/<kind>/<target>`, sorted; a folder that does not exist has none.
fn inputs(kind: &str, target: &str) -> Vec<PathBuf> {
    let folder = root().join("fuzz").join(kind).join(target);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files
}
