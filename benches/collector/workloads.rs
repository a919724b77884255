//! The rows: what is measured, over a pointer type that each peer supplies.

use std::hint::black_box;
use std::time::Duration;

use crate::clock;

/// A workload's name and full size.
pub struct Row {
    pub name: &'static str,
    pub size: usize,
}

const fn row(name: &'static str, size: usize) -> Row {
    Row { name, size }
}

pub const ROWS: &[Row] = &[
    row("a clone+drop", 50_000_000),
    row("b allocate+drop", 10_000_000),
    row("c 2->1->0", 5_000_000),
    row("d pairs", 1_000_000),
    row("e ring", 1_000_000),
    row("f tree", 1 << 18),
    row("g churn", 1_000_000),
    row("g churn into live", 1_000_000),
    row("g churn into random", 1_000_000),
    row("g touched 100k", 100_000),
    row("g touched 1M", 1_000_000),
    row("g usual run 100k", 100_000),
    row("g usual run 1M", 1_000_000),
    row("g full run 100k", 100_000),
    row("g full run 1M", 1_000_000),
    row("h random graph", 200_000),
    row("i list", 1_000_000),
    row("j lists", 100_000),
];

/// What a peer supplies. Nodes have up to three places for pointers; `Leaf` is 24 bytes without pointers.
pub trait Peer {
    type Leaf: Clone;
    type Node: Clone;
    type Graph: Clone;
    /// Without cycle collection: rows that need one are left out.
    const COLLECTS: bool;

    fn leaf() -> Self::Leaf;
    fn node() -> Self::Node;
    fn set(from: &Self::Node, place: usize, to: &Self::Node);
    /// As `set`, for a pointer back to an owner: weak where cycles are not collected.
    fn set_back(from: &Self::Node, to: &Self::Node);
    fn graph() -> Self::Graph;
    fn link(from: &Self::Graph, to: &Self::Graph);
    fn collect();
    /// Runs the collection that the crate's own trigger would run: for most the only kind there is.
    fn collect_usual() {
        Self::collect();
    }
    /// Called often, for crates without a trigger of their own.
    fn poll() {}
}

/// Time and number of operations, or `None` if the row does not apply.
pub type Measured = Option<(Duration, usize)>;

pub fn run<P: Peer>(row: &str, size: usize) -> Measured {
    match row {
        "a clone+drop" => Some(clone_drop::<P>(size)),
        "b allocate+drop" => Some(allocate_drop::<P>(size)),
        "c 2->1->0" => Some(two_one_zero::<P>(size)),
        "i list" => Some(list::<P>(size)),
        "j lists" => Some(lists::<P>(size)),
        "d pairs" => Some(pairs::<P>(size)),
        "g churn" => Some(churn::<P>(size, Beside::Nothing)),
        "g churn into live" => Some(churn::<P>(size, Beside::IntoNext)),
        "g churn into random" => Some(churn::<P>(size, Beside::IntoRandom)),
        "g touched 100k" | "g touched 1M" => Some(churn::<P>(size, Beside::Touching)),
        _ if !P::COLLECTS => None,
        "e ring" => Some(ring_dropped::<P>(size)),
        "f tree" => Some(tree::<P>(size)),
        "g usual run 100k" | "g usual run 1M" => Some(runs::<P>(size, P::collect_usual)),
        "g full run 100k" | "g full run 1M" => Some(runs::<P>(size, P::collect)),
        "h random graph" => Some(random_graph::<P>(size)),
        _ => None,
    }
}

fn timed(operations: usize, work: impl FnOnce()) -> (Duration, usize) {
    let begin = clock::cpu();
    work();
    (clock::cpu() - begin, operations)
}

fn clone_drop<P: Peer>(n: usize) -> (Duration, usize) {
    let leaf = P::leaf();
    timed(n, || (0..n).for_each(|_| drop(black_box(black_box(&leaf).clone()))))
}

fn allocate_drop<P: Peer>(n: usize) -> (Duration, usize) {
    timed(n, || (0..n).for_each(|_| drop(black_box(P::leaf()))))
}

fn two_one_zero<P: Peer>(n: usize) -> (Duration, usize) {
    timed(n, || {
        for _ in 0..n {
            let first = black_box(P::node());
            let second = black_box(first.clone());
            drop(first);
            drop(second);
            P::poll();
        }
    })
}

/// Two nodes that hold each other; where cycles are not collected, the second holds the first weakly.
fn pair<P: Peer>() -> P::Node {
    let (a, b) = (P::node(), P::node());
    P::set(&a, 0, &b);
    P::set_back(&b, &a);
    a
}

/// Two-node cycles under the crate's own trigger.
fn pairs<P: Peer>(n: usize) -> (Duration, usize) {
    timed(n, || {
        for _ in 0..n {
            drop(pair::<P>());
            P::poll();
        }
    })
}

