//! All small graphs with all sets of roots: exactly the unreachable objects go (guarantee 2, A10, A16, A17).

use std::cell::RefCell;

use oxbow_cc::{Cc, Heap, Policy, Trace};

#[derive(Trace)]
struct Node {
    edges: RefCell<Vec<Cc<Node>>>,
}

/// Bit `i * nodes + j` of `edges` says whether node `i` points to node `j`.
fn reachable(nodes: usize, edges: u32, roots: u32) -> u32 {
    let mut seen = roots;
    loop {
        let mut next = seen;
        for from in (0..nodes).filter(|from| seen >> from & 1 == 1) {
            next |= edges >> (from * nodes) & ((1 << nodes) - 1);
        }
        if next == seen {
            return seen;
        }
        seen = next;
    }
}

fn check(heap: &Heap, nodes: usize, edges: u32, roots: u32, young: bool) {
    let mut held: Vec<_> = (0..nodes).map(|_| Some(heap.alloc(Node { edges: RefCell::default() }))).collect();
    for bit in (0..nodes * nodes).filter(|bit| edges >> bit & 1 == 1) {
        let to = held[bit % nodes].clone().unwrap();
        held[bit / nodes].as_ref().unwrap().edges.borrow_mut().push(to);
    }
    for node in (0..nodes).filter(|node| roots >> node & 1 == 0) {
        held[node] = None;
    }
    if young {
        heap.collect_young();
    }
    heap.collect();
    let expected = u64::from(reachable(nodes, edges, roots).count_ones());
    assert_eq!(heap.stats().live, expected, "{nodes} nodes, edges {edges:b}, roots {roots:b}");
    drop(held);
    heap.collect();
    assert_eq!(heap.stats().live, 0, "{nodes} nodes, edges {edges:b}, roots {roots:b}");
}

fn all(nodes: usize, step: usize, young: bool) {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    for edges in (0..1 << (nodes * nodes)).step_by(step) {
        for roots in 0..1 << nodes {
            check(&heap, nodes, edges, roots, young);
        }
    }
    heap.verify().unwrap();
}

#[test]
fn up_to_three_nodes() {
    for nodes in 1..=3 {
        all(nodes, 1, false);
        all(nodes, 1, true);
    }
}

#[test]
fn four_nodes() {
    let step = if cfg!(miri) { 997 } else { 1 };
    all(4, step, false);
}

/// A10
#[test]
fn a10_parallel_edges() {
    let heap = Heap::new();
    let node = heap.alloc(Node { edges: RefCell::default() });
    for _ in 0..10_001 {
        node.edges.borrow_mut().push(node.clone());
    }
    drop(node);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// D16
#[test]
fn d16_old_web_with_young_rings() {
    let heap = Heap::new();
    let web: Vec<_> = (0..8000).map(|_| heap.alloc(Node { edges: RefCell::default() })).collect();
    for (at, node) in web.iter().enumerate() {
        node.edges.borrow_mut().push(web[(at * 7 + 1) % web.len()].clone());
        node.edges.borrow_mut().push(web[(at * 3 + 2) % web.len()].clone());
    }
    heap.collect();
    for at in 0..50_000 {
        let ring = heap.alloc(Node { edges: RefCell::default() });
        ring.edges.borrow_mut().push(ring.clone());
        ring.edges.borrow_mut().push(web[at % web.len()].clone());
    }
    assert!(heap.stats().live < 8000 + 5000);
    heap.verify().unwrap();
    let visited = heap.collect_young().visited;
    assert!(visited < 5000, "a young run visited {visited} objects");
    drop(web);
    heap.collect();
    assert_eq!(heap.stats().live, 0);
}

#[test]
fn old_garbage_is_found_without_new_promotions() {
    let heap = Heap::new();
    let ring = heap.alloc(Node { edges: RefCell::default() });
    ring.edges.borrow_mut().push(ring.clone());
    heap.collect_young();
    drop(ring.clone());
    heap.collect_young();
    drop(ring);
    for _ in 0..400_000 {
        heap.alloc(Node { edges: RefCell::default() });
    }
    assert_eq!(heap.stats().live, 0);
}
