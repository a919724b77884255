//! See `heap_ops` in crates/testkit/src/fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oxbow_testkit::fuzz::heap_ops(bytes));
