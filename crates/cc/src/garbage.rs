//! [`Garbage`]: a copy of what a collection is about to destroy, as plain data.
//!
//! Invariant: edges of an object are contiguous, in the order in which its type reports them, and lead to objects of the copy
//! only. Names are kept once: a copy of a million objects takes some ten words each.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::header::{Header, Obj};
use crate::labels::{Labels, Texts};
use crate::reclaim::block_bytes;

/// Objects with more edges are taken for collections of like things: their edges lose index and key.
const MANY: usize = 64;
/// Different edge names that are kept apart.
const NAMES: usize = 1 << 16;
/// Name of the others.
const REST: &str = "…";

/// The object graph of the garbage of one collection. See [`Observer::garbage`](crate::Observer::garbage).
#[derive(Clone, Debug, Default)]
pub struct Garbage {
    nodes: Vec<Entry>,
    edges: Vec<(u32, u32)>,
    labels: Texts,
    names: Texts,
    index: HashMap<*mut Header, u32>,
}

#[derive(Clone, Debug)]
struct Entry {
    label: u32,
    bytes: usize,
    address: usize,
    first_edge: usize,
    edges: usize,
}

impl Garbage {
    /// Number of objects.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no object.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// What [`Trace::label`](crate::Trace::label) says of the object at `index`.
    ///
    /// # Panics
    /// As all methods with an index, if there is no such object.
    pub fn label(&self, index: usize) -> &str {
        self.labels.get(self.nodes[index].label)
    }

    /// Its bytes: header and what the value owns outside the heap included.
    pub fn bytes(&self, index: usize) -> usize {
        self.nodes[index].bytes
    }

    /// Address of its value, as in [`Cc::as_ptr`](crate::Cc::as_ptr): changes from run to run.
    pub fn address(&self, index: usize) -> usize {
        self.nodes[index].address
    }

    /// Its pointers to other objects of the garbage: name and index of the target.
    pub fn edges(&self, index: usize) -> impl Iterator<Item = (&str, usize)> {
        self.links(index).map(|(name, target)| (self.names.get(name), target))
    }

    /// As [`edges`](Garbage::edges), with numbers for names.
    pub(crate) fn links(&self, index: usize) -> impl Iterator<Item = (u32, usize)> + use<'_> {
        let Entry { first_edge, edges, .. } = self.nodes[index];
        self.edges[first_edge..first_edge + edges].iter().map(|(name, target)| (*name, *target as usize))
    }

    /// Number of an object's label.
    pub(crate) fn label_number(&self, index: usize) -> u32 {
        self.nodes[index].label
    }

    /// The text of a label's number.
    pub(crate) fn label_text(&self, number: u32) -> &str {
        self.labels.get(number)
    }

    /// The text of a name's number.
    pub(crate) fn name_text(&self, number: u32) -> &str {
        self.names.get(number)
    }
}

/// Making one.
impl Garbage {
    /// The objects, without edges.
    pub(crate) fn of(members: &[Obj], labels: &Labels) -> Garbage {
        let mut garbage = Garbage { labels: labels.texts().clone(), ..Garbage::default() };
        for (index, obj) in members.iter().enumerate() {
            garbage.index.insert(obj.as_ptr(), index as u32);
            let (address, label) = (obj.value().addr().get(), labels.number(index));
            // SAFETY: members are alive and held by the run.
            let bytes = unsafe { block_bytes(*obj) + (obj.record().vtable.external)(obj.value()) };
            garbage.nodes.push(Entry { label, bytes, address, first_edge: 0, edges: 0 });
        }
        garbage
    }

    /// Adds the edges of the object at `index`; those that leave the garbage are left out.
    pub(crate) fn push_edges(&mut self, index: usize, edges: Vec<(String, Obj)>) {
        let (first_edge, many) = (self.edges.len(), edges.len() > MANY);
        for (name, target) in &edges {
            let Some(target) = self.index.get(&target.as_ptr()) else { continue };
            let name = if many { without_keys(name) } else { Cow::Borrowed(name.as_str()) };
            let full = self.names.len() >= NAMES && !self.names.knows(&name);
            let name = self.names.number(if full { REST } else { &name });
            self.edges.push((name, *target));
        }
        let edges = self.edges.len() - first_edge;
        let entry = &mut self.nodes[index];
        (entry.first_edge, entry.edges) = (first_edge, edges);
    }

    /// No more edges will come.
    pub(crate) fn seal(&mut self) {
        self.index = HashMap::new();
    }

    /// Takes out objects that turned out to live, with the edges to them.
    pub(crate) fn retain(&mut self, is_garbage: impl Fn(usize) -> bool) {
        let mut place = Vec::with_capacity(self.nodes.len());
        let mut left = 0;
        for index in 0..self.nodes.len() {
            let stays = is_garbage(index);
            place.push(stays.then_some(left));
            left += u32::from(stays);
        }
        if left as usize == self.nodes.len() {
            return;
        }
        let (nodes, edges) = (std::mem::take(&mut self.nodes), std::mem::take(&mut self.edges));
        for (_, mut node) in nodes.into_iter().enumerate().filter(|(index, _)| place[*index].is_some()) {
            let first = self.edges.len();
            let own = &edges[node.first_edge..node.first_edge + node.edges];
            let kept = own.iter().filter_map(|(name, to)| Some((*name, place[*to as usize]?)));
            self.edges.extend(kept);
            (node.first_edge, node.edges) = (first, self.edges.len() - first);
            self.nodes.push(node);
        }
    }
}

/// `items[*].left` for `items[17].left`, `[*]` for `["a]b"]`.
fn without_keys(name: &str) -> Cow<'_, str> {
    match (name.find('['), name.rfind(']')) {
        (Some(from), Some(to)) if from < to => Cow::Owned(format!("{}[*]{}", &name[..from], &name[to + 1..])),
        _ => Cow::Borrowed(name),
    }
}
