//! Command lines that make no sense: usage errors give status 2, files that cannot be read 1.

use super::case::Case;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

const USAGE: [&[&str]; 35] = [
    &[],
    &["run"],
    &["dump"],
    &["dump", "ast"],
    &["dump", "nothing", "script.ox"],
    &["dump", "ast", "script.ox", "more"],
    &["dump", "--gc-log", "ast", "script.ox"],
    &["--unknown"],
    &["--unknown", "script.ox"],
    &["-x", "script.ox"],
    &["run", "--unknown", "script.ox"],
    &["run", "--gc-threshold"],
    &["run", "--gc-threshold", "script.ox"],
    &["run", "--gc-threshold", "0", "script.ox"],
    &["run", "--gc-threshold", "-1", "script.ox"],
    &["run", "--gc-threshold", "1.5", "script.ox"],
    &["run", "--gc-threshold", "4294967296", "script.ox"],
    &["run", "--gc-threshold", "99999999999999999999999", "script.ox"],
    &["run", "--gc-threshold", "0x10", "script.ox"],
    &["run", "--gc-threshold=", "script.ox"],
    &["run", "--gc-threshold", " 5", "script.ox"],
    &["run", "--gc-log=yes", "script.ox"],
    &["run", "--gc-log", "--gc-log", "script.ox"],
    &["run", "--fuel"],
    &["run", "--fuel", "much", "script.ox"],
    &["run", "--fuel", "-5", "script.ox"],
    &["run", "--fuel", "99999999999999999999999", "script.ox"],
    &["run", "--memory-limit"],
    &["run", "--memory-limit", "M", "script.ox"],
    &["run", "--memory-limit", "5T", "script.ox"],
    &["run", "--memory-limit", "-5M", "script.ox"],
    &["run", "--memory-limit", "99999999999G", "script.ox"],
    &["run", "--memory-limit", "1.5M", "script.ox"],
    &["help", "nothing"],
    &["--gc-stress"],
];

const UNREADABLE: [(&str, &str); 8] = [
    ("missing", "missing.ox"),
    ("folder", "."),
    ("empty_name", ""),
    ("below_a_file", "script.ox/x"),
    ("device_without_end", "/dev/zero"),
    ("memory_of_the_process", "/proc/self/mem"),
    ("folder_of_the_system", "/proc"),
    ("home", "~"),
];

pub(crate) fn cases() -> Vec<Case> {
    let usage = USAGE
        .iter()
        .enumerate()
        .map(|(n, args)| Case::arguments(&format!("usage {n} {args:?}"), args, 2, ""));
    let mut cases: Vec<Case> = usage.collect();
    for (name, file) in UNREADABLE {
        cases.push(Case::arguments(&format!("unreadable {name}"), &["run", file], 1, ""));
        let status = if file.is_empty() { 2 } else { 1 };
        cases.push(Case::arguments(
            &format!("unreadable dump {name}"),
            &["dump", "tokens", file],
            status,
            "",
        ));
    }
    let long = "x".repeat(100_000);
    cases.push(Case::arguments("unreadable name_of_100_kilobytes", &["run", &long], 1, ""));
    cases.push(Case::arguments("usage word_of_100_kilobytes", &["dump", &long, "script.ox"], 2, ""));
    cases.push(Case::arguments("usage flag_of_100_kilobytes", &[&format!("--{long}")], 2, ""));
    // Names that are not UTF-8.
    let mut raw = Case::arguments("usage flag_not_utf8", &[], 2, "");
    raw.args = vec![OsString::from_vec(b"--\xff\xfe".to_vec())];
    cases.push(raw);
    cases
}
