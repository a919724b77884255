//! Where pages come from: segments of 64 KiB, growing to 1 MiB, from the global allocator.
//!
//! Invariant: a segment's `free` is the number of its pages on the free list; one segment all of whose pages are free is
//! kept as a spare, further ones are given back. Page headers are initialised for the whole life of a segment.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::Cell;
use std::ptr::NonNull;

use super::page::{FREE, Page, for_each_in_page, link, unlink};
use super::{PAGE, Pages};
use crate::header::Obj;

const FIRST_SEGMENT: usize = 64 << 10;
const LAST_SEGMENT: usize = 1 << 20;

pub(super) struct Segment {
    base: NonNull<u8>,
    layout: Layout,
    pages: usize,
    free: Cell<usize>,
}

impl Pages {
    pub(super) fn take_page(&self) -> Option<*mut Page> {
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
                page.write(Page::new(segment.as_ptr(), self));
                link(&self.free, page);
            }
        }
        self.empty_segments.set(self.empty_segments.get() + 1);
        Some(())
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
