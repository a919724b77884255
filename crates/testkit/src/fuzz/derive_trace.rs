//! Traces that the derive writes, for types of every shape: the heap finds exactly the pointers that the program stored.

use crate::heap_programs::Choices;
use oxbow_cc::{Cc, Heap, Policy, Trace, Weak, coerce};
use std::any::Any;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};

/// Each variant stores its pointers in another way.
#[derive(Trace)]
#[expect(clippy::type_complexity, reason = "nested containers are what is tested")]
enum Shape {
    Unit,
    Tuple(RefCell<Option<Cc<Node>>>, u32, RefCell<Option<Cc<Node>>>),
    Named {
        list: RefCell<Vec<Cc<Node>>>,
        #[trace(skip)]
        _note: String,
    },
    Generic(RefCell<Wrapped<Cc<Node>>>),
    Ordered(RefCell<BTreeMap<u8, Cc<Node>>>),
    Hashed(RefCell<HashMap<u8, (Cc<Node>, Option<Cc<Node>>)>>),
    Queue(RefCell<VecDeque<Result<Cc<Node>, Box<Cc<Node>>>>>),
    Any(RefCell<Vec<Cc<dyn Any>>>),
    Weak(RefCell<Vec<Weak<Node>>>),
    Array([RefCell<Option<Cc<Node>>>; 3]),
    Nested(RefCell<Vec<Inner>>),
}

/// How many shapes there are.
const SHAPES: u64 = 11;

#[derive(Trace)]
struct Wrapped<T: 'static>(Vec<Option<T>>);

/// A struct in a container in a variant.
#[derive(Trace)]
struct Inner {
    _left: Cc<Node>,
    _both: (Cc<Node>, u8),
}

#[derive(Trace)]
struct Node {
    #[trace(skip)]
    id: usize,
    shape: Shape,
}

/// The same graph as plain numbers.
#[derive(Default)]
struct Model {
    edges: Vec<Vec<usize>>,
}

/// Builds a graph from the bytes, compares it with what the heap sees, and lets it die.
///
/// # Panics
/// An edge is missing or invented, a count is wrong, an object died too early or is left.
pub fn derive_trace(bytes: &[u8]) {
    let mut choices = Choices::Bytes(bytes.iter().copied().take(600).collect());
    let heap = Heap::new();
    heap.set_policy([Policy::Manual, Policy::Automatic, Policy::Stress][choices.below(3) as usize]);
    let mut model = Model::default();
    let mut held: Vec<Option<Cc<Node>>> = Vec::new();
    while !choices.is_spent() {
        match choices.below(8) {
            0..3 => held.push(Some(node(&heap, &mut model, choices.below(SHAPES)))),
            3..6 => link(&held, &mut model, &mut choices),
            6 => {
                let at = choices.below(held.len() as u64) as usize;
                if let Some(slot) = held.get_mut(at) {
                    *slot = None;
                }
            }
            _ => {
                heap.collect();
                compare(&heap, &held, &model);
            }
        }
    }
    heap.collect();
    compare(&heap, &held, &model);
    held.clear();
    heap.collect();
    assert_eq!(heap.stats().live, 0, "objects are left");
}

fn node(heap: &Heap, model: &mut Model, shape: u64) -> Cc<Node> {
    let shape = match shape {
        0 => Shape::Unit,
        1 => Shape::Tuple(RefCell::default(), 1, RefCell::default()),
        2 => Shape::Named { list: RefCell::default(), _note: String::from("a note") },
        3 => Shape::Generic(RefCell::new(Wrapped(Vec::new()))),
        4 => Shape::Ordered(RefCell::default()),
        5 => Shape::Hashed(RefCell::default()),
        6 => Shape::Queue(RefCell::default()),
        7 => Shape::Any(RefCell::default()),
        8 => Shape::Weak(RefCell::default()),
        9 => Shape::Array(Default::default()),
        _ => Shape::Nested(RefCell::default()),
    };
    model.edges.push(Vec::new());
    heap.alloc(Node { id: model.edges.len() - 1, shape })
}

