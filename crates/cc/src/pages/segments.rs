//! Where pages come from: segments from the global allocator, the first of one page, each as large as all before it together,
//! up to 1 MiB.
//!
//! Invariant: a segment's `free` is the number of its pages that no class uses: those on the free list and, from `fresh` on,
//! those that were never handed out, whose memory is untouched. Only the newest segment has fresh pages. Of the segments
//! none of whose pages is used, one is kept as a spare, and whatever would leave less than [`KEPT`]; others are given back.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

use super::page::{FREE, Page, for_each_in_page, link, unlink};
use super::{PAGE, Pages, TAIL};
use crate::header::Obj;

const LAST_SEGMENT: usize = 1 << 20;
/// Bytes that a heap keeps once it has them, so that one that stays small does not take and give back all the time.
const KEPT: usize = 256 << 10;

pub(super) struct Segment {
    base: NonNull<u8>,
    layout: Layout,
    pages: usize,
    free: Cell<usize>,
    fresh: Cell<usize>,
}

impl Segment {
    fn bytes(&self) -> usize {
        self.pages * PAGE
    }

    fn page(&self, index: usize) -> *mut Page {
        // SAFETY: callers ask for pages of the segment, which lies behind its base.
        unsafe { self.base.as_ptr().add(index * PAGE).cast() }
    }
}

impl Pages {
    pub(super) fn take_page(&self) -> Option<*mut Page> {
        let mut page = self.free.get();
        if page.is_null() {
            page = self.fresh_page()?;
        } else {
            // SAFETY: pages on the free list are pages of this heap.
            unsafe { unlink(&self.free, page) };
        }
        // SAFETY: a segment lives while its pages do.
        let segment = unsafe { &*(*page).segment.get() };
        if segment.free.get() == segment.pages {
            self.empty_segments.set(self.empty_segments.get() - 1);
        }
        segment.free.set(segment.free.get() - 1);
        self.in_use.set(self.in_use.get() + 1);
        Some(page)
    }

    /// A page that was never handed out, on no list.
    fn fresh_page(&self) -> Option<*mut Page> {
        // SAFETY: the newest segment is alive, or null.
        let newest = unsafe { self.newest.get().as_ref() };
        let segment = match newest {
            Some(segment) if segment.fresh.get() < segment.pages => segment,
            _ => self.add_segment()?,
        };
        let page = segment.page(segment.fresh.get());
        segment.fresh.set(segment.fresh.get() + 1);
        // SAFETY: the page lies inside the segment, is aligned to its size, and nobody uses it.
        unsafe { page.write(Page::new(std::ptr::from_ref(segment).cast_mut(), self)) };
        Some(page)
    }

    fn add_segment(&self) -> Option<&Segment> {
        let size = self.segment_bytes().clamp(PAGE, LAST_SEGMENT).next_power_of_two();
        let layout = Layout::from_size_align(size - TAIL, PAGE).ok()?;
        // SAFETY: the size is not zero.
        let base = NonNull::new(unsafe { alloc(layout) })?;
        let pages = size / PAGE;
        let segment = Segment { base, layout, pages, free: Cell::new(pages), fresh: Cell::new(0) };
        let segment = NonNull::from(Box::leak(Box::new(segment)));
        // SAFETY: no reference into the list is held across calls; the heap is used by one thread.
        unsafe { &mut *self.segments.get() }.push(segment);
        self.newest.set(segment.as_ptr());
        self.empty_segments.set(self.empty_segments.get() + 1);
        // SAFETY: just made, and alive until `release`.
        Some(unsafe { segment.as_ref() })
    }

    /// # Safety
    /// The page is empty, not current and on no list.
    pub(super) unsafe fn retire(&self, page: *mut Page) {
        // SAFETY: the caller's guarantee.
        unsafe {
            (*page).class.set(FREE);
            link(&self.free, page);
            self.in_use.set(self.in_use.get() - 1);
            let segment = (*page).segment.get();
            (*segment).free.set((*segment).free.get() + 1);
            if (*segment).free.get() == (*segment).pages {
                let others = self.segment_bytes() - (*segment).bytes();
                if self.empty_segments.get() > 0 && others >= KEPT {
                    self.release(segment);
                } else {
                    self.empty_segments.set(self.empty_segments.get() + 1);
                }
            }
        }
    }

    /// Bytes of all segments.
    pub(super) fn segment_bytes(&self) -> usize {
        // SAFETY: no reference into the list is held across calls; segments on it are alive.
        unsafe { (*self.segments.get()).iter().map(|segment| segment.as_ref().bytes()).sum() }
    }

    /// Gives a segment back, all of whose pages are on the free list.
    ///
    /// # Safety
    /// No page of it is in use.
    unsafe fn release(&self, segment: *mut Segment) {
        // SAFETY: no reference into the list is held across calls.
        let segments = unsafe { &mut *self.segments.get() };
        segments.retain(|known| known.as_ptr() != segment);
        if self.newest.get() == segment {
            self.newest.set(null_mut());
        }
        // SAFETY: made in `add_segment` and just taken off the list.
        let segment = unsafe { Box::from_raw(segment) };
        for i in 0..segment.fresh.get() {
            // SAFETY: all pages of the segment that were handed out are on the free list.
            unsafe { unlink(&self.free, segment.page(i)) };
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
            for i in 0..segment.fresh.get() {
                // SAFETY: a page that was handed out once has a header for the whole life of its segment.
                unsafe { for_each_in_page(segment.page(i), &mut visit) };
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
