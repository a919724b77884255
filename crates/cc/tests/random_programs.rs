//! Random heap programs against a naive model (K01, K02, K04, and everything they happen to combine).

use oxbow_cc::Policy;
use oxbow_testkit::heap_programs::{Options, Program, quiet_panics};

fn run(seeds: std::ops::Range<u64>, steps: u64, options: Options) {
    quiet_panics();
    for seed in seeds {
        Program::run(seed, steps, options);
    }
}

/// K01, K02
#[test]
fn plain_objects() {
    run(0..300, 300, Options { policy: Policy::Manual, habits: 0, verify_every: 1 });
}

/// K01, K02
#[test]
fn all_habits() {
    run(1000..1600, 300, Options { policy: Policy::Manual, habits: 30, verify_every: 7 });
}

#[test]
fn every_object_has_a_habit() {
    run(2000..2300, 200, Options { policy: Policy::Manual, habits: 100, verify_every: 7 });
}

/// C08, K04
#[test]
fn c08_collection_at_every_allocation() {
    run(3000..3300, 300, Options { policy: Policy::Stress, habits: 20, verify_every: 7 });
}

#[test]
fn automatic_collection() {
    run(4000..4300, 300, Options { policy: Policy::Automatic, habits: 20, verify_every: 7 });
}
