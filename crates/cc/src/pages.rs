//! Memory for small objects: pages of 8 KiB, each cut into cells of one size class, taken from larger segments.
//!
//! Invariants: a page in use belongs to exactly one class; `used` is the number of cells handed out, plus one while the
//! page is current (so that the last object of a current page needs no special care); a page with a free
//! cell is either its class's current page or on its class's `avail` list; an empty page that is not current is on the
//! free list and may serve any class. In a free cell the word where an object has `meta` is null, so a scan of the pages
//! tells objects from free cells. Addresses handed out keep the provenance of their whole segment.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::{Cell, UnsafeCell};
use std::ptr::{NonNull, null_mut};

use crate::header::{Header, Obj};

pub(crate) const PAGE: usize = 8192;
/// Largest block that comes from a page, header included.
const MAX_CELL: usize = 512;
const STEP: usize = 16;
const SIZES: usize = MAX_CELL / STEP;
/// Classes for ordinary blocks, then as many for blocks with a length word in front of the header.
const CLASSES: usize = 2 * SIZES;
const FREE: u8 = u8::MAX;
const FIRST_SEGMENT: usize = 64 << 10;
const LAST_SEGMENT: usize = 1 << 20;

#[repr(C)]
struct FreeCell {
    next: *mut FreeCell,
}

/// Start of every page.
#[repr(C, align(16))]
pub(crate) struct Page {
    free: Cell<*mut FreeCell>,
    used: Cell<u32>,
    class: Cell<u8>,
    listed: Cell<bool>,
    prev: Cell<*mut Page>,
    next: Cell<*mut Page>,
    segment: Cell<*mut Segment>,
    owner: Cell<*const Pages>,
}

const PAGE_HEADER: usize = size_of::<Page>();
const _: () = assert!(PAGE_HEADER.is_multiple_of(16));

struct Segment {
    base: NonNull<u8>,
    layout: Layout,
    pages: usize,
    free: Cell<usize>,
}

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
    segments: UnsafeCell<Vec<NonNull<Segment>>>,
    /// Stands in for a current page, so that the fast path needs no null test.
    none: Box<Page>,
}

