//! The table of behaviours names tests that exist, and every test that is named after an entry.

use crate::files::rust;
use oxbow_testkit::root;
use std::collections::BTreeSet;
use std::fs;

/// Entries of the catalogue that the table covers.
const ENTRIES: usize = 126;

#[test]
fn every_behaviour_names_a_test_that_exists_or_a_reason() {
    let table = fs::read_to_string(root().join("tests/BEHAVIOURS.md")).expect("the table");
    let tests = tests();
    let mut seen = BTreeSet::new();
    for line in table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| id")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, id, _, shown, _] = cells[..] else { panic!("not a row of three cells: {line}") };
        assert!(seen.insert(id.to_owned()), "{id} stands twice in the table");
        if let Some(reason) = shown.strip_prefix("does not apply: ") {
            assert!(reason.len() > 10, "{id}: no reason");
            continue;
        }
        let names: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{id} names no test");
        for name in names {
            assert!(tests.contains(name), "{id}: there is no test {name}");
        }
    }
    assert_eq!(seen.len(), ENTRIES, "entries of the catalogue");
}

#[test]
fn a_test_named_after_a_behaviour_is_in_its_row() {
    let table = fs::read_to_string(root().join("tests/BEHAVIOURS.md")).expect("the table");
    for name in tests() {
        let Some((_, function)) = name.split_once(": ") else { continue };
        for id in function.split('_').take_while(|part| is_entry(part)) {
            let start = format!("| {} |", id.to_uppercase());
            let row = table.lines().find(|line| line.starts_with(&start)).unwrap_or_default();
            assert!(row.contains(&format!("`{name}`")), "{name} is missing in the row: {row}");
        }
    }
}

/// A letter of the catalogue's chapters and two digits.
fn is_entry(part: &str) -> bool {
    matches!(part.as_bytes(), [b'a'..=b'k', b'0'..=b'9', b'0'..=b'9'])
}

/// Names of scripts (`gc/basic/two_nodes`) and of test functions with their file (`crates/cc/tests/hooks.rs: h12_weak`).
fn tests() -> BTreeSet<String> {
    let scripts = oxbow_testkit::scripts("").into_iter().map(|script| script.name);
    let functions = rust().into_iter().flat_map(|(file, text)| {
        let after: Vec<String> = text.split("#[test]").skip(1).filter_map(function_name).collect();
        after.into_iter().map(move |name| format!("{file}: {name}"))
    });
    scripts.chain(functions).collect()
}

/// The name of the first function of a text.
fn function_name(text: &str) -> Option<String> {
    let rest = text.split_once("fn ")?.1;
    Some(rest.split(['(', '<']).next()?.to_owned())
}
