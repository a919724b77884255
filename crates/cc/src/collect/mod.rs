//! A collection: the synchronous cycle collection of Bacon and Rajan ("Concurrent Cycle Collection in Reference Counted
//! Systems", ECOOP 2001), which reads
//!
//! ```text
//! CollectCycles():  MarkRoots(); ScanRoots(); CollectRoots()
//! MarkGray(S):      if color(S) != gray: color(S) = gray
//!                     for T in children(S): RC(T) -= 1; MarkGray(T)
//! Scan(S):          if color(S) == gray: if RC(S) > 0: ScanBlack(S)
//!                     else: color(S) = white; for T in children(S): Scan(T)
//! ScanBlack(S):     color(S) = black; for T in children(S): RC(T) += 1; if color(T) != black: ScanBlack(T)
//! CollectWhite(S):  if color(S) == white: color(S) = black; for T in children(S): CollectWhite(T); Free(S)
//! ```
//!
//! Here, and where it differs:
//!
//! 1. [`mark`] (MarkRoots): one closure over *all* candidates, breadth first; the candidate buffer itself becomes the list of
//!    members, so there is no other worklist and no recursion. Real counts are left alone: edges between members are counted
//!    beside them, so a panicking hook costs nothing. Young runs treat objects proved live before as outside, which is
//!    safe, as a count held from outside means live.
//! 2. [`verdict`] (ScanRoots): members with counts from outside, and all they reach, leave the run. What they own is taken off again from
//!    what was counted, so what is left is owned by garbage. If every member's count was accounted for while marking, nothing is live
//!    and this pass is skipped. Survivors are promoted together.
//! 3. Weak pointers to the garbage are cut, [`finalize`] calls finalizers and looks again at that set only. (The
//!    paper has no finalizers.) Skipped if marking met no finalizer and no observer looks at single objects.
//! 4. [`free`] (CollectRoots): all members say `DEAD`, then their values are dropped. The memory of each is given back when
//!    the last count of it goes, so no destructor reaches freed memory or a destroyed neighbour. Acyclic children and
//!    survivors lose their counts by the ordinary drop of the pointers to them. Where dropping would do nothing but count down and drop a rest
//!    that the types know (buffers), that rest is dropped, all cells are given back, and then the counts of the edges that lead out.

mod finalize;
mod free;
mod mark;
mod verdict;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use finalize::Found;

use crate::core::{HeapCore, Phase};
use crate::event::Event;
use crate::header::{IN_RUN, Obj};
use crate::panics::{self, Payload, keep_first};
use crate::record::UNKNOWN_REST;
use crate::release;
use crate::stats::Collection;

/// Which objects a collection looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// Those that no run has proved live yet.
    Young,
    /// All that candidates reach.
    Full,
}

/// Why a collection runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Trigger {
    /// It was asked for.
    Explicit,
    /// Enough cyclic objects were allocated.
    Allocations,
    /// Enough large or external memory was allocated.
    Bytes,
    /// A fallible allocation met the limit.
    Limit,
    /// Stress policy.
    Stress,
    /// A candidate appeared in a heap that nobody can collect any more.
    Orphan,
}

/// A collection under way.
struct Run<'h> {
    heap: &'h HeapCore,
    figures: Collection,
    /// First the candidates, then what they reach; after the verdict, the garbage.
    members: Vec<Obj>,
    candidates: usize,
    promoted: u64,
    /// What finalizers brought back; holds the run's counts until the garbage is marked dead.
    resurrected: Vec<Obj>,
    /// Every member's count was accounted for while marking.
    all_closed: bool,
    /// What the types of the members (after the verdict, of the garbage) say of their [rest](crate::record::Traits::rest).
    rest: u8,
    /// Targets of edges from members to objects outside the run, and how many; after the verdict also of those from garbage to live members.
    leaving: Vec<(Obj, u32)>,
    /// What of `leaving` is owned by live members, and stays.
    staying: Vec<(Obj, u32)>,
    /// Both are complete.
    complete: bool,
    /// A member has weak pointers.
    weak: bool,
    /// A member has a finalizer to run.
    awaited: bool,
    panic: Option<Payload>,
}

