//! Rules about Rust files: where `unsafe` may stand, texts at the top, sizes, and what may panic.

use crate::files::{name, rust};
use oxbow_testkit::root;
use std::fs;

/// Where `unsafe` may stand: the collector, the one window of the machine, and the derive, which writes `unsafe impl`.
const UNSAFE: [&str; 3] = ["crates/cc/", "crates/interp/src/vm/window.rs", "crates/cc-derive/src/expand.rs"];
/// "About 400 lines"; the match over all instructions is one idea.
const FILE_LINES: usize = 450;
const LONG_FILES: [&str; 1] = ["crates/interp/src/vm/run.rs"];
/// "About 40 lines"; tables, matches over all instructions, expressions or items, and what the derive writes, may be longer.
const FUNCTION_LINES: usize = 60;
const LONG_FUNCTIONS: [&str; 5] = [
    "crates/interp/src/vm/run.rs: run",
    "crates/interp/src/tools/format/expressions.rs: expr_inside",
    "crates/interp/src/tools/format/items.rs: item",
    "crates/cc-derive/src/expand.rs: trace",
    "crates/cli/tests/hostile/imports.rs: cases",
];

#[test]
fn unsafe_stands_where_it_may() {
    for (file, text) in rust() {
        let allowed = UNSAFE.iter().any(|place| file.starts_with(place));
        let lines = code_lines(&text);
        let found = lines.iter().find(|(_, line)| words(line).any(|word| word == "unsafe"));
        assert!(allowed || found.is_none(), "{file}:{}: unsafe", found.map_or(0, |(number, _)| *number));
    }
}

/// The compiler checks the notes; this checks that it is told to.
#[test]
fn unsafe_blocks_carry_a_safety_note() {
    for manifest in ["Cargo.toml", "crates/cc/Cargo.toml"] {
        let text = fs::read_to_string(root().join(manifest)).expect("a manifest");
        assert!(text.contains("undocumented_unsafe_blocks = \"deny\""), "{manifest}");
    }
    for (file, text) in rust().iter().filter(|(file, _)| file.starts_with("crates/")) {
        let silenced = text.contains("allow(clippy::undocumented_unsafe_blocks");
        assert!(!silenced, "{file} silences the check of SAFETY notes");
    }
}

#[test]
fn every_file_says_what_it_holds() {
    for (file, text) in rust() {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.len() > 8 && first.starts_with("//! "), "{file} does not say what it holds: {first}");
    }
}

#[test]
fn files_and_functions_are_short() {
    for (file, text) in rust() {
        let lines = text.lines().count();
        assert!(lines <= FILE_LINES || LONG_FILES.contains(&file.as_str()), "{file}: {lines} lines");
        for (function, lines) in functions(&text) {
            let place = format!("{file}: {function}");
            assert!(
                lines <= FUNCTION_LINES || LONG_FUNCTIONS.contains(&place.as_str()),
                "{place}: {lines} lines"
            );
        }
    }
}

/// In code that users reach, whatever can panic says why it does not: a message that states the invariant.
#[test]
fn panics_state_their_reason() {
    for (file, text) in rust().into_iter().filter(|(file, _)| is_user_reachable(file)) {
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (number, line) in code_lines(own) {
            let place = format!("{file}:{number}: {}", line.trim());
            for forbidden in [
                ".unwrap()",
                "todo!(",
                "unimplemented!(",
                ".expect(\"\")",
                "unreachable!()",
                "panic!()",
                "process::abort",
            ] {
                assert!(!line.contains(forbidden), "{place}");
            }
        }
    }
}

fn is_user_reachable(file: &str) -> bool {
    let source =
        ["cc", "value", "interp", "cli"].iter().any(|name| file.starts_with(&format!("crates/{name}/src/")));
    source && !file.contains("/tests/") && !file.ends_with("/tests.rs")
}

/// Lines and their numbers, without those that are comments.
fn code_lines(text: &str) -> Vec<(usize, &str)> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered.map(|(at, line)| (at, line.split("//").next().unwrap_or_default())).collect()
}

/// The words of a line outside string literals.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').step_by(2).flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

/// Functions and how many lines they have. The formatter puts a function's closing brace below its first word.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let mut rest = line.split_whitespace();
        let declared = rest
            .find(|word| !["pub", "const", "async", "unsafe"].contains(word) && !word.starts_with("pub("));
        if declared != Some("fn") {
            continue;
        }
        let name = rest.next().unwrap_or_default();
        let name = name.split(['(', '<']).next().unwrap_or_default();
        // Declarations without a body, and bodies of one line.
        let head = lines[start..].iter().find(|line| line.trim_end().ends_with(['{', ';', '}']));
        if head.is_none_or(|line| !line.trim_end().ends_with('{')) {
            continue;
        }
        let end = lines[start..].iter().position(|line| *line == format!("{indent}}}"));
        found.push((name.to_owned(), end.map_or(1, |lines| lines + 1)));
    }
    found
}

#[test]
fn names_are_paths_from_the_root() {
    assert_eq!(name(&root().join("crates").join("cc")), "crates/cc");
}
