//! Random orders of taking and giving back, over several heaps' pages at once.

use super::*;
use crate::header::Header;

fn xorshift(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// A cell made to look like an object, whose value holds its number.
struct Taken {
    block: NonNull<u8>,
    size: usize,
    prefixed: bool,
    number: u8,
}

fn take(pages: &Pages, random: u64, number: u8) -> Option<Taken> {
    let prefixed = random.is_multiple_of(4);
    let least = if prefixed { 32 } else { 16 };
    let size = least + (random >> 8) as usize % (MAX_CELL - least + 1);
    let class = pages.class(size, prefixed)?;
    // SAFETY: the class is one of these pages'; the header lies inside the block.
    unsafe {
        let block = pages.take(class, None)?;
        block.as_ptr().write_bytes(number, size);
        let header = block.as_ptr().add(least - 16).cast::<Header>();
        (&raw mut (*header).meta).cast::<usize>().write(32);
        Some(Taken { block, size, prefixed, number })
    }
}

fn give(taken: &Taken) {
    let meta = if taken.prefixed { 24..32 } else { 8..16 };
    for at in (0..taken.size).filter(|at| !meta.contains(at)) {
        // SAFETY: inside the block, which is still ours.
        let byte = unsafe { taken.block.as_ptr().add(at).read() };
        assert_eq!(byte, taken.number, "cells overlap");
    }
    // SAFETY: taken once, given back once.
    unsafe { if taken.prefixed { give_back(taken.block) } else { give_back_plain(taken.block) } };
}

fn objects(pages: &Pages) -> usize {
    let mut found = 0;
    pages.for_each(|_| found += 1);
    found
}

#[test]
fn random_orders_over_several_heaps() {
    for seed in 1..12u64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let heaps = [const { Pages::new }; 3].map(|new| Box::new(new()));
        let mut taken: [Vec<Taken>; 3] = [const { Vec::new() }; 3];
        for step in 0..6_000u64 {
            let random = xorshift(&mut state);
            let at = random as usize % 3;
            // Growing, shrinking, growing again.
            let grows = step / 2_000 != 1;
            if (random >> 32).is_multiple_of(4) != grows {
                taken[at].extend(take(&heaps[at], random >> 2, random as u8));
            } else if !taken[at].is_empty() {
                let index = (random >> 8) as usize % taken[at].len();
                give(&taken[at].swap_remove(index));
            }
            if step % 1_000 == 0 {
                (0..3).for_each(|at| assert_eq!(objects(&heaps[at]), taken[at].len(), "seed {seed}"));
            }
        }
        for (heap, taken) in heaps.iter().zip(&taken) {
            taken.iter().for_each(give);
            assert_eq!(objects(heap), 0);
            // At most the current page of each class is left.
            assert!(heap.bytes() <= CLASSES * PAGE);
        }
    }
}

#[test]
fn segments_are_given_back_and_one_is_kept() {
    let pages = Box::new(Pages::new());
    let class = || pages.class(512, false);
    if class().is_none() {
        return;
    }
    for _ in 0..3 {
        let all: Vec<Taken> =
            (0..20_000u64).filter_map(|at| take(&pages, (512 - 16) << 8 | 1, at as u8)).collect();
        assert_eq!(all.len(), 20_000);
        assert!(pages.bytes() > 20_000 * 512);
        assert!(pages.segment_bytes() > 20_000 * 512);
        all.iter().rev().for_each(give);
        assert_eq!(pages.bytes(), PAGE, "the current page stays");
        assert!(
            pages.segment_bytes() <= 3 << 20,
            "the segment of the current page, a spare, some small ones"
        );
    }
}

#[test]
fn a_heap_with_few_objects_has_few_pages() {
    let pages = Box::new(Pages::new());
    if pages.class(16, false).is_none() {
        return;
    }
    // One object of each of five sizes.
    let all: Vec<Taken> = (0..5u64).filter_map(|at| take(&pages, (at * 64) << 8 | 1, at as u8)).collect();
    assert_eq!((pages.bytes(), pages.segment_bytes()), (5 * PAGE, 8 * PAGE));
    all.iter().for_each(give);
}

#[test]
fn a_limit_refuses_pages_not_cells() {
    let pages = Box::new(Pages::new());
    let Some(class) = pages.class(48, false) else { return };
    // SAFETY: the class is one of these pages'; cells are never used.
    unsafe {
        assert!(pages.take(class, Some(PAGE - 1)).is_none());
        assert!(pages.take(class, Some(PAGE)).is_some());
        assert!(pages.take(class, Some(0)).is_some(), "the page is there already");
    }
}

#[cfg(any(debug_assertions, feature = "check-cells"))]
mod checks {
    use super::*;

    fn panics(work: impl FnOnce()) -> bool {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err()
    }

    #[test]
    fn writing_to_a_dead_object_is_found_out() {
        let pages = Box::new(Pages::new());
        let Some(class) = pages.class(64, false) else { return };
        let Some(taken) = take(&pages, (64 - 16) << 8 | 1, 7) else { return };
        give(&taken);
        // SAFETY: the memory is still the pages'.
        unsafe { taken.block.as_ptr().add(40).write(1) };
        // SAFETY: the class is one of these pages'.
        assert!(panics(|| assert!(unsafe { pages.take(class, None) }.is_some())));
    }

    #[test]
    fn freeing_twice_is_found_out() {
        let pages = Box::new(Pages::new());
        let Some(taken) = take(&pages, (64 - 16) << 8 | 1, 7) else { return };
        give(&taken);
        // SAFETY: not upheld, which is what the check is for.
        assert!(panics(|| unsafe { give_back_plain(taken.block) }));
    }
}