/// Runs a collection. Inside a running one, does nothing.
pub(crate) fn run(heap: &HeapCore, kind: Kind, trigger: Trigger) -> Collection {
    let (collection, panic) = run_caught(heap, kind, trigger);
    panics::raise(panic);
    collection
}

/// Collects until nothing more is freed: for a heap that loses its last handle, or has none. Returns the first panic.
pub(crate) fn drain(heap: &HeapCore, trigger: Trigger) -> Option<Payload> {
    // Finalizers may make new garbage for ever; what is left then is collected when its counts change.
    const ROUNDS: usize = 16;
    let mut first = None;
    for _ in 0..ROUNDS {
        if heap.candidates.len(false) + heap.candidates.len(true) == 0 {
            break;
        }
        let (collection, panic) = run_caught(heap, Kind::Full, trigger);
        // A run that a hook's panic ended is tried again: there will be no other.
        let failed = panic.is_some();
        first = keep_first(first, panic);
        if collection.freed_objects == 0 && collection.finalized == 0 && !failed {
            break;
        }
    }
    // What is still registered would not be registered again, and so not noticed, when its count drops next.
    heap.candidates.clear();
    first
}

fn run_caught(heap: &HeapCore, kind: Kind, trigger: Trigger) -> (Collection, Option<Payload>) {
    if heap.phase.get() != Phase::Idle {
        return (Collection::empty(kind, trigger), None);
    }
    // Counts as a handle, so that the heap does not vanish with its last object while we look.
    heap.handles.set(heap.handles.get() + 1);
    heap.phase.set(Phase::Busy);
    let start = (!heap.observers.is_empty()).then(Instant::now);
    let mut run = Run {
        heap,
        figures: Collection::empty(kind, trigger),
        members: Vec::new(),
        candidates: 0,
        promoted: 0,
        resurrected: Vec::new(),
        all_closed: false,
        rest: 0,
        leaving: Vec::new(),
        staying: Vec::new(),
        complete: false,
        weak: false,
        awaited: false,
        panic: None,
    };
    run.collect();
    run.finish(start);
    let (figures, panic) = (run.figures, run.panic.take());
    drop(run);
    heap.phase.set(Phase::Idle);
    heap.handles.set(heap.handles.get() - 1);
    heap.last_of_type();
    (figures, panic)
}

