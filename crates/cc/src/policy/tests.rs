//! The arithmetic of the triggers, to the last unit. That heaps obey it is shown in `tests/heaps.rs` and `tests/pace.rs`.

use super::*;

fn spend(control: &Control, allocations: u32) {
    control.budget.set(control.budget.get() - allocations);
}

fn figures(kind: Kind, trigger: Trigger, visited: u64, garbage: u64) -> Collection {
    Collection { visited, garbage, ..Collection::empty(kind, trigger) }
}

#[test]
fn a_full_run_is_due_when_a_third_was_promoted() {
    for (promoted, spent, due) in
        [(16_010, 0, false), (16_011, 0, true), (16_000, 10, false), (16_000, 11, true)]
    {
        let control = Control::new();
        control.live_after_full.set(31);
        control.promoted_since_full.set(promoted);
        control.spent.set(spent);
        assert_eq!(control.full_due(1, 1_000_000), due, "{promoted} and {spent}");
        assert!(!control.full_due(0, 1_000_000), "nothing old waits");
    }
}

#[test]
fn a_full_run_is_due_after_four_times_the_live_objects() {
    for (waited, spent, due) in
        [(100_100, 0, false), (100_101, 0, true), (90_100, 10_000, false), (90_100, 10_001, true)]
    {
        let control = Control::new();
        control.allocations_since_full.set(waited);
        control.spent.set(spent);
        assert_eq!(control.full_due(1, 25), due, "{waited} and {spent}");
        assert!(!control.full_due(0, 25), "nothing old waits");
    }
}

#[test]
fn a_full_run_is_due_after_many_bytes() {
    for (bytes, due) in [(FULL_BYTES + 50, false), (FULL_BYTES + 51, true)] {
        let control = Control::new();
        control.external.set(50);
        control.bytes_since_full.set(bytes);
        assert_eq!(control.full_due(1, 0), due, "{bytes}");
        assert!(!control.full_due(0, 0), "nothing old waits");
    }
}

#[test]
fn what_waits_decides_what_runs() {
    let control = Control::new();
    let choose = |young, old| control.choose(young, old, || 0);
    assert_eq!(choose(1, 0), Some((Kind::Young, Trigger::Allocations)));
    assert_eq!(choose(0, 1), None, "old ones have time");
    control.allocations_since_full.set(OLD_WAIT + 1);
    for (young, old) in [(0, 1), (1, 1), (1, 2), (2, 1)] {
        assert_eq!(choose(young, old), Some((Kind::Full, Trigger::Allocations)));
    }
    assert_eq!(choose(1, 0), Some((Kind::Young, Trigger::Allocations)));
    control.bytes_due.set(true);
    assert_eq!(choose(1, 0), Some((Kind::Young, Trigger::Bytes)));
    assert_eq!(choose(1, 1), Some((Kind::Full, Trigger::Bytes)));
    control.set_enabled(false);
    assert_eq!(choose(1, 1), None);
}

#[test]
fn stress_looks_at_everything_that_waits() {
    let control = Control::new();
    control.set_policy(Policy::Stress);
    assert_eq!(control.choose(0, 0, || 0), None);
    for (young, old) in [(0, 1), (1, 0), (1, 1), (2, 1), (1, 2)] {
        assert_eq!(control.choose(young, old, || 0), Some((Kind::Full, Trigger::Stress)));
        assert!(control.due());
    }
}

#[test]
fn nothing_waits_so_it_looks_again_after_an_eighth() {
    for (threshold, left) in [(2048, 256), (1004, 125), (8, 1), (7, 1), (1, 1)] {
        let control = Control::new();
        control.set_threshold(threshold);
        spend(&control, threshold);
        assert_eq!(control.choose(0, 0, || 0), None);
        assert_eq!((control.budget.get(), control.spent.get()), (left, u64::from(threshold)));
    }
}

#[test]
fn slow_allocations_are_spent_like_others() {
    let control = Control::new();
    control.set_threshold(10);
    control.spend_slowly(1);
    control.spend_slowly(0);
    assert_eq!(control.budget.get(), 9);
    control.set_recording(true);
    assert!(control.is_recording() && control.due() && !control.really_due());
    control.spend_slowly(1);
    control.spend_slowly(1);
    assert_eq!((control.hidden.get(), control.spent.get(), control.due()), (7, 3, true));
    (0..7).for_each(|_| control.spend_slowly(1));
    assert!(control.really_due());
    // Nobody collects: the count stays where it is.
    control.spend_slowly(1);
    assert_eq!((control.hidden.get(), control.spent.get()), (0, 10));
    control.set_recording(false);
    assert!(!control.is_recording() && control.due() && control.really_due());
    control.spend_slowly(1);
    assert_eq!(control.budget.get(), 0);
}

