//! Checks of free cells, in debug builds and with the feature `check-cells`; otherwise nothing.
//!
//! The global allocator is not asked for each object, so sanitizers cannot see the use of a dead one. Instead a free cell is
//! filled with a pattern, and looked at again when it is reused, and when its page leaves the class: whoever wrote to
//! it in between is found out. (Marking free cells for AddressSanitizer itself needs an unstable `cfg`. Under a
//! sanitizer or valgrind, build with the feature `system-alloc`: the global allocator is asked for each object after all.)
//!
//! Invariant: all words of a free cell but two (the link and `meta`, which have uses of their own) hold the pattern.

use std::ptr::NonNull;

use super::page::{Page, cell_at, cell_size, cells, header_offset};
use crate::header::Header;

const ON: bool = cfg!(any(debug_assertions, feature = "check-cells"));
const PATTERN: usize = 0xDBDB_DBDB_DBDB_DBDBu64 as usize;
const WORD: usize = size_of::<usize>();

/// Fills a cell that becomes free.
///
/// # Safety
/// The cell is ours alone and has that size.
#[inline(always)]
pub(super) unsafe fn fill(cell: *mut u8, size: usize) {
    if ON {
        for at in 0..size / WORD {
            // SAFETY: inside the cell.
            unsafe { cell.cast::<usize>().add(at).write(PATTERN) };
        }
    }
}

/// Checks that an object is given back, not a free cell, and fills its cell.
///
/// # Safety
/// `block` is a cell of the page that the caller owns.
#[inline(always)]
pub(super) unsafe fn on_give_back(block: NonNull<u8>, page: &Page) {
    if ON {
        let class = usize::from(page.class.get());
        // SAFETY: the caller's guarantee.
        unsafe {
            assert!(
                block.as_ptr().cast::<usize>().add(meta_word(class)).read() != 0,
                "a cell was freed twice"
            );
            fill(block.as_ptr(), cell_size(class));
        }
    }
}

/// Checks a cell that is about to be used again.
///
/// # Safety
/// `cell` is a free cell of the page.
#[inline(always)]
pub(super) unsafe fn on_take(cell: *mut u8, page: &Page) {
    if ON {
        // SAFETY: the caller's guarantee.
        unsafe { check(cell, usize::from(page.class.get())) };
    }
}

/// Checks all cells of a page that leaves its class.
///
/// # Safety
/// The page is cut and all its cells are free.
#[inline(always)]
pub(super) unsafe fn check_page(page: *mut Page) {
    if ON {
        // SAFETY: the caller's guarantee.
        unsafe {
            let class = usize::from((*page).class.get());
            (0..cells(class)).for_each(|index| check(cell_at(page, class, index).as_ptr(), class));
        }
    }
}

/// # Safety
/// `cell` is a free cell of that class.
unsafe fn check(cell: *const u8, class: usize) {
    let meta = meta_word(class);
    for at in 1..cell_size(class) / WORD {
        // SAFETY: inside the cell.
        let word = unsafe { cell.cast::<usize>().add(at).read() };
        let expected = if at == meta { 0 } else { PATTERN };
        assert!(
            word == expected,
            "a dead object was written to: {word:#x} at byte {} of its cell",
            at * WORD
        );
    }
}

/// Index of the word of a cell where an object has `meta`.
fn meta_word(class: usize) -> usize {
    (header_offset(class) + std::mem::offset_of!(Header, meta)) / WORD
}