impl Run<'_> {
    fn collect(&mut self) {
        let waiting = self.heap.candidates.len(false)
            + if self.figures.kind == Kind::Full { self.heap.candidates.len(true) } else { 0 };
        self.figures.candidates = waiting as u64;
        self.figures.threshold_before = self.heap.control.threshold.get();
        self.send(|run| Event::Start {
            kind: run.figures.kind,
            trigger: run.figures.trigger,
            candidates: run.figures.candidates,
            live: run.heap.live(),
            bytes: run.heap.bytes(),
        });
        self.take_candidates();
        if !self.find_garbage() {
            self.send(|_| Event::Abandoned);
            return;
        }
        if self.awaited || self.heap.observers.want_objects() {
            return self.show_and_free();
        }
        // No user code meets the garbage: without weak pointers nothing leads there.
        if self.weak {
            self.members.iter().for_each(|obj| crate::weak::detach(*obj));
        }
        self.send_verdict();
        if self.members.is_empty() {
            return;
        }
        if self.rest & UNKNOWN_REST == 0 && self.complete && self.counts_have_room() {
            self.free_undropped();
        } else {
            self.free(Found::default());
        }
    }

    /// The way of garbage that finalizers or observers see.
    fn show_and_free(&mut self) {
        self.hold_garbage();
        self.send_verdict();
        if !self.members.is_empty() {
            let found = self.finalize();
            self.release_hold();
            self.free(found);
        }
    }

    fn send_verdict(&mut self) {
        self.send(|run| Event::Marked { objects: run.figures.visited, edges: run.figures.edges });
        self.send(|run| Event::Verdict {
            garbage: run.figures.garbage,
            live: run.figures.live,
            pruned: run.figures.pruned,
            kept: run.figures.kept,
        });
    }

    /// Marks and judges. `false` if the run was abandoned: then every header is as before.
    fn find_garbage(&mut self) -> bool {
        self.heap.phase.set(Phase::Marking);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            self.all_closed = self.mark();
            if !self.all_closed {
                self.rescue();
            }
        }));
        self.heap.phase.set(Phase::Busy);
        let kept = self.take_deferred();
        if outcome.is_ok() && kept.is_empty() {
            self.settle();
            return true;
        }
        self.restore();
        self.keep_panic(outcome.err());
        self.release_all(kept);
        false
    }

    fn take_candidates(&mut self) {
        self.members = self.heap.candidates.take(false);
        if self.figures.kind == Kind::Full {
            self.members.append(&mut self.heap.candidates.take(true));
        }
        self.candidates = self.members.len();
        self.figures.candidates = self.candidates as u64;
    }

    /// Cuts weak pointers off and takes one count of each member, so that no user code from here on makes one die.
    fn hold_garbage(&mut self) {
        for obj in &self.members {
            crate::weak::detach(*obj);
            // Cannot overflow: the count equals the internal edges, which fit a slot.
            obj.set_strong(obj.strong() + 1);
        }
    }

    /// Gives the counts of `hold_garbage` back; `free` takes its own before user code runs again.
    fn release_hold(&self) {
        self.members.iter().for_each(|obj| obj.set_strong(obj.strong() - 1));
    }

    /// Undoes everything: members leave the run, candidates return to their buffers.
    fn restore(&mut self) {
        for obj in &self.members {
            obj.clear_flag(IN_RUN);
            obj.set_slot(0);
        }
        for obj in self.members.drain(..).take(self.candidates) {
            self.heap.candidates.register(obj);
        }
    }

    fn take_deferred(&mut self) -> Vec<Obj> {
        // SAFETY: nothing holds a reference into the list across calls.
        unsafe { std::mem::take(&mut *self.heap.deferred.get()) }
    }

    fn has_deferred(&self) -> bool {
        // SAFETY: as above.
        unsafe { !(*self.heap.deferred.get()).is_empty() }
    }

    /// Gives up a count of each object, as dropping a `Cc` would.
    fn release_all(&mut self, objects: Vec<Obj>) {
        let mut left = objects.into_iter();
        while !left.as_slice().is_empty() {
            let outcome = catch_unwind(AssertUnwindSafe(|| left.by_ref().for_each(release::release)));
            self.keep_panic(outcome.err());
        }
    }

    fn finish(&mut self, start: Option<Instant>) {
        let figures = &self.figures;
        // A young run that met no old objects, while no old candidates wait, has seen what a full one would.
        let complete =
            figures.kind == Kind::Full || figures.pruned == 0 && self.heap.candidates.len(true) == 0;
        self.heap.control.ran(complete, figures, self.promoted, self.heap.live());
        self.figures.threshold_after = self.heap.control.threshold.get();
        self.heap.totals.add(&self.figures);
        self.heap.candidates.recycle(std::mem::take(&mut self.members));
        self.send(|run| Event::End {
            collection: run.figures,
            live: run.heap.live(),
            bytes: run.heap.bytes(),
            elapsed: start.map_or(std::time::Duration::ZERO, |start| start.elapsed()),
        });
    }

    fn send(&mut self, event: impl FnOnce(&Self) -> Event) {
        if !self.heap.observers.is_empty() {
            let panic = self.heap.observers.send(&event(self));
            self.keep_panic(panic);
        }
    }

    fn keep_panic(&mut self, panic: Option<Payload>) {
        self.panic = keep_first(self.panic.take(), panic);
    }
}
