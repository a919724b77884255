//! Memory for large and over-aligned objects: one block of the global allocator each, all on one list.
//!
//! ```text
//!   padding | LargeNode (32) | length word (16, slices only) | Header (16) | value
//! ```
//!
//! Invariant: every object that does not lie in a page is on its heap's list.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::Cell;
use std::ptr::{NonNull, null_mut};

use crate::header::{HEADER, Obj};

#[repr(C)]
struct LargeNode {
    prev: Cell<*mut LargeNode>,
    next: Cell<*mut LargeNode>,
    size: usize,
    /// Bytes from the start of the block to the value (a multiple of 16), plus 1 if there is a length word.
    offset: usize,
}

const NODE: usize = size_of::<LargeNode>();
const PREFIX: usize = 16;

/// The large objects of one heap.
pub(crate) struct Large {
    first: Cell<*mut LargeNode>,
    bytes: Cell<usize>,
    object_bytes: Cell<usize>,
}

impl Large {
    pub(crate) fn new() -> Large {
        Large { first: Cell::new(null_mut()), bytes: Cell::new(0), object_bytes: Cell::new(0) }
    }

    /// Bytes of all blocks.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// Bytes of the objects in them, counted as in cells.
    pub(crate) fn object_bytes(&self) -> usize {
        self.object_bytes.get()
    }

    /// Allocates a block and returns where the value goes; the header is not yet written.
    pub(crate) fn take(&self, value: Layout, prefixed: bool, limit: Option<usize>) -> Option<NonNull<u8>> {
        let (layout, offset) = block_layout(value, prefixed)?;
        let value_bytes = value.size();
        if limit.is_some_and(|room| room < layout.size()) {
            return None;
        }
        // SAFETY: the size is not zero.
        let block = NonNull::new(unsafe { alloc(layout) })?;
        let first = self.first.get();
        // SAFETY: the block has `offset` bytes before the value, enough for the node and all that follows it.
        unsafe {
            let value = block.add(offset);
            let node = node_of(value, prefixed).as_ptr();
            node.write(LargeNode {
                prev: Cell::new(null_mut()),
                next: Cell::new(first),
                size: layout.size(),
                offset: offset | usize::from(prefixed),
            });
            if !first.is_null() {
                (*first).prev.set(node);
            }
            self.first.set(node);
            self.bytes.set(self.bytes.get() + layout.size());
            self.object_bytes.set(self.object_bytes.get() + bytes_of(value_bytes, prefixed));
            Some(value)
        }
    }

    /// # Safety
    /// `value` came from [`Large::take`] with the same layout and prefix, and is no longer needed.
    pub(crate) unsafe fn give_back(&self, value: NonNull<u8>, value_layout: Layout, prefixed: bool) {
        // SAFETY: the caller's guarantee.
        unsafe {
            let node = node_of(value, prefixed).as_ref();
            let (prev, next) = (node.prev.get(), node.next.get());
            if prev.is_null() {
                self.first.set(next)
            } else {
                (*prev).next.set(next)
            }
            if !next.is_null() {
                (*next).prev.set(prev);
            }
            self.bytes.set(self.bytes.get() - node.size);
            self.object_bytes.set(self.object_bytes.get() - bytes_of(value_layout.size(), prefixed));
            let block = value.byte_sub(node.offset & !1);
            let layout = Layout::from_size_align_unchecked(node.size, block_align(value_layout));
            dealloc(block.as_ptr(), layout);
        }
    }

    /// Calls `visit` for every large object, newest first.
    pub(crate) fn for_each(&self, mut visit: impl FnMut(Obj)) {
        let mut node = self.first.get();
        while !node.is_null() {
            // SAFETY: nodes on the list are valid, and so are the headers behind them.
            unsafe {
                let prefix = if (*node).offset & 1 == 1 { PREFIX } else { 0 };
                visit(Obj::new(NonNull::new_unchecked(node.byte_add(NODE + prefix).cast())));
                node = (*node).next.get();
            }
        }
    }
}

/// Bytes of an object, header included, rounded up as cells are.
pub(crate) fn bytes_of(value: usize, prefixed: bool) -> usize {
    (HEADER + if prefixed { PREFIX } else { 0 } + value).next_multiple_of(16)
}

fn block_align(value: Layout) -> usize {
    value.align().max(16)
}

fn block_layout(value: Layout, prefixed: bool) -> Option<(Layout, usize)> {
    let front = NODE + HEADER + if prefixed { PREFIX } else { 0 };
    let align = block_align(value);
    let offset = front.next_multiple_of(align);
    let size = offset.checked_add(value.size())?;
    Some((Layout::from_size_align(size, align).ok()?, offset))
}

/// # Safety
/// `value` is the value of a large object.
unsafe fn node_of(value: NonNull<u8>, prefixed: bool) -> NonNull<LargeNode> {
    // SAFETY: see the picture at the top of this file.
    unsafe { value.byte_sub(HEADER + NODE + if prefixed { PREFIX } else { 0 }) }.cast()
}
