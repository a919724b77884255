//! Strongly connected components (Tarjan, 1972), from a list instead of by recursion.
//!
//! Invariant: components are numbered in the order in which they are completed, so edges between components lead from a higher
//! number to a lower one.

use crate::garbage::Garbage;

/// The components of a graph.
pub(super) struct Components {
    /// Objects, component by component.
    members: Vec<usize>,
    /// Where each component begins in `members`; one more for the end.
    starts: Vec<usize>,
    /// Component of each object.
    of: Vec<u32>,
}

const UNSEEN: u32 = u32::MAX;

/// An object whose edges are being followed.
struct Open<I> {
    node: usize,
    edges: I,
}

impl Components {
    /// Time and memory proportional to objects and edges.
    pub(super) fn of(graph: &Garbage) -> Components {
        let mut order = vec![UNSEEN; graph.len()];
        let mut low = vec![0u32; graph.len()];
        let mut found = Components { members: Vec::new(), starts: vec![0], of: vec![UNSEEN; graph.len()] };
        let (mut next, mut waiting) = (0, Vec::new());
        for root in 0..graph.len() {
            if order[root] != UNSEEN {
                continue;
            }
            let mut path = Vec::new();
            let mut enter = |node: usize, order: &mut [u32], low: &mut [u32], waiting: &mut Vec<usize>| {
                (order[node], low[node]) = (next, next);
                next += 1;
                waiting.push(node);
                Open { node, edges: graph.links(node) }
            };
            path.push(enter(root, &mut order, &mut low, &mut waiting));
            while let Some(top) = path.last_mut() {
                let node = top.node;
                match top.edges.next() {
                    Some((_, to)) if order[to] == UNSEEN => {
                        path.push(enter(to, &mut order, &mut low, &mut waiting));
                    }
                    Some((_, to)) if found.of[to] == UNSEEN => low[node] = low[node].min(order[to]),
                    Some(_) => {}
                    None => {
                        path.pop();
                        if let Some(below) = path.last() {
                            low[below.node] = low[below.node].min(low[node]);
                        }
                        if low[node] == order[node] {
                            found.close(node, &mut waiting);
                        }
                    }
                }
            }
        }
        found
    }

    /// `node` and all that waits above it are a component.
    fn close(&mut self, node: usize, waiting: &mut Vec<usize>) {
        let number = self.len() as u32;
        while let Some(member) = waiting.pop() {
            self.of[member] = number;
            self.members.push(member);
            if member == node {
                break;
            }
        }
        // In the order of the garbage, which is that of the collector's walk.
        let start = self.starts[number as usize];
        self.members[start..].sort_unstable();
        self.starts.push(self.members.len());
    }

    /// Number of components.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Objects of a component, in the order of the garbage.
    pub(super) fn members(&self, number: usize) -> &[usize] {
        &self.members[self.starts[number]..self.starts[number + 1]]
    }

    /// Component of an object.
    pub(super) fn of_object(&self, index: usize) -> usize {
        self.of[index] as usize
    }

    /// Whether a component has a cycle: several objects, or one that points at itself.
    pub(super) fn is_cyclic(&self, number: usize, graph: &Garbage) -> bool {
        match self.members(number) {
            [one] => graph.links(*one).any(|(_, to)| to == *one),
            _ => true,
        }
    }
}