impl Pages {
    pub(crate) fn new() -> Pages {
        let none = Box::new(Page {
            free: Cell::new(null_mut()),
            used: Cell::new(0),
            class: Cell::new(FREE),
            listed: Cell::new(false),
            prev: Cell::new(null_mut()),
            next: Cell::new(null_mut()),
            segment: Cell::new(null_mut()),
            owner: Cell::new(std::ptr::null()),
        });
        let stand_in = std::ptr::from_ref(&*none).cast_mut();
        Pages {
            classes: std::array::from_fn(|_| ClassCell {
                current: Cell::new(stand_in),
                avail: Cell::new(null_mut()),
            }),
            free: Cell::new(null_mut()),
            in_use: Cell::new(0),
            empty_segments: Cell::new(0),
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
            unsafe { self.format(page, index) };
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

    /// Cuts a free page into cells of a class.
    ///
    /// # Safety
    /// The page is off the free list and no cell of it is in use.
    unsafe fn format(&self, page: *mut Page, class: usize) {
        let size = (class % SIZES + 1) * STEP;
        let count = (PAGE - PAGE_HEADER) / size;
        let mut next: *mut FreeCell = null_mut();
        for i in (0..count).rev() {
            // SAFETY: the cell lies inside the page, which is ours alone.
            unsafe {
                let cell = page.byte_add(PAGE_HEADER + i * size).cast::<FreeCell>();
                cell.write(FreeCell { next });
                clear_meta(cell, class);
                next = cell;
            }
        }
        // SAFETY: the page header stays initialised from `add_segment` on.
        let page = unsafe { &*page };
        page.class.set(class as u8);
        page.used.set(0);
        page.free.set(next);
    }

    fn take_page(&self) -> Option<*mut Page> {
        if self.free.get().is_null() {
            self.add_segment()?;
        }
        let page = self.free.get();
        // SAFETY: pages on the free list are pages of this heap; a segment lives while its pages are listed.
        unsafe {
            unlink(&self.free, page);
            let segment = &*(*page).segment.get();
            if segment.free.get() == segment.pages {
                self.empty_segments.set(self.empty_segments.get() - 1);
            }
            segment.free.set(segment.free.get() - 1);
        }
        self.in_use.set(self.in_use.get() + 1);
        Some(page)
    }

    fn add_segment(&self) -> Option<()> {
        // SAFETY: no reference into the list is held across calls; the heap is used by one thread.
        let segments = unsafe { &mut *self.segments.get() };
        let size = (FIRST_SEGMENT << segments.len().min(4)).min(LAST_SEGMENT);
        let layout = Layout::from_size_align(size, PAGE).ok()?;
        // SAFETY: the size is not zero.
        let base = NonNull::new(unsafe { alloc(layout) })?;
        let pages = size / PAGE;
        let segment = Box::leak(Box::new(Segment { base, layout, pages, free: Cell::new(pages) }));
        let segment = NonNull::from(segment);
        segments.push(segment);
        for i in (0..pages).rev() {
            // SAFETY: page `i` lies inside the new segment and is aligned to its size.
            unsafe {
                let page = base.as_ptr().add(i * PAGE).cast::<Page>();
                page.write(Page {
                    free: Cell::new(null_mut()),
                    used: Cell::new(0),
                    class: Cell::new(FREE),
                    listed: Cell::new(false),
                    prev: Cell::new(null_mut()),
                    next: Cell::new(null_mut()),
                    segment: Cell::new(segment.as_ptr()),
                    owner: Cell::new(self),
                });
                link(&self.free, page);
            }
        }
        self.empty_segments.set(self.empty_segments.get() + 1);
        Some(())
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
            self.retire(page);
        }
    }

    /// # Safety
    /// The page is empty, not current and on no list.
    unsafe fn retire(&self, page: *mut Page) {
        // SAFETY: the caller's guarantee.
        unsafe {
            (*page).class.set(FREE);
            link(&self.free, page);
            self.in_use.set(self.in_use.get() - 1);
            let segment = (*page).segment.get();
            (*segment).free.set((*segment).free.get() + 1);
            if (*segment).free.get() == (*segment).pages {
                if self.empty_segments.get() > 0 {
                    self.release(segment);
                } else {
                    self.empty_segments.set(1);
                }
            }
        }
    }

    /// Gives a segment back, all of whose pages are on the free list.
    ///
    /// # Safety
    /// No page of it is in use.
    unsafe fn release(&self, segment: *mut Segment) {
        // SAFETY: no reference into the list is held across calls.
        let segments = unsafe { &mut *self.segments.get() };
        segments.retain(|known| known.as_ptr() != segment);
        // SAFETY: made in `add_segment` and just taken off the list.
        let segment = unsafe { Box::from_raw(segment) };
        for i in 0..segment.pages {
            // SAFETY: all pages of the segment are on the free list.
            unsafe { unlink(&self.free, segment.base.as_ptr().add(i * PAGE).cast()) };
        }
        // SAFETY: allocated in `add_segment` with this layout; nothing points into it any more.
        unsafe { dealloc(segment.base.as_ptr(), segment.layout) };
    }

    /// Calls `visit` for every object in the pages.
    pub(crate) fn for_each(&self, mut visit: impl FnMut(Obj)) {
        // SAFETY: no page or segment is added or removed while `visit` runs (its callers only collect pointers).
        for segment in unsafe { &*self.segments.get() } {
            // SAFETY: segments on the list are alive.
            let segment = unsafe { segment.as_ref() };
            for i in 0..segment.pages {
                // SAFETY: page headers are initialised for the whole life of a segment.
                unsafe { for_each_in_page(segment.base.as_ptr().add(i * PAGE).cast(), &mut visit) };
            }
        }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        for segment in self.segments.get_mut().drain(..) {
            // SAFETY: a heap is dropped only when it has no objects left; the segment is taken off the list.
            unsafe {
                let segment = Box::from_raw(segment.as_ptr());
                dealloc(segment.base.as_ptr(), segment.layout);
            }
        }
        debug_assert!(self.none.free.get().is_null());
    }
}

/// Gives a cell back.
///
/// # Safety
/// `block` came from [`Pages::take`] and holds nothing that is still needed.
#[inline(always)]
pub(crate) unsafe fn give_back(block: NonNull<u8>) {
    let page = block.as_ptr().map_addr(|a| a & !(PAGE - 1)).cast::<Page>();
    // SAFETY: cells lie in pages aligned to their size; the pointer has its segment's provenance.
    unsafe {
        let head = &*page;
        let cell = block.as_ptr().cast::<FreeCell>();
        clear_meta(cell, usize::from(head.class.get()));
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

/// Offset of the header inside a cell of a class.
#[inline(always)]
fn header_offset(class: usize) -> usize {
    if class < SIZES { 0 } else { 16 }
}

/// Marks a cell as free for scans.
///
/// # Safety
/// `cell` is a cell of that class and holds no object.
#[inline(always)]
unsafe fn clear_meta(cell: *mut FreeCell, class: usize) {
    // SAFETY: a header fits behind its offset in every cell: the smallest prefixed block has 32 bytes.
    unsafe {
        let header = cell.byte_add(header_offset(class)).cast::<Header>();
        (&raw mut (*header).meta).cast::<*mut u8>().write(null_mut());
    }
}

/// # Safety
/// `page` is a page with an initialised header.
unsafe fn for_each_in_page(page: *mut Page, visit: &mut impl FnMut(Obj)) {
    // SAFETY: the caller's guarantee.
    let class = usize::from(unsafe { &*page }.class.get());
    if class == usize::from(FREE) {
        return;
    }
    let size = (class % SIZES + 1) * STEP;
    for i in 0..(PAGE - PAGE_HEADER) / size {
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
unsafe fn link(list: &Cell<*mut Page>, page: *mut Page) {
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
unsafe fn unlink(list: &Cell<*mut Page>, page: *mut Page) {
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
