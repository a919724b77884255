//! A short soak (`cargo run --example soak` of the test kit takes as long as one likes): memory does not grow from round to round.
//!
//! One test only: others in this process would allocate meanwhile.

use oxbow_testkit::{Soak, soak};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn memory_does_not_grow() {
    let held = || {
        let stats = ALLOCATOR.stats();
        (stats.bytes_allocated as u64).wrapping_sub(stats.bytes_deallocated as u64)
    };
    let settings = Soak { time: Duration::from_secs(10), threads: 3, every: 7, held };
    let mut rounds = 0;
    // Nothing is printed: the harness would keep it, and that counts.
    let result = soak(settings, |_| rounds += 1);
    assert_eq!(result, Ok(()));
    assert!(rounds > 4, "{rounds} rounds");
}
