//! Which collections come by themselves: young ones, and a full one when enough has grown old. The arithmetic is tested in `policy`.

use std::cell::RefCell;

use oxbow_cc::{Cc, Collection, Heap, Kind, Policy, Trace};

#[derive(Trace, Default)]
struct Node {
    edges: RefCell<Vec<Cc<Node>>>,
}

const THRESHOLD: u32 = 1000;

/// A heap that says when a collection is due, after each thousand allocations.
fn heap() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap.set_threshold(THRESHOLD);
    heap
}

/// A thousand nodes in a ring, all of them candidates.
fn ring(heap: &Heap) -> Vec<Cc<Node>> {
    let nodes: Vec<_> = (0..THRESHOLD).map(|_| heap.alloc(Node::default())).collect();
    for (at, from) in nodes.iter().enumerate() {
        from.edges.borrow_mut().push(nodes[(at + 1) % nodes.len()].clone());
    }
    nodes.iter().for_each(|node| drop(node.clone()));
    nodes
}

fn due(heap: &Heap) -> Collection {
    assert!(heap.should_collect());
    heap.collect_if_due().expect("something waits")
}

/// A node that a collection has proved live. It is a candidate again when a pointer to it is dropped.
fn old(heap: &Heap) -> Cc<Node> {
    let old = heap.alloc(Node::default());
    drop(old.clone());
    heap.collect_young();
    old
}

#[test]
fn a_full_run_comes_when_sixteen_thousand_objects_have_grown_old() {
    let heap = heap();
    let old = old(&heap);
    let mut held = Vec::new();
    for (rings, after) in [(17, 17_001), (22, 39_001)] {
        // While it waits, young runs do not see everything. What was allocated since the last run counts as promoted, so the ring that is too
        // much comes one earlier: beyond 16,000 objects, and then beyond as many and a third of the 17,001.
        drop(old.clone());
        for at in 1..=rings {
            held.push(ring(&heap));
            let run = due(&heap);
            assert_eq!(run.kind, if at < rings { Kind::Young } else { Kind::Full }, "ring {at}");
            assert_eq!((run.garbage, run.live), (0, if at < rings { 1000 } else { 1001 }));
        }
        assert_eq!((heap.stats().live, heap.candidates()), (after, 0));
    }
}

#[test]
fn a_young_run_that_leaves_nothing_old_is_as_good_as_a_full_one() {
    let heap = heap();
    for _ in 0..16 {
        let nodes = ring(&heap);
        assert_eq!(due(&heap).kind, Kind::Young);
        // They have grown old, and die by counting.
        nodes[0].edges.borrow_mut().clear();
    }
    assert_eq!((heap.stats().live, heap.candidates()), (0, 0));
    drop(ring(&heap));
    let run = due(&heap);
    assert_eq!((run.kind, run.garbage, run.pruned), (Kind::Young, 1000, 0));
    let old = old(&heap);
    drop(old.clone());
    drop(ring(&heap));
    assert_eq!((heap.candidates(), due(&heap).kind), (1001, Kind::Young), "sixteen thousand were forgotten");
}

#[test]
fn a_young_run_that_meets_old_objects_is_not() {
    let heap = heap();
    let old = old(&heap);
    for at in 0..15 {
        let nodes = ring(&heap);
        nodes[1].edges.borrow_mut().extend([old.clone(), heap.alloc(Node::default())]);
        let run = due(&heap);
        // It may have erred about those that it started from, so they wait for the full one.
        assert_eq!((run.kind, run.pruned, run.live, run.kept), (Kind::Young, 1, 1001, 1000));
        assert_eq!(
            heap.candidates(),
            1000 + usize::from(at > 0),
            "from the second on, what they held as well"
        );
        nodes[0].edges.borrow_mut().clear();
    }
    drop(ring(&heap));
    assert_eq!(due(&heap).kind, Kind::Full);
}
