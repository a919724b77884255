//! Malformed and malicious scripts, files and arguments: each ends in a diagnostic and the right exit status, within a second of processor
//! time, a native stack of 1 MiB, and without a panic.
//!
//! Each file holds the cases of one kind; `case` runs them.

mod arguments;
mod bytes;
mod calls;
mod case;
mod imports;
mod limits;
mod nesting;
mod streams;
mod words;

use case::{Case, check};

/// All cases.
fn cases() -> Vec<Case> {
    let kinds = [
        arguments::cases(),
        bytes::cases(),
        calls::cases(),
        imports::cases(),
        limits::cases(),
        nesting::cases(),
        words::cases(),
    ];
    kinds.into_iter().flatten().collect()
}

#[test]
fn every_hostile_input_ends_in_a_diagnostic() {
    let cases = cases();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "two cases of one name");
    assert!(count >= 200, "{count} cases");
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(failures.is_empty(), "{} of {count} cases:\n\n{}", failures.len(), failures.join("\n\n"));
}