#[test]
fn a_run_that_left_nothing_starts_all_counts_anew() {
    for complete in [true, false] {
        let control = Control::new();
        spend(&control, 48);
        control.allocations_since_full.set(1000);
        control.promoted_since_full.set(100);
        control.bytes_grew(BYTES + 1);
        assert!(control.due() && control.bytes_due.get());
        control.ran(complete, &figures(Kind::Full, Trigger::Explicit, 0, 0), 7, 5);
        let counts = (
            control.live_after_full.get(),
            control.allocations_since_full.get(),
            control.promoted_since_full.get(),
            control.bytes_since_full.get(),
        );
        assert_eq!(counts, if complete { (5, 0, 0, 0) } else { (0, 1048, 107, BYTES + 1) });
        assert_eq!((control.spent.get(), control.bytes_since_run.get(), control.budget.get()), (0, 0, FLOOR));
        assert!(!control.bytes_due.get());
    }
}

#[test]
fn only_runs_that_came_by_themselves_adapt_the_threshold() {
    for (trigger, after) in [
        (Trigger::Allocations, FLOOR * 2),
        (Trigger::Bytes, FLOOR * 2),
        (Trigger::Explicit, FLOOR),
        (Trigger::Limit, FLOOR),
    ] {
        let control = Control::new();
        control.ran(true, &figures(Kind::Young, trigger, 100_000, 0), 0, 0);
        assert_eq!((control.threshold.get(), control.budget.get()), (after, after));
        control.set_threshold(5000);
        control.ran(true, &figures(Kind::Young, trigger, 100_000, 0), 0, 0);
        assert_eq!(control.threshold.get(), 5000, "as it was fixed");
        control.set_adaptive();
        assert_eq!((control.threshold.get(), control.budget.get()), (FLOOR, FLOOR));
    }
}

#[test]
fn the_threshold_follows_what_a_run_freed_of_what_it_visited() {
    for (threshold, visited, garbage, after) in [
        // Less than a tenth of much: twice as long to the next.
        (8192, 10_000, 999, 16_384),
        (8192, 10_000, 1000, 8192),
        (8192, 10_000, 2000, 8192),
        // Little was visited: no more than a quarter of the threshold.
        (8192, 2048, 0, 8192),
        (8192, 2049, 0, 16_384),
        // More than half: half as long.
        (8192, 1000, 500, 8192),
        (8192, 1000, 501, 4096),
        (8192, 1000, 600, 4096),
        // Within the bounds.
        (CEILING, 1_000_000, 0, CEILING),
        (FLOOR, 1000, 1000, FLOOR),
    ] {
        let control = Control::new();
        control.threshold.set(threshold);
        control.adapt(visited, garbage);
        assert_eq!(control.threshold.get(), after, "{garbage} of {visited} at {threshold}");
    }
}

#[test]
fn a_change_keeps_what_was_spent() {
    let control = Control::new();
    control.set_threshold(100);
    spend(&control, 30);
    control.set_policy(Policy::Manual);
    assert_eq!((control.budget.get(), control.spent.get()), (70, 30));
    control.set_threshold(20);
    assert!(control.due());
    control.set_threshold(0);
    assert_eq!(control.threshold.get(), 1);
    control.set_threshold(90);
    assert_eq!(control.budget.get(), 60);
    control.set_enabled(false);
    spend(&control, 5);
    assert!(!control.due() && !control.is_enabled());
    control.set_enabled(true);
    assert_eq!((control.budget.get(), control.spent.get(), control.is_enabled()), (55, 35, true));
    control.press();
    assert!(control.due());
    control.set_policy(Policy::Automatic);
    assert_eq!((control.budget.get(), control.spent.get()), (55, 35), "pressing spends nothing");
}

#[test]
fn eight_mebibytes_make_a_run_due_and_what_went_again_does_not() {
    let control = Control::new();
    control.external_grew(BYTES);
    assert!(!control.due());
    control.external_shrank(2);
    control.bytes_grew(2);
    assert!(!control.due());
    let counts = (control.external.get(), control.bytes_since_run.get(), control.bytes_since_full.get());
    assert_eq!(counts, (BYTES - 2, BYTES, BYTES));
    control.bytes_grew(1);
    assert!(control.due() && control.bytes_due.get());
    // It stays due, through changes as well, until a run.
    control.arm(3);
    control.bytes_grew(1);
    assert_eq!(control.budget.get(), 3, "it was due already");
    control.set_policy(Policy::Manual);
    assert!(control.due());
    control.external_shrank(usize::MAX);
    let counts = (control.external.get(), control.bytes_since_run.get(), control.bytes_since_full.get());
    assert_eq!(counts, (0, 0, 0));
}
