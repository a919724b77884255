//! The shortest loop through a component, within a stated bound.
//!
//! Invariant: the work for a component is at most [`STARTS`] searches of [`EDGES`] edges each, whatever its size. A loop that is not
//! found within that is taken from the component's types instead ([`Route::by_types`]), where it always exists.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::components::Components;
use crate::garbage::Garbage;

/// Objects from which a loop is searched: all of a small component, else the first of each label.
const STARTS: usize = 32;
/// Edges followed in each search.
const EDGES: usize = 1 << 17;

/// A loop: labels and edge names by number.
pub(super) struct Route {
    /// Label of each object on the way, and the name of the edge that leaves it.
    pub(super) steps: Vec<(u32, u32)>,
    /// The objects, if it is a loop of objects and not one of types.
    pub(super) objects: Vec<usize>,
}

impl Route {
    /// The shortest loop of a cyclic component.
    pub(super) fn shortest(graph: &Garbage, components: &Components, number: usize) -> Route {
        let members = components.members(number);
        let mut best: Option<Route> = None;
        for start in starts(graph, members) {
            let limit = best.as_ref().map_or(usize::MAX, |route| route.steps.len() - 1);
            let inside = |to: usize| components.of_object(to) == number;
            if let Some(route) = search(graph, start, inside, limit) {
                let done = route.steps.len() == 1;
                best = Some(route);
                if done {
                    break;
                }
            }
        }
        best.unwrap_or_else(|| Route::by_types(graph, components, number))
    }

    /// The shortest loop of the component's labels: what is left when all objects of a label count as one.
    pub(super) fn by_types(graph: &Garbage, components: &Components, number: usize) -> Route {
        let mut edges: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
        for &from in components.members(number) {
            for (name, to) in graph.links(from) {
                if components.of_object(to) == number && edges.len() < EDGES {
                    edges.insert((graph.label_number(from), name, graph.label_number(to)));
                }
            }
        }
        let mut best: Vec<(u32, u32)> = Vec::new();
        let labels: BTreeSet<u32> = edges.iter().map(|edge| edge.0).take(STARTS * STARTS).collect();
        for start in labels.into_iter().take(STARTS) {
            let next = |label: u32| {
                edges
                    .range((label, 0, 0)..)
                    .take_while(move |edge| edge.0 == label)
                    .map(|edge| (edge.1, edge.2))
            };
            let found = breadth_first(start, usize::MAX, next);
            if let Some(way) = found.filter(|way| best.is_empty() || way.len() < best.len()) {
                best = way;
            }
        }
        Route { steps: best, objects: Vec::new() }
    }
}

fn starts(graph: &Garbage, members: &[usize]) -> Vec<usize> {
    if members.len() <= STARTS {
        return members.to_vec();
    }
    let mut seen = BTreeSet::new();
    members.iter().copied().filter(|&index| seen.insert(graph.label_number(index))).take(STARTS).collect()
}

/// The shortest loop of objects from `start` back to it, no longer than `limit`.
fn search(graph: &Garbage, start: usize, inside: impl Fn(usize) -> bool, limit: usize) -> Option<Route> {
    let next = |index: usize| graph.links(index).filter(|(_, to)| inside(*to));
    let way = breadth_first(start, limit, next)?;
    let objects: Vec<usize> = way.iter().map(|(index, _)| *index).collect();
    let steps = way.into_iter().map(|(index, name)| (graph.label_number(index), name)).collect();
    Some(Route { steps, objects })
}

/// The nodes of the shortest way from `start` back to it, each with the edge that leaves it.
fn breadth_first<N, E>(start: N, limit: usize, next: impl Fn(N) -> E) -> Option<Vec<(N, u32)>>
where
    N: Copy + Eq + std::hash::Hash,
    E: Iterator<Item = (u32, N)>,
{
    let mut from: HashMap<N, (N, u32)> = HashMap::new();
    let mut waiting = VecDeque::from([(start, 1)]);
    let mut followed = 0;
    while let Some((node, depth)) = waiting.pop_front() {
        if depth > limit {
            return None;
        }
        for (name, to) in next(node) {
            followed += 1;
            if to == start {
                return Some(way_back(start, node, name, &from));
            }
            if followed > EDGES {
                return None;
            }
            from.entry(to).or_insert_with(|| {
                waiting.push_back((to, depth + 1));
                (node, name)
            });
        }
    }
    None
}

fn way_back<N: Copy + Eq + std::hash::Hash>(
    start: N,
    last: N,
    closing: u32,
    from: &HashMap<N, (N, u32)>,
) -> Vec<(N, u32)> {
    let mut way = vec![(last, closing)];
    let mut node = last;
    while node != start {
        let (before, name) = from[&node];
        way.push((before, name));
        node = before;
    }
    way.reverse();
    way
}
