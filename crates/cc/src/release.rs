//! What happens when a count drops: to non-zero (the object becomes a candidate) or to zero (it dies).
//!
//! Order of death, as in `Rc`: weak pointers are cut, the finalizer runs (and may resurrect), then the value is dropped,
//! fields in declaration order, each child that dies doing so before the next field. That nests to a depth of
//! [`NESTING`]; deaths below wait in a queue and run first in, first out when the outermost death is done, so the native
//! stack stays bounded whatever the data looks like.
//!
//! A panic of a destructor unwinds through the levels as through any drop glue: every level gives its memory back, the
//! outermost drains the queue. Destructors that run meanwhile are shielded (`destroy_while_unwinding`), so a second panic
//! does not abort; the first reaches the caller. State is per thread, without a destructor, so that it also works while
//! thread-local storage is torn down.

use std::cell::{Cell, UnsafeCell};
use std::collections::VecDeque;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::core::{HeapCore, Phase};
use crate::header::{DEAD, FINALIZED, HAS_WEAK, IN_RUN, Obj};
use crate::panics::{discard, keep_first, raise};
use crate::reclaim::{give_back, give_back_cell};
use crate::record::{Ease, TypeRecord, awaits_finalizer};
use crate::weak;

/// Destructors of objects nest this deep on the native stack.
pub(crate) const NESTING: u32 = 64;

struct Releases {
    depth: Cell<u32>,
    /// Whether the queue was used since it was drained.
    queued: Cell<bool>,
    waiting: UnsafeCell<ManuallyDrop<VecDeque<Obj>>>,
}

thread_local! {
    static RELEASES: Releases = const {
        Releases {
            depth: Cell::new(0),
            queued: Cell::new(false),
            waiting: UnsafeCell::new(ManuallyDrop::new(VecDeque::new())),
        }
    };
}

/// A count dropped to non-zero: the object may now be held by a cycle only.
#[inline(never)]
pub(crate) fn register(obj: Obj) {
    let heap = obj.heap();
    heap.candidates.register(obj);
    if heap.handles.get() == 0 {
        heap.collect_orphan();
    }
}

/// A count dropped to zero.
///
/// # Safety
/// No `Cc` to the object is left.
#[inline(never)]
pub(crate) unsafe fn dropped_to_zero(obj: Obj) {
    // SAFETY: no pointer is left, so we own value and memory.
    unsafe {
        if obj.has(HAS_WEAK | IN_RUN | FINALIZED) || obj.is_dead() {
            return end_of_life(obj);
        }
        let record = obj.plain_record();
        if record.ease == Ease::Nothing {
            return give_back_cell(obj, record);
        }
        let marking = (*record.heap).phase.get() == Phase::Marking;
        // Only these ask, as the question costs a call.
        let hooks = match record.ease {
            Ease::Hooks => true,
            Ease::Ask => (record.vtable.wants_finalizer)(obj.value()),
            Ease::Nothing | Ease::Drop => false,
        };
        if hooks || marking || depth() >= NESTING || std::thread::panicking() {
            return end_of_life(obj);
        }
        usual_death(obj, record);
    }
}

/// The usual death: no weak pointer, no finalizer, a cell of its own class.
///
/// # Safety
/// As [`dropped_to_zero`]; the record is the object's.
#[inline(never)]
unsafe fn usual_death(obj: Obj, record: &TypeRecord) {
    // SAFETY: the record's heap lives as long as the object; no pointer is left, so we own value and memory.
    unsafe {
        (*record.heap).candidates.unregister_dying(obj);
        obj.set_slot(DEAD);
        let level = Level::enter();
        let memory = Memory(obj);
        (record.drop)(obj.value());
        std::mem::forget(memory);
        give_back_cell(obj, record);
        level.leave();
    }
}

/// Any death; apart from [`dropped_to_zero`], so that usual ones save no registers.
///
/// # Safety
/// As [`dropped_to_zero`].
#[inline(never)]
unsafe fn end_of_life(obj: Obj) {
    // SAFETY: no pointer is left, so we own value and memory.
    unsafe {
        if obj.is_dead() {
            // The value is gone already; this was the last clone made in a destructor.
            return give_back(obj);
        }
        let heap = obj.heap();
        if heap.phase.get() == Phase::Marking {
            return defer(heap, obj);
        }
        if depth() >= NESTING {
            return RELEASES.with(|releases| wait(releases, obj));
        }
        let level = Level::enter();
        die(obj);
        level.leave();
    }
}

#[inline(always)]
fn depth() -> u32 {
    RELEASES.with(|releases| releases.depth.get())
}

/// A level of nesting. Left by returning or by unwinding, and the outermost looks after the queue either way.
struct Level;

impl Level {
    #[inline(always)]
    fn enter() -> Level {
        RELEASES.with(|releases| releases.depth.set(releases.depth.get() + 1));
        Level
    }

    /// May panic, as [`drain`]; the level is left even so.
    #[inline(always)]
    fn leave(self) {
        std::mem::forget(self);
        RELEASES.with(Level::step_out);
    }

    #[inline(always)]
    fn step_out(releases: &Releases) {
        if releases.queued.get() && releases.depth.get() == 1 {
            drain(releases);
        } else {
            releases.depth.set(releases.depth.get() - 1);
        }
    }
}

impl Drop for Level {
    #[cold]
    fn drop(&mut self) {
        RELEASES.with(Level::step_out);
    }
}

