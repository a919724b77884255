//! [`Tracer`]: the one child visitor. Each phase of a run lists edges through it and differs only in what happens to an
//! edge.
//!
//! Eight to fifteen edges wait in a ring before their header is touched, so that the memory has time to arrive; then eight are visited in one
//! go. While marking, the target that left the run last is remembered, as many objects share one (their type, say): further edges to it are only
//! counted. Invariant: a mode changes only objects of its own heap, and only `slot`, `IN_RUN` and its list.

use std::borrow::Cow;
use std::fmt::Write;
use std::ptr::{NonNull, null_mut};

use crate::cc::Cc;
use crate::core::HeapCore;
use crate::header::{Header, IN_RUN, MAX_SLOT, NEVER, OLD, Obj};
use crate::slot::Owned;

#[cfg(test)]
mod tests;

const RING: usize = 16;
/// Edges that are visited in one go.
const BATCH: usize = 8;

/// What happens to an edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// Count it, and take its target into the run. `prune`: old objects stay outside.
    Mark { prune: bool },
    /// Its source is live: its target leaves the run.
    Rescue,
    /// The same, and it is taken off again from what marking counted and noted.
    Subtract { prune: bool },
    /// Count it if its target is in the run.
    Recount,
    /// Write it down, with its name.
    Report,
}

/// Passed to [`Trace::trace`](crate::Trace::trace) to receive the edges of an object.
pub struct Tracer<'a> {
    /// Edges `tail .. at` wait, each at its number modulo `RING`.
    ring: [*mut Header; RING],
    at: usize,
    tail: usize,
    /// Edges that may wait.
    hold: usize,
    /// Visits the edges that have waited longest, [`BATCH`] at most: what the mode does.
    arrived: fn(&mut Tracer<'a>),
    /// Entries that `leaving` may have; 0 from the moment on when there was none left, as it is of no use then.
    pub(crate) room: usize,
    /// The target that led out last, or null; its entry in `leaving`, if it has one; edges to it that are not counted yet; and whether it
    /// was pruned.
    last: *mut Header,
    last_at: usize,
    repeats: u32,
    last_pruned: bool,
    heap: *const HeapCore,
    pub(crate) list: &'a mut Vec<Obj>,
    pub(crate) edges: u64,
    /// Objects whose internal edges account for their whole strong count.
    pub(crate) closed: usize,
    /// Targets of edges that lead out of the run, to old, acyclic or foreign objects, and how many edges.
    pub(crate) leaving: Vec<(Obj, u32)>,
    /// Not 0 if an edge that leads out of the run is not in `leaving`, or something could not be reported.
    pub(crate) outside: u64,
    /// Edges to old objects that were not followed.
    pub(crate) pruned: u64,
    /// An object was seen that has a finalizer to run.
    pub(crate) awaited: bool,
    names: Option<&'a mut Names>,
}

/// Edges in `Report` mode: target and name.
#[derive(Default)]
pub(crate) struct Names {
    path: String,
    pub(crate) edges: Vec<(String, Obj)>,
}

impl<'a> Tracer<'a> {
    pub(crate) fn new(heap: &HeapCore, mode: Mode, list: &'a mut Vec<Obj>) -> Tracer<'a> {
        Tracer {
            ring: [null_mut(); RING],
            at: 0,
            tail: 0,
            hold: RING - 1,
            arrived: match mode {
                Mode::Mark { prune: false } => Tracer::mark::<false>,
                Mode::Mark { prune: true } => Tracer::mark::<true>,
                Mode::Rescue => Tracer::rescue,
                Mode::Recount => Tracer::recount,
                Mode::Subtract { prune: false } => Tracer::subtract::<false>,
                Mode::Subtract { prune: true } => Tracer::subtract::<true>,
                Mode::Report => Tracer::report,
            },
            room: 0,
            last: null_mut(),
            last_at: 0,
            repeats: 0,
            last_pruned: false,
            heap,
            list,
            edges: 0,
            closed: 0,
            leaving: Vec::new(),
            outside: 0,
            pruned: 0,
            awaited: false,
            names: None,
        }
    }

    /// Writes every edge down at once, while its name is known.
    pub(crate) fn reporting(heap: &HeapCore, list: &'a mut Vec<Obj>, names: &'a mut Names) -> Tracer<'a> {
        Tracer { hold: 0, names: Some(names), ..Tracer::new(heap, Mode::Report, list) }
    }

