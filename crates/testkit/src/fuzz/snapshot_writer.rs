//! Snapshots of the heaps of running programs: complete, consistent with the counts, and without effect on the program.

use super::generate::program;
use super::heap_of;
use oxbow_cc::Heap;
use oxbow_interp::{Engine, Scope};

/// Runs a program written from the bytes that takes snapshots on the way.
///
/// # Panics
/// A snapshot contradicts the heap or itself.
pub fn snapshot_writer(bytes: &[u8]) {
    let (text, _) = program(bytes);
    let text = text.replace("gc_collect()", "look()").replace("print(typeof", "look() print(typeof");
    let sink = || Box::new(std::io::sink());
    let builder = Engine::builder().output(sink()).errors(sink()).fuel(5_000).memory_limit(4 << 20);
    let mut engine = builder.depth_limit(200).build();
    engine.register_fn("look", |scope: &mut Scope<'_>| check(&heap_of(scope))).expect("room for a function");
    let heap = heap_of(&mut engine.scope());
    let result = engine.compile("fuzz", &text).and_then(|script| engine.run(&script).map(drop));
    check(&heap);
    drop(result);
    drop(engine);
    heap.collect();
    assert_eq!(heap.snapshot().nodes.len(), 0, "objects are left of:\n{text}");
}

/// Every object once, every count accounted for, every edge to a node; taking it changes nothing.
fn check(heap: &Heap) {
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
}