/// Puts an object into the queue, from where nobody can reach it.
#[cold]
fn wait(releases: &Releases, obj: Obj) {
    weak::hide(obj);
    obj.heap().candidates.unregister(obj);
    obj.set_slot(DEAD);
    releases.queued.set(true);
    // SAFETY: nothing holds a reference into the queue across calls.
    unsafe { (*releases.waiting.get()).push_back(obj) };
}

/// Destroys what waits, and leaves the outermost level.
#[cold]
fn drain(releases: &Releases) {
    let mut first = None;
    loop {
        // SAFETY: nothing holds a reference into the queue across calls.
        let next = unsafe { (*releases.waiting.get()).pop_front() };
        let Some(obj) = next else { break };
        obj.set_slot(obj.record().initial_slot);
        // SAFETY: the object was queued when its count was zero, with weak pointers hidden.
        let outcome = catch_unwind(AssertUnwindSafe(|| unsafe { die_apart(obj) }));
        first = keep_first(first, outcome.err());
    }
    releases.queued.set(false);
    // SAFETY: as above; the queue is empty, so its memory can go.
    let empty = std::mem::take(unsafe { &mut **releases.waiting.get() });
    drop(empty);
    releases.depth.set(0);
    raise(first);
}

/// [`die`], out of line.
///
/// # Safety
/// As [`die`].
#[cold]
unsafe fn die_apart(obj: Obj) {
    // SAFETY: the caller's guarantee.
    unsafe { die(obj) };
}

/// Finalizes and destroys one object.
///
/// # Safety
/// No `Cc` to the object is left.
#[inline(always)]
unsafe fn die(obj: Obj) {
    let record = obj.record();
    // SAFETY: no pointer is left, so we own value and memory.
    unsafe {
        if awaits_finalizer(obj) && !finalize(obj) {
            return;
        }
        weak::detach(obj);
        obj.heap().candidates.unregister(obj);
        obj.set_slot(DEAD);
        let memory = Memory(obj);
        if record.vtable.needs_drop {
            if std::thread::panicking() {
                destroy_while_unwinding(obj);
            } else {
                (record.drop)(obj.value());
            }
        }
        std::mem::forget(memory);
        give_back(obj);
    }
}

/// Memory of an object whose value is being dropped: given back if that unwinds.
struct Memory(Obj);

impl Drop for Memory {
    #[cold]
    fn drop(&mut self) {
        // SAFETY: made for an object that nothing uses any more.
        unsafe { give_back(self.0) };
    }
}

/// Drops a value while a panic is on its way through an outer destructor or the caller: a second one would abort, so
/// it ends here.
///
/// # Safety
/// The value is alive and not used again.
#[cold]
unsafe fn destroy_while_unwinding(obj: Obj) {
    let destroy = obj.record().vtable.drop;
    // SAFETY: the caller's guarantee.
    let outcome = catch_unwind(AssertUnwindSafe(|| unsafe { destroy(obj.value()) }));
    outcome.err().into_iter().for_each(discard);
}

/// Runs the finalizer of an object whose count is zero. Says whether the object still has to die.
///
/// # Safety
/// No `Cc` to the object is left; its value is alive.
#[cold]
unsafe fn finalize(obj: Obj) -> bool {
    obj.set_flag(FINALIZED);
    weak::hide(obj);
    obj.set_strong(1);
    let heap = obj.heap();
    heap.totals.finalized.set(heap.totals.finalized.get() + 1);
    let hook = obj.record().vtable.finalize;
    // SAFETY: the value is alive, and the count we hold keeps it so during the call.
    let outcome = catch_unwind(AssertUnwindSafe(|| unsafe { hook(obj.value()) }));
    obj.set_strong(obj.strong() - 1);
    let dies = obj.strong() == 0;
    if !dies {
        weak::show(obj);
        if obj.slot() == 0 {
            register(obj);
        }
    }
    if let Err(panic) = outcome {
        if dies {
            // The object dies first; then the panic goes on.
            // SAFETY: the count is zero, and the finalizer was called.
            let outcome = catch_unwind(AssertUnwindSafe(|| unsafe { die_apart(obj) }));
            outcome.err().into_iter().for_each(discard);
        }
        raise(Some(panic));
        return false;
    }
    dies
}

/// A hook dropped a last pointer while the collector was marking: keep the object until the run is given up.
#[cold]
fn defer(heap: &HeapCore, obj: Obj) {
    obj.set_strong(1);
    // SAFETY: nothing holds a reference into the list across calls.
    unsafe { (*heap.deferred.get()).push(obj) };
}

/// Gives up an object whose value was moved out.
///
/// # Safety
/// The count is one and belongs to the caller; the value is not used again.
pub(crate) unsafe fn vacate(obj: Obj) {
    weak::detach(obj);
    obj.heap().candidates.unregister(obj);
    obj.set_slot(DEAD);
    // SAFETY: the caller's guarantee.
    unsafe { give_back(obj) };
}

/// Drops one unit of the count that the collector or an audit held, as dropping a `Cc` would.
pub(crate) fn release(obj: Obj) {
    release_some(obj, 1);
}

/// [`release`] of as many units.
pub(crate) fn release_some(obj: Obj, units: u32) {
    debug_assert!(!obj.has(IN_RUN) || obj.is_dead());
    let left = obj.strong() - units;
    obj.set_strong(left);
    if left == 0 {
        // SAFETY: the units were ours and they were the last.
        unsafe { dropped_to_zero(obj) };
    } else if obj.slot() == 0 {
        register(obj);
    }
}