fn link(held: &[Option<Cc<Node>>], model: &mut Model, choices: &mut Choices) {
    let mut any = || held.get(choices.below(held.len() as u64) as usize).and_then(Clone::clone);
    let (Some(from), Some(to)) = (any(), any()) else { return };
    let key = choices.below(4) as u8;
    store(&from, to, key, &mut model.edges[from.id]);
}

/// Stores a pointer in the object's way and notes the change of its edges.
fn store(from: &Cc<Node>, to: Cc<Node>, key: u8, edges: &mut Vec<usize>) {
    let id = to.id;
    match &from.shape {
        Shape::Unit => {}
        Shape::Tuple(left, _, right) => put(if key < 2 { left } else { right }, to, edges),
        Shape::Array(slots) => put(&slots[key as usize % 3], to, edges),
        Shape::Named { list, .. } => {
            list.borrow_mut().push(to);
            edges.push(id);
        }
        Shape::Generic(wrapped) => {
            wrapped.borrow_mut().0.extend([None, Some(to)]);
            edges.push(id);
        }
        Shape::Ordered(map) => {
            let old = map.borrow_mut().insert(key, to);
            replaced(edges, old.map(|old| old.id), [id]);
        }
        Shape::Hashed(map) => {
            let old = map.borrow_mut().insert(key, (to.clone(), Some(to)));
            old.into_iter()
                .for_each(|(a, b)| [Some(a), b].into_iter().flatten().for_each(|o| forget(edges, o.id)));
            edges.extend([id, id]);
        }
        Shape::Queue(queue) => {
            queue.borrow_mut().push_front(if key == 0 { Ok(to) } else { Err(Box::new(to)) });
            edges.push(id);
        }
        Shape::Any(list) => {
            list.borrow_mut().push(coerce!(to => dyn Any));
            edges.push(id);
        }
        Shape::Weak(list) => list.borrow_mut().push(Cc::downgrade(&to)),
        Shape::Nested(list) => {
            list.borrow_mut().push(Inner { _left: to.clone(), _both: (to, key) });
            edges.extend([id, id]);
        }
    }
}

fn put(slot: &RefCell<Option<Cc<Node>>>, to: Cc<Node>, edges: &mut Vec<usize>) {
    let id = to.id;
    let old = slot.borrow_mut().replace(to);
    replaced(edges, old.map(|old| old.id), [id]);
}

fn replaced(edges: &mut Vec<usize>, old: Option<usize>, new: [usize; 1]) {
    old.into_iter().for_each(|old| forget(edges, old));
    edges.extend(new);
}

fn forget(edges: &mut Vec<usize>, id: usize) {
    let at = edges.iter().position(|edge| *edge == id).expect("the model knows the edge");
    edges.swap_remove(at);
}

/// The heap holds what the model reaches, with the model's edges and counts.
fn compare(heap: &Heap, held: &[Option<Cc<Node>>], model: &Model) {
    heap.verify().expect("the heap is consistent");
    let mut counts = vec![0_usize; model.edges.len()];
    let mut seen = vec![false; model.edges.len()];
    let mut list: Vec<usize> = held.iter().flatten().map(|node| node.id).collect();
    list.iter().for_each(|id| counts[*id] += 1);
    while let Some(id) = list.pop() {
        if !std::mem::replace(&mut seen[id], true) {
            model.edges[id].iter().for_each(|to| counts[*to] += 1);
            list.extend(&model.edges[id]);
        }
    }
    let snapshot = heap.snapshot();
    assert_eq!(snapshot.nodes.len(), seen.iter().filter(|seen| **seen).count(), "live objects");
    for node in held.iter().flatten() {
        let address = Cc::as_ptr(node).addr();
        let found =
            snapshot.nodes.iter().find(|known| known.address == address).expect("a held object is there");
        assert_eq!(found.edges.len(), model.edges[node.id].len(), "edges of a held object");
        assert_eq!(found.strong as usize, counts[node.id], "count of a held object");
    }
}
