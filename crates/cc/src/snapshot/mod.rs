//! [`Snapshot`]: the object graph as plain data.
//!
//! Objects are numbered in the order in which they lie in memory, and hold a count of the snapshot's own while user code
//! (labels, hooks) runs, so nothing dies under it.

use std::collections::HashMap;

use crate::core::HeapCore;
use crate::header::{NEVER, OLD, Obj};
use crate::reclaim::block_bytes;
use crate::tracer::{Names, Tracer};
use crate::weak;

/// All live objects of a heap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snapshot {
    /// The objects; an edge's target is an index into this list.
    pub nodes: Vec<Node>,
}

/// An object.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Node {
    /// What [`Trace::label`](crate::Trace::label) says.
    pub label: String,
    /// Address of the value: changes from run to run.
    pub address: usize,
    /// Bytes, header included.
    pub bytes: usize,
    /// Strong pointers.
    pub strong: u32,
    /// Weak pointers.
    pub weak: usize,
    /// Strong pointers that no object of the heap accounts for: held by the program.
    pub external: u32,
    /// Proved live by a collection before.
    pub old: bool,
    /// Can be part of a cycle.
    pub cyclic: bool,
    /// Pointers it owns.
    pub edges: Vec<Edge>,
}

/// A pointer from one object to another.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Edge {
    /// Field names and indices, as far as the type tells them: `items[3].left`.
    pub name: String,
    /// Index of the target, or `None` if it lies in another heap.
    pub target: Option<usize>,
}

/// Holds one count of each object.
pub(crate) struct Held(pub(crate) Vec<Obj>);

impl Held {
    pub(crate) fn all(heap: &HeapCore) -> Held {
        let mut objects = heap.objects();
        objects.retain(|obj| obj.strong() > 0 && obj.strong() < u32::MAX);
        objects.iter().for_each(|obj| obj.set_strong(obj.strong() + 1));
        Held(objects)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        for obj in self.0.drain(..) {
            if obj.strong() > 1 {
                // Not a candidate: the count is what it was before.
                obj.set_strong(obj.strong() - 1);
            } else {
                crate::release::release(obj);
            }
        }
    }
}

pub(crate) fn take(heap: &HeapCore) -> Snapshot {
    let held = Held::all(heap);
    let index: HashMap<*mut _, usize> = held.0.iter().enumerate().map(|(i, obj)| (obj.as_ptr(), i)).collect();
    let mut nodes: Vec<Node> = held.0.iter().map(|obj| describe(*obj)).collect();
    for (from, obj) in held.0.iter().enumerate() {
        for (name, target) in edges(heap, *obj) {
            let target = index.get(&target.as_ptr()).copied();
            if let Some(target) = target {
                nodes[target].external = nodes[target].external.saturating_sub(1);
            }
            nodes[from].edges.push(Edge { name, target });
        }
    }
    Snapshot { nodes }
}

fn describe(obj: Obj) -> Node {
    let record = obj.record();
    let strong = obj.strong() - 1;
    Node {
        // SAFETY: the value is alive and held.
        label: unsafe { (record.vtable.label)(obj.value()) }.into_owned(),
        address: obj.value().addr().get(),
        // SAFETY: as above.
        bytes: unsafe { block_bytes(obj) },
        strong,
        weak: weak::count(obj),
        external: strong,
        old: obj.has(OLD),
        cyclic: record.initial_slot != NEVER,
        edges: Vec::new(),
    }
}

/// The edges a live, held object reports, with their names.
pub(crate) fn edges(heap: &HeapCore, obj: Obj) -> Vec<(String, Obj)> {
    let mut list = Vec::new();
    let mut names = Names::default();
    let mut tracer = Tracer::reporting(heap, &mut list, &mut names);
    // SAFETY: the value is alive and held.
    unsafe { (obj.record().vtable.trace_named)(obj.value(), &mut tracer) };
    names.edges
}
