//! [`Cycles`]: which shapes of cycle a program leaves to the collector.
//!
//! Each collection's garbage falls into strongly connected components. The *shape* of one is the shortest loop through it, as labels
//! and edge names, turned to begin with its smallest step; a loop of more than [`LITERAL`] objects that repeats itself (a ring of nodes) is
//! written once, so all long rings of a kind are one shape.
//!
//! Invariant: what is kept grows with the number of different shapes, which is bounded, and not with the garbage.

mod components;
mod route;
mod shape;

use std::collections::{BTreeMap, HashMap};

use crate::garbage::Garbage;
use components::Components;
use route::Route;
pub use shape::{Link, Shape, Step, Weakest};

/// Loops up to this length are told apart by their length.
const LITERAL: usize = 8;
/// Longest loop that is written down; others are described by the loop of their types.
const WRITTEN: usize = 24;
/// Shapes that are told apart.
const SHAPES: usize = 1000;

/// The shapes of all cycles seen, and what was destroyed with them.
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    shapes: Vec<Shape>,
    index: HashMap<Vec<Step>, usize>,
    types: BTreeMap<String, Total>,
    /// Components whose shape came when [`SHAPES`] were known.
    others: Total,
}

/// A number of things and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many.
    pub count: u64,
    /// Bytes of all.
    pub bytes: u64,
}

impl Total {
    fn add(&mut self, bytes: usize) {
        self.count += 1;
        self.bytes += bytes as u64;
    }
}

impl Cycles {
    /// None yet.
    pub fn new() -> Cycles {
        Cycles::default()
    }

    /// Adds the garbage of a collection. `site` says where the object at an address was made, if that is known.
    ///
    /// Time proportional to objects and edges, and to a bounded search in each component.
    pub fn add(&mut self, garbage: &Garbage, mut site: impl FnMut(usize) -> Option<String>) {
        let components = Components::of(garbage);
        let mut shape_of = vec![None; components.len()];
        for number in (0..components.len()).filter(|n| components.is_cyclic(*n, garbage)) {
            shape_of[number] = self.add_component(garbage, &components, number, &mut site);
        }
        self.add_held(garbage, &components, shape_of);
        for index in 0..garbage.len() {
            let label = garbage.label(index);
            if !self.types.contains_key(label) {
                self.types.insert(label.to_owned(), Total::default());
            }
            if let Some(total) = self.types.get_mut(label) {
                total.add(garbage.bytes(index));
            }
        }
    }

    /// The shapes: those with most bytes first.
    pub fn shapes(&self) -> Vec<&Shape> {
        let mut shapes: Vec<&Shape> = self.shapes.iter().collect();
        shapes.sort_by(|a, b| (b.bytes, b.cycles, &a.steps).cmp(&(a.bytes, a.cycles, &b.steps)));
        shapes
    }

    /// Everything destroyed, by label.
    pub fn types(&self) -> impl Iterator<Item = (&str, Total)> {
        self.types.iter().map(|(label, total)| (label.as_str(), *total))
    }

    /// Cycles of further shapes, which are not told apart.
    pub fn others(&self) -> Total {
        self.others
    }

    /// Takes a component into account; gives the index of its shape.
    fn add_component(
        &mut self,
        garbage: &Garbage,
        components: &Components,
        number: usize,
        site: &mut impl FnMut(usize) -> Option<String>,
    ) -> Option<usize> {
        let members = components.members(number);
        let route = Route::shortest(garbage, components, number);
        let length = if route.objects.is_empty() { None } else { Some(route.steps.len()) };
        let steps = match shape::written(&route.steps) {
            steps if steps.len() <= WRITTEN => steps.to_vec(),
            _ => Route::by_types(garbage, components, number).steps,
        };
        let repeats = length.is_none_or(|length| length > steps.len());
        let steps =
            shape::turned(steps.iter().map(|&(label, name)| Step::new(garbage, label, name)).collect());
        let Some(index) = self.shape(&steps) else {
            self.others.add(members.iter().map(|&index| garbage.bytes(index)).sum());
            return None;
        };
        let shape = &mut self.shapes[index];
        shape.count(members.len(), length, repeats);
        for &from in members {
            shape.bytes += garbage.bytes(from) as u64;
            let inside = garbage.links(from).filter(|(_, to)| components.of_object(*to) == number);
            inside.for_each(|(name, to)| shape.link(garbage, from, name, to));
        }
        // Where the objects of the loop were made; of the component, if it has no loop of objects.
        let loop_of = if route.objects.is_empty() { members } else { &route.objects };
        for &object in loop_of.iter().take(WRITTEN) {
            if let Some(place) = site(garbage.address(object)) {
                shape.made_at(garbage.label(object), place);
            }
        }
        Some(index)
    }

    /// The index of the shape with these steps, which is new if it has to be.
    fn shape(&mut self, steps: &[Step]) -> Option<usize> {
        if let Some(known) = self.index.get(steps) {
            return Some(*known);
        }
        if self.shapes.len() == SHAPES {
            return None;
        }
        self.index.insert(steps.to_vec(), self.shapes.len());
        self.shapes.push(Shape::new(steps.to_vec()));
        Some(self.shapes.len() - 1)
    }

    /// Counts what hangs on a cycle with the first shape that leads to it: components before others have smaller numbers, so their
    /// owners come first when one goes down.
    fn add_held(&mut self, garbage: &Garbage, components: &Components, mut shape_of: Vec<Option<usize>>) {
        for number in (0..components.len()).rev() {
            let Some(shape) = shape_of[number] else { continue };
            if !components.is_cyclic(number, garbage) {
                for &index in components.members(number) {
                    self.shapes[shape].hold(garbage.bytes(index));
                }
            }
            for &from in components.members(number) {
                for (_, to) in garbage.links(from) {
                    let below = &mut shape_of[components.of_object(to)];
                    below.get_or_insert(shape);
                }
            }
        }
    }
}
