//! Why an object is alive: the shortest way to it from what the program holds.

use std::collections::VecDeque;

use super::{Edge, Snapshot};

/// Where a way to an object begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A named root, by index.
    Root(usize),
    /// An object that the program holds by something without a name.
    Held(usize),
}

impl Snapshot {
    /// The shortest way from a root to an object: where it begins, and the edges as (object that has it, number of the edge). Named roots are
    /// preferred, in their order; without any, a way begins at an object that is held otherwise. `None` if nothing leads to the object.
    ///
    /// Costs a walk over the heap.
    pub fn why_alive(&self, node: usize) -> Option<(Origin, Vec<(usize, usize)>)> {
        let named = self.roots.iter().enumerate().map(|(index, root)| (root.node, Origin::Root(index)));
        self.way(node, named).or_else(|| {
            let held: Vec<usize> = self.held_otherwise().map(|(node, _)| node).collect();
            self.way(node, held.into_iter().map(|node| (node, Origin::Held(node))))
        })
    }

    /// The pointers to an object: the object that has it, and the edge. Costs a walk over the heap.
    pub fn referrers(&self, node: usize) -> impl Iterator<Item = (usize, &Edge)> {
        let all = self.nodes.iter().enumerate();
        all.flat_map(|(from, owner)| owner.edges.iter().map(move |edge| (from, edge)))
            .filter(move |(_, edge)| edge.target == Some(node))
    }

    /// Breadth first from all starts at once.
    fn way(
        &self,
        goal: usize,
        starts: impl Iterator<Item = (usize, Origin)>,
    ) -> Option<(Origin, Vec<(usize, usize)>)> {
        let mut reached: Vec<Option<Reached>> = vec![None; self.nodes.len()];
        let mut waiting = VecDeque::new();
        for (node, origin) in starts {
            if let Some(place @ None) = reached.get_mut(node) {
                *place = Some(Reached::From(origin));
                waiting.push_back(node);
            }
        }
        while let Some(node) = waiting.pop_front() {
            if node == goal {
                return Some(trail(&reached, goal));
            }
            for (number, edge) in self.nodes[node].edges.iter().enumerate() {
                if let Some(target) = edge.target
                    && reached[target].is_none()
                {
                    reached[target] = Some(Reached::Over(node, number));
                    waiting.push_back(target);
                }
            }
        }
        None
    }
}

/// How the search came to an object.
#[derive(Clone, Copy)]
enum Reached {
    From(Origin),
    Over(usize, usize),
}

fn trail(reached: &[Option<Reached>], goal: usize) -> (Origin, Vec<(usize, usize)>) {
    let (mut node, mut edges) = (goal, Vec::new());
    loop {
        match reached[node] {
            Some(Reached::Over(before, number)) => {
                edges.push((before, number));
                node = before;
            }
            Some(Reached::From(origin)) => {
                edges.reverse();
                return (origin, edges);
            }
            None => unreachable!("a way leads over objects that were reached"),
        }
    }
}
