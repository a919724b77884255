//! The `oxbow` program.
fn main() {}
