//! See `generated` in crates/testkit/src/fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oxbow_testkit::fuzz::generated(bytes));
