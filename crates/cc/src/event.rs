//! [`Event`]s of a collection, and who receives them.
//!
//! Events are delivered only at points where user code cannot disturb the run: before it, when the verdict is
//! complete, and after each later phase. An observer's panic is kept and reaches the caller when the run is over.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::collect::{Kind, Trigger};
use crate::garbage::Garbage;
use crate::panics::{Payload, keep_first};
use crate::stats::Collection;

/// A phase of a collection.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Event {
    /// A collection begins.
    Start {
        /// Young or full.
        kind: Kind,
        /// Why.
        trigger: Trigger,
        /// Objects it starts from.
        candidates: u64,
        /// Objects in the heap.
        live: u64,
        /// Their bytes, and external memory.
        bytes: usize,
    },
    /// Everything the candidates reach was visited.
    Marked {
        /// Objects visited.
        objects: u64,
        /// Edges counted.
        edges: u64,
    },
    /// It is known what is garbage.
    Verdict {
        /// Unreachable objects.
        garbage: u64,
        /// Live objects among the visited.
        live: u64,
        /// Edges to old objects that were not followed.
        pruned: u64,
        /// Candidates that wait for the next full run, because this one did not follow all edges.
        kept: u64,
    },
    /// Finalizers were called. Only sent if there were any.
    Finalized {
        /// Finalizers called.
        run: u64,
        /// Objects brought back.
        resurrected: u64,
    },
    /// Garbage was destroyed. Only sent if there was any.
    Freed {
        /// Labels and how many objects had them, sorted by label. Empty if no observer [wants labels](Observer::wants_labels).
        by_type: Vec<(String, u64)>,
        /// Objects destroyed.
        objects: u64,
        /// Their bytes.
        bytes: u64,
    },
    /// A hook panicked or broke an obligation of `Trace` while marking: everything is as before.
    Abandoned,
    /// The collection is over.
    End {
        /// All figures.
        collection: Collection,
        /// Objects left in the heap.
        live: u64,
        /// Their bytes, and external memory.
        bytes: usize,
        /// Wall-clock time.
        elapsed: Duration,
    },
}

/// Receives events. It may use the heap; a `collect` inside does nothing.
pub trait Observer {
    /// Called for each event.
    fn event(&mut self, event: &Event);

    /// Whether the observer reads the labels in [`Event::Freed`]: they cost a call and a text for each object, and that the collector looks at
    /// the garbage once more.
    fn wants_labels(&self) -> bool {
        true
    }

    /// Whether [`garbage`](Observer::garbage) is to be called: making the copy costs a walk over the garbage.
    fn wants_garbage(&self) -> bool {
        false
    }

    /// Called with a copy of what the collection is about to destroy, after finalizers have run and before [`Event::Freed`].
    fn garbage(&mut self, _garbage: &Garbage) {}
}

impl<F: FnMut(&Event)> Observer for F {
    fn event(&mut self, event: &Event) {
        self(event);
    }
}

/// Names an observer for [`Heap::unobserve`](crate::Heap::unobserve).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct ObserverId(u64);

type Entry = (ObserverId, Box<dyn Observer>);

#[derive(Default)]
pub(crate) struct Observers {
    list: RefCell<Vec<Entry>>,
    count: Cell<usize>,
    last: Cell<u64>,
    /// Observers taken away while they were running.
    gone: RefCell<Vec<ObserverId>>,
}

impl Observers {
    pub(crate) fn add(&self, observer: Box<dyn Observer>) -> ObserverId {
        self.last.set(self.last.get() + 1);
        let id = ObserverId(self.last.get());
        self.list.borrow_mut().push((id, observer));
        self.count.set(self.count.get() + 1);
        id
    }

    pub(crate) fn remove(&self, id: ObserverId) -> Option<Box<dyn Observer>> {
        let mut list = self.list.borrow_mut();
        let Some(at) = list.iter().position(|(known, _)| *known == id) else {
            self.gone.borrow_mut().push(id);
            return None;
        };
        self.count.set(self.count.get() - 1);
        Some(list.remove(at).1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count.get() == 0
    }

    pub(crate) fn take_all(&self) -> Vec<Box<dyn Observer>> {
        self.count.set(0);
        self.list.take().into_iter().map(|(_, observer)| observer).collect()
    }

    /// Whether an observer wants to see the garbage. One that panics when asked does not.
    pub(crate) fn want_garbage(&self) -> bool {
        self.any(|observer| observer.wants_garbage())
    }

    /// Whether an observer wants to know anything about single objects of the garbage.
    pub(crate) fn want_objects(&self) -> bool {
        !self.is_empty() && self.any(|observer| observer.wants_labels() || observer.wants_garbage())
    }

    fn any(&self, asks: impl Fn(&dyn Observer) -> bool) -> bool {
        let list = self.list.borrow();
        list.iter()
            .any(|(_, observer)| catch_unwind(AssertUnwindSafe(|| asks(observer.as_ref()))).unwrap_or(false))
    }

    /// Sends an event to all observers. Returns the first panic.
    pub(crate) fn send(&self, event: &Event) -> Option<Payload> {
        self.each(|observer| observer.event(event))
    }

    /// Shows the garbage to those who want it. Returns the first panic.
    pub(crate) fn send_garbage(&self, garbage: &Garbage) -> Option<Payload> {
        self.each(|observer| {
            if observer.wants_garbage() {
                observer.garbage(garbage);
            }
        })
    }

    /// Calls all observers, in the order in which they were added. Returns the first panic.
    fn each(&self, mut call: impl FnMut(&mut dyn Observer)) -> Option<Payload> {
        let mut panic = None;
        let mut running = self.list.take();
        for (_, observer) in &mut running {
            let outcome = catch_unwind(AssertUnwindSafe(|| call(observer.as_mut())));
            panic = keep_first(panic, outcome.err());
        }
        // Observers added by observers come after those that ran; removed ones stay away.
        let gone = self.gone.take();
        let removed: Vec<Entry> = running.extract_if(.., |(id, _)| gone.contains(id)).collect();
        self.count.set(self.count.get() - removed.len());
        running.extend(self.list.take());
        self.list.replace(running);
        let outcome = catch_unwind(AssertUnwindSafe(|| drop(removed)));
        keep_first(panic, outcome.err())
    }
}
