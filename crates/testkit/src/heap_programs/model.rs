//! The naive model: plain counting and plain search.
//!
//! Invariant: `live` holds exactly the objects that a correct heap has not destroyed; counts are recomputed, never stored.

use std::collections::{BTreeMap, BTreeSet};

/// What an object does when it dies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    /// Nothing.
    Plain,
    /// The finalizer stores a clone of the object.
    Resurrect,
    /// The finalizer allocates and stores a new object.
    Allocate,
    /// The finalizer collects.
    Collect,
    /// The finalizer panics.
    FinalizerPanics,
    /// The destructor panics.
    DropPanics,
    /// The destructor stores a clone of the first neighbour.
    KeepNeighbour,
}

pub(super) type Id = u64;

/// Ids of objects that finalizers allocate: this plus the id of the finalized object.
pub(super) const BORN: Id = 1 << 40;

/// An object as the model sees it.
pub(super) struct Modelled {
    pub(super) habit: Habit,
    pub(super) edges: Vec<Id>,
    pub(super) finalized: bool,
}

#[derive(Default)]
pub(super) struct Model {
    pub(super) live: BTreeMap<Id, Modelled>,
    pub(super) roots: Vec<Id>,
    /// Targets of weak pointers, `None` once they are cleared.
    pub(super) weaks: Vec<Option<Id>>,
    pub(super) dropped: BTreeSet<Id>,
    pub(super) panics: bool,
}

impl Model {
    pub(super) fn add(&mut self, id: Id, habit: Habit) {
        self.live.insert(id, Modelled { habit, edges: Vec::new(), finalized: false });
        self.roots.push(id);
    }

    pub(super) fn count(&self, id: Id) -> usize {
        let edges = self.live.values().flat_map(|object| &object.edges).filter(|&&to| to == id).count();
        edges + self.roots.iter().filter(|&&root| root == id).count()
    }

    /// Calls a finalizer, if it was not called before.
    pub(super) fn finalize(&mut self, id: Id) {
        let object = self.live.get_mut(&id).expect("finalized an unknown object");
        if std::mem::replace(&mut object.finalized, true) {
            return;
        }
        match object.habit {
            Habit::Resurrect => self.roots.push(id),
            Habit::Allocate => self.add(BORN + id, Habit::Plain),
            Habit::FinalizerPanics => self.panics = true,
            _ => {}
        }
    }

    pub(super) fn kill(&mut self, id: Id) -> Modelled {
        self.dropped.insert(id);
        self.weaks.iter_mut().filter(|weak| **weak == Some(id)).for_each(|weak| *weak = None);
        let object = self.live.remove(&id).expect("killed twice");
        self.panics |= object.habit == Habit::DropPanics;
        object
    }

    /// Lets everything die whose count is zero.
    pub(super) fn count_down(&mut self, start: impl IntoIterator<Item = Id>) {
        let mut suspects: Vec<Id> = start.into_iter().collect();
        while let Some(id) = suspects.pop() {
            if !self.live.contains_key(&id) || self.count(id) > 0 {
                continue;
            }
            self.finalize(id);
            if self.count(id) > 0 {
                continue;
            }
            let object = self.kill(id);
            if let (Habit::KeepNeighbour, Some(first)) = (object.habit, object.edges.first()) {
                self.roots.push(*first);
            }
            suspects.extend(object.edges);
        }
    }

    pub(super) fn unreachable(&self) -> BTreeSet<Id> {
        let mut unseen: BTreeSet<Id> = self.live.keys().copied().collect();
        let mut list = self.roots.clone();
        while let Some(id) = list.pop() {
            if unseen.remove(&id) {
                list.extend(&self.live[&id].edges);
            }
        }
        unseen
    }

    /// Clears weak pointers, finalizes, and kills what is still unreachable then.
    pub(super) fn collect(&mut self, garbage: &BTreeSet<Id>) {
        self.weaks
            .iter_mut()
            .filter(|weak| weak.is_some_and(|id| garbage.contains(&id)))
            .for_each(|w| *w = None);
        garbage.iter().for_each(|id| self.finalize(*id));
        let mut condemned = self.unreachable();
        condemned.retain(|id| garbage.contains(id));
        let dead: Vec<Modelled> = condemned.iter().map(|id| self.kill(*id)).collect();
        for object in dead {
            if let (Habit::KeepNeighbour, Some(first)) = (object.habit, object.edges.first())
                && self.live.contains_key(first)
            {
                self.roots.push(*first);
            }
        }
    }
}

impl Model {
    /// Follows a collection of unknown extent: finalizes and kills what the log says.
    pub(super) fn collect_touched(&mut self, touched: &BTreeSet<Id>, finalized: &[Id], dropped: &[Id]) {
        for id in finalized.iter().filter(|id| touched.contains(id)) {
            self.finalize(*id);
        }
        let mut dead = Vec::new();
        for id in dropped.iter().filter(|id| touched.contains(id)) {
            dead.push(self.kill(*id));
        }
        let keeps = dead.iter().filter(|object| object.habit == Habit::KeepNeighbour);
        for first in keeps.filter_map(|object| object.edges.first()) {
            if self.live.contains_key(first) {
                self.roots.push(*first);
            }
        }
        let unreachable = self.unreachable();
        let lost = dead.iter().flat_map(|object| &object.edges);
        for id in lost.filter(|id| unreachable.contains(id)) {
            assert!(self.count(*id) > 0, "{id} has no owner left and must have died");
        }
    }
}