    /// Reports one owned pointer.
    #[inline]
    pub fn edge<T: ?Sized>(&mut self, target: &Cc<T>) {
        self.wait(target.obj());
    }

    /// Reports the pointer that a value owns, to an object of an acyclic type or of any other: in collections, the former is no edge, and is only
    /// given up with the value.
    #[doc(hidden)]
    #[inline(always)]
    pub fn owned(&mut self, target: Owned, is_acyclic: bool) {
        if !is_acyclic {
            self.wait(target.obj());
        } else if self.room > 0 {
            self.note(target.obj());
        }
    }

    #[inline(always)]
    fn wait(&mut self, target: Obj) {
        let header = target.as_ptr();
        if header == self.last {
            self.repeats += 1;
            return;
        }
        prefetch(header);
        self.ring[self.at % RING] = header;
        self.at += 1;
        if self.at - self.tail > self.hold {
            (self.arrived)(self);
        }
    }

    /// Says that the value owns pointers that cannot be reported now.
    pub(crate) fn left_out(&mut self) {
        self.outside += 1;
    }

    /// Runs `fields` with `name` appended to the name of the edges it reports. Only snapshots use the names.
    pub fn named(&mut self, name: impl Into<Cow<'static, str>>, fields: impl FnOnce(&mut Self)) {
        let Some(names) = &mut self.names else { return fields(self) };
        let name = name.into();
        let before = names.path.len();
        if before > 0 && !name.starts_with('[') {
            names.path.push('.');
        }
        names.path.push_str(&name);
        fields(self);
        if let Some(names) = &mut self.names {
            names.path.truncate(before);
        }
    }

    /// Runs `fields`, and gives the edges it reports the names that `rename` makes of those they would have; `None` keeps a name. Only
    /// snapshots use the names.
    pub fn renamed(&mut self, rename: impl Fn(&str) -> Option<String>, fields: impl FnOnce(&mut Self)) {
        let Some(names) = &self.names else { return fields(self) };
        let (first, path) = (names.edges.len(), names.path.len());
        fields(self);
        let Some(names) = &mut self.names else { return };
        for (name, _) in &mut names.edges[first..] {
            let own = name[path..].trim_start_matches('.');
            if let Some(new) = rename(own) {
                let dot = if path > 0 && !new.is_empty() && !new.starts_with('[') { "." } else { "" };
                *name = format!("{}{dot}{new}", &name[..path]);
            }
        }
    }

    /// [`named`](Tracer::named) with `[index]`.
    pub fn indexed(&mut self, index: usize, fields: impl FnOnce(&mut Self)) {
        if self.names.is_none() {
            return fields(self);
        }
        let mut name = String::new();
        let _ = write!(name, "[{index}]");
        self.named(name, fields);
    }

    /// Visits all edges that still wait.
    pub(crate) fn drain(&mut self) {
        while self.tail != self.at {
            (self.arrived)(self);
        }
        self.count_repeats();
    }

    /// Runs `visit` on the edges that have waited longest.
    #[inline(always)]
    fn batch(&mut self, visit: impl Fn(&mut Self, Obj)) {
        let end = self.at.min(self.tail + BATCH);
        for at in self.tail..end {
            let header = self.ring[at % RING];
            // SAFETY: the edge was reported by a value that owns the pointer; nothing is freed while tracing.
            visit(self, unsafe { Obj::new(NonNull::new_unchecked(header)) });
        }
        self.edges += (end - self.tail) as u64;
        self.tail = end;
    }

    /// In the run of this heap. (A finalizer may have started a run of another heap meanwhile.)
    #[inline(always)]
    fn is_member(&self, obj: Obj) -> bool {
        obj.has(IN_RUN) && std::ptr::eq(obj.record().heap, self.heap)
    }

    fn mark<const PRUNE: bool>(&mut self) {
        self.batch(Tracer::mark_one::<PRUNE>);
    }

