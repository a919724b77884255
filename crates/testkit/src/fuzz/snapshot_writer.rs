//! Snapshots of the heaps of running programs: complete, consistent with the counts, without effect on the program, and the same in every file
//! format, whatever the names are.

use super::generate::program;
use super::snapshot_files::check_files;
use crate::inside::heap_of;
use oxbow_cc::{Heap, Root, Snapshot};
use oxbow_interp::{Engine, Scope};
use std::cell::Cell;

/// A program is looked at so many times: each look costs as much as the heap is large.
const LOOKS: u32 = 30;

/// Runs a program written from the bytes that takes snapshots on the way, and writes the last one into files.
///
/// # Panics
/// A snapshot contradicts the heap or itself, or a file says something else.
pub fn snapshot_writer(bytes: &[u8]) {
    let (text, _) = program(bytes);
    let text = text.replace("gc_collect()", "look()").replace("print(typeof", "look() print(typeof");
    let sink = || Box::new(std::io::sink());
    let builder = Engine::builder().output(sink()).errors(sink()).fuel(5_000).memory_limit(4 << 20);
    let mut engine = builder.depth_limit(200).build();
    let looks = Cell::new(0);
    let look = move |scope: &mut Scope<'_>| {
        if looks.replace(looks.get() + 1) < LOOKS {
            check(&heap_of(scope));
        }
    };
    engine.register_fn("look", look).expect("room for a function");
    let heap = heap_of(&mut engine.scope());
    let result = engine.compile("fuzz", &text).and_then(|script| engine.run(&script).map(drop));
    let mut snapshot = check(&heap);
    check_files(&snapshot);
    rename(&mut snapshot, bytes);
    check_files(&snapshot);
    drop(result);
    drop(engine);
    heap.collect();
    assert_eq!(heap.snapshot().nodes.len(), 0, "objects are left of:\n{text}");
}

/// Every object once, every count accounted for, every edge to a node; taking it changes nothing.
fn check(heap: &Heap) -> Snapshot {
    let before = heap.stats();
    let snapshot = heap.snapshot();
    let after = heap.stats();
    assert_eq!(
        (before.live, before.candidates, before.allocated),
        (after.live, after.candidates, after.allocated)
    );
    let mut incoming = vec![0_u32; snapshot.nodes.len()];
    for node in &snapshot.nodes {
        assert!(!node.label.is_empty(), "a node without label");
        for target in node.edges.iter().filter_map(|edge| edge.target) {
            incoming[target] += 1;
        }
    }
    for (node, incoming) in snapshot.nodes.iter().zip(incoming) {
        assert_eq!(node.strong, node.external + incoming, "counts of a {}", node.label);
    }
    let mut addresses: Vec<usize> = snapshot.nodes.iter().map(|node| node.address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), snapshot.nodes.len(), "an object occurs twice");
    snapshot
}

/// Pieces of the bytes as names of objects, edges and roots.
fn rename(snapshot: &mut Snapshot, bytes: &[u8]) {
    let pieces: Vec<String> =
        bytes.chunks(5).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
    let mut pieces = pieces.iter().cycle();
    for node in &mut snapshot.nodes {
        let names = node.edges.iter_mut().map(|edge| &mut edge.name);
        names.chain([&mut node.label]).zip(&mut pieces).for_each(|(name, piece)| name.clone_from(piece));
    }
    let count = snapshot.nodes.len();
    let roots = pieces.take(bytes.len() % 8).enumerate();
    snapshot.roots.extend(roots.map(|(at, name)| Root { name: name.clone(), node: at * 7 % count.max(1) }));
    snapshot.roots.truncate(count);
}
