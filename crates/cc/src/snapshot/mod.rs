//! [`Snapshot`]: the object graph as plain data.
//!
//! Objects are numbered in the order in which they lie in memory, and hold a count of the snapshot's own while user code
//! (labels, hooks) runs, so nothing dies under it.
//!
//! The writers (`devtools`, `dot`, `json`) and `path` work on that data alone: no recursion, and no text of the whole in memory.

mod devtools;
mod dot;
mod json;
mod path;

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

pub use path::Origin;

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
    /// Which names of the program hold which objects. A heap does not know them: whoever does adds them.
    pub roots: Vec<Root>,
}

/// A name of the program that holds an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root {
    /// What to call it.
    pub name: String,
    /// Index of the object.
    pub node: usize,
}

/// How a snapshot is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SnapshotFormat {
    /// `.heapsnapshot`: what the Memory panel of Chrome's DevTools opens.
    DevTools,
    /// `.dot`: for Graphviz.
    Dot,
    /// `.json`: objects with their edges, roots.
    Json,
}

impl SnapshotFormat {
    /// The format that a file name's extension asks for; `None` if it is another one.
    pub fn of_path(path: &Path) -> Option<SnapshotFormat> {
        match path.extension()?.to_str()? {
            "heapsnapshot" => Some(SnapshotFormat::DevTools),
            "dot" => Some(SnapshotFormat::Dot),
            "json" => Some(SnapshotFormat::Json),
            _ => None,
        }
    }
}

impl Snapshot {
    /// Writes the snapshot, in many small pieces: `out` should be buffered. Addresses are left out, so the same graph gives the same text.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, format: SnapshotFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            SnapshotFormat::DevTools => devtools::write(self, out),
            SnapshotFormat::Dot => dot::write(self, out),
            SnapshotFormat::Json => json::write(self, out),
        }
    }

    /// The object at an address (of its value, as in [`Cc::as_ptr`](crate::Cc::as_ptr)). Costs a look at all objects.
    pub fn at(&self, address: usize) -> Option<usize> {
        self.nodes.iter().position(|node| node.address == address)
    }

    /// Objects that the program holds by something that is not among the roots, and by how many pointers.
    fn held_otherwise(&self) -> impl Iterator<Item = (usize, u32)> {
        let mut held: Vec<u32> = self.nodes.iter().map(|node| node.external).collect();
        for root in &self.roots {
            if let Some(count) = held.get_mut(root.node) {
                *count = count.saturating_sub(1);
            }
        }
        held.into_iter().enumerate().filter(|(_, count)| *count > 0)
    }
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
    /// Bytes that it owns outside the heap ([`Trace::external_bytes`](crate::Trace::external_bytes)).
    pub buffers: usize,
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
    Snapshot { nodes, roots: Vec::new() }
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
        // SAFETY: as above.
        buffers: unsafe { (record.vtable.external)(obj.value()) },
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
