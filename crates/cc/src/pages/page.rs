//! A page: its header, the cells it is cut into, and the lists it may be on.
//!
//! Invariant: in a free cell the word where an object has `meta` is null, and in an object it is not, so a scan of a page
//! tells objects from free cells. A page is on at most one list, and `listed` says whether it is.

use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

use super::segments::Segment;
use super::{PAGE, Pages, SIZES, STEP, TAIL, poison};
use crate::header::{Header, Obj};

/// Class of a page that serves none.
pub(super) const FREE: u8 = u8::MAX;

#[repr(C)]
pub(super) struct FreeCell {
    pub(super) next: *mut FreeCell,
}

/// Start of every page.
#[repr(C, align(16))]
pub(crate) struct Page {
    pub(super) free: Cell<*mut FreeCell>,
    pub(super) used: Cell<u32>,
    pub(super) class: Cell<u8>,
    pub(super) listed: Cell<bool>,
    pub(super) prev: Cell<*mut Page>,
    pub(super) next: Cell<*mut Page>,
    pub(super) segment: Cell<*mut Segment>,
    pub(super) owner: Cell<*const Pages>,
}

const PAGE_HEADER: usize = size_of::<Page>();
const _: () = assert!(PAGE_HEADER.is_multiple_of(16));

impl Page {
    /// A page that serves no class.
    pub(super) fn new(segment: *mut Segment, owner: *const Pages) -> Page {
        Page {
            free: Cell::new(null_mut()),
            used: Cell::new(0),
            class: Cell::new(FREE),
            listed: Cell::new(false),
            prev: Cell::new(null_mut()),
            next: Cell::new(null_mut()),
            segment: Cell::new(segment),
            owner: Cell::new(owner),
        }
    }
}

/// Cuts a free page into cells of a class.
///
/// # Safety
/// The page is off the free list and no cell of it is in use.
pub(super) unsafe fn cut(page: *mut Page, class: usize) {
    let (size, count) = (cell_size(class), cells(class));
    let mut next: *mut FreeCell = null_mut();
    for i in (0..count).rev() {
        // SAFETY: the cell lies inside the page, which is ours alone.
        unsafe {
            let cell = page.byte_add(PAGE_HEADER + i * size).cast::<FreeCell>();
            poison::fill(cell.cast(), size);
            cell.write(FreeCell { next });
            clear_meta(cell, header_offset(class));
            next = cell;
        }
    }
    // SAFETY: the page header stays initialised from `fresh_page` on.
    let page = unsafe { &*page };
    page.class.set(class as u8);
    page.used.set(0);
    page.free.set(next);
}

/// Bytes of a cell.
#[inline(always)]
pub(super) fn cell_size(class: usize) -> usize {
    (class % SIZES + 1) * STEP
}

/// Cells of a page.
pub(super) fn cells(class: usize) -> usize {
    (PAGE - PAGE_HEADER - TAIL) / cell_size(class)
}

/// Cell `index` of a page.
///
/// # Safety
/// The page is cut for that class and has such a cell.
pub(super) unsafe fn cell_at(page: *mut Page, class: usize, index: usize) -> NonNull<u8> {
    // SAFETY: the caller's guarantee.
    unsafe { NonNull::new_unchecked(page.cast::<u8>().add(PAGE_HEADER + index * cell_size(class))) }
}

#[inline(always)]
pub(super) fn page_of(block: NonNull<u8>) -> *mut Page {
    block.as_ptr().map_addr(|a| a & !(PAGE - 1)).cast::<Page>()
}

/// Offset of the header inside a cell of a class.
#[inline(always)]
pub(super) fn header_offset(class: usize) -> usize {
    if class < SIZES { 0 } else { 16 }
}

/// Marks a cell as free for scans.
///
/// # Safety
/// `cell` is a cell whose header is at `offset`, and holds no object.
#[inline(always)]
pub(super) unsafe fn clear_meta(cell: *mut FreeCell, offset: usize) {
    // SAFETY: a header fits behind its offset in every cell: the smallest prefixed block has 32 bytes.
    unsafe {
        let header = cell.byte_add(offset).cast::<Header>();
        (&raw mut (*header).meta).cast::<*mut u8>().write(null_mut());
    }
}

/// # Safety
/// `page` is a page with an initialised header.
pub(super) unsafe fn for_each_in_page(page: *mut Page, visit: &mut impl FnMut(Obj)) {
    // SAFETY: the caller's guarantee.
    let class = usize::from(unsafe { &*page }.class.get());
    if class == usize::from(FREE) {
        return;
    }
    let size = cell_size(class);
    for i in 0..cells(class) {
        // SAFETY: cells of a formatted page hold an object or a null `meta`.
        unsafe {
            let header = page.byte_add(PAGE_HEADER + i * size + header_offset(class)).cast::<Header>();
            let meta = (&raw const (*header).meta).cast::<*mut u8>().read();
            if !meta.is_null() {
                visit(Obj::new(NonNull::new_unchecked(header)));
            }
        }
    }
}

/// # Safety
/// `page` is valid and on no list.
pub(super) unsafe fn link(list: &Cell<*mut Page>, page: *mut Page) {
    let first = list.get();
    // SAFETY: the caller's guarantee; list members are valid pages.
    unsafe {
        (*page).prev.set(null_mut());
        (*page).next.set(first);
        (*page).listed.set(true);
        if !first.is_null() {
            (*first).prev.set(page);
        }
    }
    list.set(page);
}

/// # Safety
/// `page` is on `list`.
pub(super) unsafe fn unlink(list: &Cell<*mut Page>, page: *mut Page) {
    // SAFETY: the caller's guarantee; list members are valid pages.
    unsafe {
        let (prev, next) = ((*page).prev.get(), (*page).next.get());
        if prev.is_null() {
            list.set(next)
        } else {
            (*prev).next.set(next)
        }
        if !next.is_null() {
            (*next).prev.set(prev);
        }
        (*page).listed.set(false);
    }
}