    #[inline(always)]
    fn mark_one<const PRUNE: bool>(&mut self, obj: Obj) {
        let slot = obj.slot();
        if slot >= NEVER || !std::ptr::eq(obj.record().heap, self.heap) {
            self.leads_out(obj, false);
        } else if obj.has(IN_RUN) {
            if slot < MAX_SLOT {
                obj.set_slot(slot + 1);
                self.closed += usize::from(slot == obj.strong());
            } else {
                self.outside += 1;
            }
        } else if PRUNE && obj.has(OLD) {
            self.leads_out(obj, true);
        } else {
            self.enter(obj);
        }
    }

    /// Takes an object into the run that an edge led to.
    #[inline(always)]
    fn enter(&mut self, obj: Obj) {
        if obj.slot() != 0 || self.list.len() == self.list.capacity() {
            return self.make_way(obj);
        }
        obj.set_flag(IN_RUN);
        obj.set_slot(2);
        self.closed += usize::from(obj.strong() == 1);
        self.list.push(obj);
    }

    /// What may have to be done before an object enters; apart, so that the usual case saves no registers.
    #[cold]
    #[inline(never)]
    fn make_way(&mut self, obj: Obj) {
        // Registered while the run was marking: only a hook that drops pointers gets here with that.
        obj.heap().candidates.unregister(obj);
        self.list.reserve(1);
        self.enter(obj);
    }

    /// Takes note of an edge that leads out of the run.
    #[inline(never)]
    fn leads_out(&mut self, obj: Obj, pruned: bool) {
        self.pruned += u64::from(pruned);
        if self.last == obj.as_ptr() {
            // Edges to it waited already when the first of them was visited.
            return self.note_more(1);
        }
        self.count_repeats();
        (self.last, self.last_at, self.last_pruned) = (obj.as_ptr(), self.leaving.len(), pruned);
        self.note(obj);
    }

    /// Adds an entry to `leaving`, or says that one is missing.
    #[inline]
    fn note(&mut self, obj: Obj) {
        if self.leaving.len() < self.room {
            self.leaving.push((obj, 1));
        } else {
            self.outside += 1;
            self.room = 0;
        }
    }

    /// Counts edges to the target that led out last.
    fn note_more(&mut self, edges: u32) {
        match self.leaving.get_mut(self.last_at) {
            Some((_, count)) => *count += edges,
            None => self.outside += u64::from(edges),
        }
    }

    /// Writes down the edges to the last target that left, which were not counted one by one.
    fn count_repeats(&mut self) {
        let repeats = std::mem::take(&mut self.repeats);
        if repeats > 0 {
            self.edges += u64::from(repeats);
            self.pruned += if self.last_pruned { u64::from(repeats) } else { 0 };
            self.note_more(repeats);
        }
    }

    fn rescue(&mut self) {
        self.batch(|tracer, obj| {
            if tracer.is_member(obj) {
                obj.clear_flag(IN_RUN);
                obj.set_slot(0);
                tracer.list.push(obj);
            }
        });
    }

    fn recount(&mut self) {
        self.batch(|tracer, obj| {
            if tracer.is_member(obj) {
                obj.set_slot((obj.slot() + 1).min(MAX_SLOT));
            }
        });
    }

    /// Sources are taken out of the run one after the other, so what is in it, or was, is known by what it is: in the heap, cyclic, and not
    /// old where old objects stay outside.
    fn subtract<const PRUNE: bool>(&mut self) {
        self.batch(|tracer, obj| {
            let slot = obj.slot();
            if slot >= NEVER || !std::ptr::eq(obj.record().heap, tracer.heap) || PRUNE && obj.has(OLD) {
                return tracer.leads_out(obj, PRUNE);
            }
            obj.set_slot(slot.saturating_sub(1));
            if obj.has(IN_RUN) {
                obj.clear_flag(IN_RUN);
                tracer.list.push(obj);
            }
        });
    }

    fn report(&mut self) {
        self.batch(|tracer, obj| {
            tracer.list.push(obj);
            if let Some(names) = &mut tracer.names {
                names.edges.push((names.path.clone(), obj));
            }
        });
    }
}

#[inline(always)]
pub(crate) fn prefetch(header: *const Header) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a prefetch never faults.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(header.cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = header;
}
