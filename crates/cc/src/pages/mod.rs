//! Memory for small objects: pages of 8 KiB, each cut into cells of one size class, taken from larger segments.
//!
//! Invariants: a page in use belongs to exactly one class; `used` is the number of cells handed out, plus one while the
//! page is current (so that the last object of a current page needs no special care); a page with a free
//! cell is either its class's current page or on its class's `avail` list; an empty page that is not current is on the
//! free list and may serve any class. Addresses handed out keep the provenance of their whole segment.
//!
//! `page` holds what a page looks like, `segments` where pages come from, `poison` the checks of free cells.

mod page;
mod poison;
mod segments;
#[cfg(test)]
mod tests;

use std::cell::{Cell, UnsafeCell};
use std::ptr::{NonNull, null_mut};

use self::page::{FreeCell, Page, clear_meta, cut, header_offset, link, page_of, unlink};
use self::segments::Segment;

pub(crate) const PAGE: usize = 8192;
/// Bytes at the end of a page that are not used: so segments leave room for the global allocator's own header between two
/// that are aligned to pages, which otherwise would lie a page apart.
const TAIL: usize = 16;
/// Largest block that comes from a page, header included.
const MAX_CELL: usize = 512;
const STEP: usize = 16;
const SIZES: usize = MAX_CELL / STEP;
/// Classes for ordinary blocks, then as many for blocks with a length word in front of the header.
const CLASSES: usize = 2 * SIZES;

/// The allocation state of one size class.
pub(crate) struct ClassCell {
    current: Cell<*mut Page>,
    avail: Cell<*mut Page>,
}

/// All pages of one heap. Must not move once pages exist: pages point back to it.
pub(crate) struct Pages {
    classes: [ClassCell; CLASSES],
    free: Cell<*mut Page>,
    in_use: Cell<usize>,
    empty_segments: Cell<usize>,
    newest: Cell<*mut Segment>,
    segments: UnsafeCell<Vec<NonNull<Segment>>>,
    /// Stands in for a current page, so that the fast path needs no null test.
    none: Box<Page>,
}

impl Pages {
    pub(crate) fn new() -> Pages {
        let none = Box::new(Page::new(null_mut(), std::ptr::null()));
        let stand_in = std::ptr::from_ref(&*none).cast_mut();
        Pages {
            classes: std::array::from_fn(|_| ClassCell {
                current: Cell::new(stand_in),
                avail: Cell::new(null_mut()),
            }),
            free: Cell::new(null_mut()),
            in_use: Cell::new(0),
            empty_segments: Cell::new(0),
            newest: Cell::new(null_mut()),
            segments: UnsafeCell::new(Vec::new()),
            none,
        }
    }

    /// The class for blocks of `size` bytes (header and prefix included), or `None` when they are too large.
    pub(crate) fn class(&self, size: usize, prefixed: bool) -> Option<&ClassCell> {
        if cfg!(feature = "system-alloc") || size > MAX_CELL {
            return None;
        }
        Some(&self.classes[(size - 1) / STEP + if prefixed { SIZES } else { 0 }])
    }

    /// Bytes of the pages in use.
    pub(crate) fn bytes(&self) -> usize {
        self.in_use.get() * PAGE
    }

    /// Takes a cell. `may_grow(bytes)` is asked before a page is taken; `None` if it refuses or memory is exhausted.
    ///
    /// # Safety
    /// `class` is one of this `Pages`' classes.
    #[inline(always)]
    pub(crate) unsafe fn take(&self, class: &ClassCell, limit: Option<usize>) -> Option<NonNull<u8>> {
        let page = class.current.get();
        // SAFETY: `current` is a page of this heap, or the stand-in, whose free list is empty for ever.
        let page = unsafe { &*page };
        let cell = page.free.get();
        if cell.is_null() {
            return self.take_slow(class, limit);
        }
        // SAFETY: the free list of a page holds its free cells.
        page.free.set(unsafe { (*cell).next });
        page.used.set(page.used.get() + 1);
        // SAFETY: as above.
        unsafe { poison::on_take(cell.cast(), page) };
        NonNull::new(cell.cast())
    }

    #[cold]
    #[inline(never)]
    fn take_slow(&self, class: &ClassCell, limit: Option<usize>) -> Option<NonNull<u8>> {
        let mut page = class.avail.get();
        if page.is_null() {
            if limit.is_some_and(|room| room < PAGE) {
                return None;
            }
            page = self.take_page()?;
            let index =
                (std::ptr::from_ref(class).addr() - self.classes.as_ptr().addr()) / size_of::<ClassCell>();
            // SAFETY: `take_page` gives a page that nobody uses.
            unsafe { cut(page, index) };
        } else {
            // SAFETY: pages on `avail` are pages of this heap.
            unsafe { unlink(&class.avail, page) };
        }
        let before = class.current.replace(page);
        // SAFETY: both are pages of this heap, or the stand-in, whose count means nothing.
        unsafe {
            (*before).used.set((*before).used.get().wrapping_sub(1));
            (*page).used.set((*page).used.get() + 1);
        }
        // SAFETY: the page has a free cell now.
        unsafe { self.take(class, limit) }
    }

    /// A page lost its last object, or a full page has a free cell again.
    #[cold]
    #[inline(never)]
    fn page_changed(&self, page: *mut Page) {
        // SAFETY: only called for formatted pages of this heap.
        let head = unsafe { &*page };
        let class = &self.classes[usize::from(head.class.get())];
        if class.current.get() == page {
            return;
        }
        if head.used.get() > 0 {
            if !head.listed.get() {
                // SAFETY: the page is on no list.
                unsafe { link(&class.avail, page) };
            }
            return;
        }
        // SAFETY: the page is empty, so it can leave its class.
        unsafe {
            if head.listed.get() {
                unlink(&class.avail, page);
            }
            poison::check_page(page);
            self.retire(page);
        }
    }
}

/// Gives a cell of any class back.
///
/// # Safety
/// `block` came from [`Pages::take`] and holds nothing that is still needed.
pub(crate) unsafe fn give_back(block: NonNull<u8>) {
    // SAFETY: cells lie in pages aligned to their size; the pointer has its segment's provenance.
    unsafe {
        let class = usize::from((*page_of(block)).class.get());
        give_back_at(block, header_offset(class));
    }
}

/// Gives a cell of an unprefixed class back.
///
/// # Safety
/// As [`give_back`].
#[inline(always)]
pub(crate) unsafe fn give_back_plain(block: NonNull<u8>) {
    // SAFETY: the caller's guarantee.
    unsafe { give_back_at(block, 0) };
}

/// # Safety
/// As [`give_back`]; `offset` is that of headers in the block's class.
#[inline(always)]
unsafe fn give_back_at(block: NonNull<u8>, offset: usize) {
    let page = page_of(block);
    // SAFETY: cells lie in pages aligned to their size; the pointer has its segment's provenance.
    unsafe {
        let head = &*page;
        let cell = block.as_ptr().cast::<FreeCell>();
        poison::on_give_back(block, head);
        clear_meta(cell, offset);
        let first = head.free.get();
        cell.write(FreeCell { next: first });
        head.free.set(cell);
        let used = head.used.get() - 1;
        head.used.set(used);
        if first.is_null() || used == 0 {
            (*head.owner.get()).page_changed(page);
        }
    }
}