fn chain<P: Peer>(n: usize) -> (P::Node, P::Node) {
    let first = P::node();
    let mut last = first.clone();
    for _ in 1..n {
        let next = P::node();
        P::set(&last, 0, &next);
        last = next;
    }
    (first, last)
}

fn ring<P: Peer>(n: usize) -> P::Node {
    let (first, last) = chain::<P>(n);
    P::set(&last, 0, &first);
    first
}

fn ring_dropped<P: Peer>(n: usize) -> (Duration, usize) {
    let ring = ring::<P>(n);
    timed(n, || {
        drop(ring);
        P::collect();
    })
}

/// A complete binary tree whose nodes point to their parents.
fn tree<P: Peer>(n: usize) -> (Duration, usize) {
    let nodes: Vec<P::Node> = (0..n).map(|_| P::node()).collect();
    for at in 1..n {
        let parent = &nodes[(at - 1) / 2];
        P::set(parent, (at - 1) % 2, &nodes[at]);
        P::set(&nodes[at], 2, parent);
    }
    let root = nodes[0].clone();
    drop(nodes);
    timed(n, || {
        drop(root);
        P::collect();
    })
}

/// What pairs have to do with a live ring.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Nothing,
    /// They point to its nodes, one after the other.
    IntoNext,
    /// They point to nodes chosen at random.
    IntoRandom,
    /// As many of its nodes are cloned and dropped as pairs are made.
    Touching,
}

fn next_random(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    (*state >> 33) as usize
}

/// All nodes of a ring, held. One collection has met them, so that the first visit is not part of what follows.
fn held_ring<P: Peer>(n: usize) -> Vec<P::Node> {
    let nodes: Vec<P::Node> = (0..n).map(|_| P::node()).collect();
    for at in 0..n {
        P::set(&nodes[at], 0, &nodes[(at + 1) % n]);
    }
    drop(nodes[0].clone());
    P::collect();
    nodes
}

fn touch<T: Clone>(nodes: &[T]) {
    nodes.iter().for_each(|node| drop(black_box(node.clone())));
}

/// Time per collection: before each, every node of a live ring is cloned and dropped, and a little garbage made.
fn runs<P: Peer>(live: usize, collect: impl Fn()) -> (Duration, usize) {
    const RUNS: usize = 10;
    const PAIRS: usize = 1000;
    let ring = held_ring::<P>(live);
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            touch(&ring);
            (0..PAIRS).for_each(|_| drop(pair::<P>()));
            timed(1, &collect).0
        })
        .collect();
    times.sort();
    std::mem::forget(ring);
    (times[RUNS / 2], 1)
}

/// Pairs beside a live ring of `live` nodes, under the crate's own trigger.
fn churn<P: Peer>(live: usize, beside: Beside) -> (Duration, usize) {
    let ring = held_ring::<P>(live);
    let n = 1_000_000.min(live * 10);
    let mut random = 1;
    let elapsed = timed(n, || {
        for at in 0..n {
            // As many touches per pair whatever the size.
            if beside == Beside::Touching && at % live == 0 {
                touch(&ring);
            }
            let pair = pair::<P>();
            match beside {
                Beside::IntoNext => P::set(&pair, 1, &ring[at % live]),
                Beside::IntoRandom => P::set(&pair, 1, &ring[next_random(&mut random) % live]),
                _ => {}
            }
            drop(pair);
            P::poll();
        }
    });
    std::mem::forget(ring);
    elapsed
}

/// Three random edges per node; every second root is dropped, half of the graph is cut off from the other.
fn random_graph<P: Peer>(n: usize) -> (Duration, usize) {
    let nodes: Vec<P::Graph> = (0..n).map(|_| P::graph()).collect();
    let mut random = 1u64;
    let half = n / 2;
    for (at, from) in nodes.iter().enumerate() {
        for _ in 0..3 {
            // The second half may point into the first, not the other way round.
            let span = if at < half { half } else { n };
            P::link(from, &nodes[next_random(&mut random) % span]);
        }
    }
    let live: Vec<P::Graph> = nodes[..half].to_vec();
    let elapsed = timed(n, || {
        drop(nodes);
        P::collect();
    });
    std::mem::forget(live);
    elapsed
}

fn list<P: Peer>(n: usize) -> (Duration, usize) {
    let (first, last) = chain::<P>(n);
    drop(last);
    timed(n, || drop(first))
}

/// Doubly linked lists of twenty nodes, built and dropped.
fn lists<P: Peer>(n: usize) -> (Duration, usize) {
    const LENGTH: usize = 20;
    timed(n * LENGTH, || {
        for _ in 0..n {
            let first = P::node();
            let mut last = first.clone();
            for _ in 1..LENGTH {
                let next = P::node();
                P::set_back(&next, &last);
                P::set(&last, 0, &next);
                last = next;
            }
            drop((first, last));
            P::poll();
        }
        P::collect();
    })
}
