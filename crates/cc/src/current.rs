//! The default heap of a thread, which `Cc::new` uses.
//!
//! Invariant: `CURRENT` is null or leads to a live core. A guard in thread-local storage holds that core's handle until thread
//! exit. After the guard is gone, a heap made on demand has no handle and is freed with its last object.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{NonNull, null};

use crate::core::HeapCore;
use crate::heap::Heap;

thread_local! {
    /// The default heap. Without destructor, so that it can be used while thread-local storage is torn down.
    static CURRENT: Cell<*const HeapCore> = const { Cell::new(null()) };
    /// Holds the default heap's handle until thread exit.
    static GUARD: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

struct Guard(Option<Heap>);

impl Drop for Guard {
    fn drop(&mut self) {
        // From here on the thread gets a fresh heap that frees itself; dropping the handle collects this one. A panic
        // here would abort the process, and there is no caller left to tell.
        CURRENT.set(null());
        let handle = self.0.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(handle)));
    }
}

/// Runs `work` with the default heap.
#[inline(always)]
pub(crate) fn with_current<R>(work: impl FnOnce(&HeapCore) -> R) -> R {
    // SAFETY: a core resets `CURRENT` before it is freed, and collections during `work` hold a handle.
    work(unsafe { &*current() })
}

/// The default heap, alive now.
#[inline(always)]
pub(crate) fn current() -> *const HeapCore {
    let current = CURRENT.get();
    if current.is_null() { create_current() } else { current }
}

#[cold]
#[inline(never)]
fn create_current() -> *const HeapCore {
    let core = HeapCore::create(0);
    CURRENT.set(core.as_ptr());
    // SAFETY: just created.
    let handle = Heap::of(unsafe { core.as_ref() });
    // After the guard's destructor has run, the heap stays without handle: it is freed with its last object.
    let _ = GUARD.try_with(|guard| *guard.borrow_mut() = Some(Guard(Some(handle.clone()))));
    // SAFETY: `handle` is forgotten without a collection; `CURRENT` leads to the core until it is freed.
    unsafe { core.as_ref() }.handles.set(unsafe { core.as_ref() }.handles.get() - 1);
    std::mem::forget(handle);
    core.as_ptr()
}

/// Called before a core is freed.
pub(crate) fn forget(core: NonNull<HeapCore>) {
    if CURRENT.get() == core.as_ptr().cast_const() {
        CURRENT.set(null());
    }
}
