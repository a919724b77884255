//! Test helpers.

pub mod heap_programs;
