//! Runs the soak: `soak [--seconds N] [--threads N] [--every N]`. One line for each sample; ends with an error if memory grew.

use oxbow_testkit::{Soak, soak};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, default: u64| -> Result<u64, String> {
        match arguments.iter().position(|argument| argument == name) {
            Some(at) => {
                arguments.get(at + 1).and_then(|n| n.parse().ok()).ok_or(format!("{name} wants a number"))
            }
            None => Ok(default),
        }
    };
    let settings = Soak {
        time: Duration::from_secs(number("--seconds", 60)?),
        threads: number("--threads", 3)? as usize,
        every: number("--every", 1)? as usize,
        held,
    };
    println!("{:>8} {:>10} {:>10} {:>10}", "seconds", "scripts", "held", "resident");
    soak(settings, |sample| {
        println!("{:8} {:10} {:10} {:10}", sample.time.as_secs(), sample.runs, sample.held, sample.resident);
    })
}

/// Bytes that were allocated and not given back.
fn held() -> u64 {
    let stats = ALLOCATOR.stats();
    (stats.bytes_allocated as u64).wrapping_sub(stats.bytes_deallocated as u64)
}
