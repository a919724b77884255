//! What observers see of garbage, and the shapes made of it.

use std::cell::RefCell;
use std::rc::Rc;

use oxbow_cc::{Cc, Cycles, Event, Finalize, Garbage, Heap, Observer, Shape, Trace, Weakest};

/// Adds all garbage to a table that the test keeps.
#[derive(Clone, Default)]
struct Watcher(Rc<RefCell<Cycles>>);

impl Observer for Watcher {
    fn event(&mut self, _: &Event) {}

    fn wants_garbage(&self) -> bool {
        true
    }

    fn garbage(&mut self, garbage: &Garbage) {
        self.0.borrow_mut().add(garbage, |_| Some("here".to_owned()));
    }
}

fn watched() -> (Heap, Watcher) {
    let (heap, watcher) = (Heap::new(), Watcher::default());
    heap.observe(Box::new(watcher.clone()));
    (heap, watcher)
}

#[derive(Trace, Default)]
struct Node {
    next: RefCell<Option<Cc<Node>>>,
    parent: RefCell<Option<Cc<Node>>>,
    items: RefCell<Vec<Cc<Node>>>,
}

fn ring(heap: &Heap, length: usize) {
    let first = heap.alloc(Node::default());
    let mut last = first.clone();
    for _ in 1..length {
        let node = heap.alloc(Node::default());
        *last.next.borrow_mut() = Some(node.clone());
        last = node;
    }
    *last.next.borrow_mut() = Some(first);
}

fn text(shape: &Shape) -> String {
    let steps: Vec<String> = shape.steps.iter().map(|step| format!("{}.{}", step.label, step.edge)).collect();
    steps.join(" -> ")
}

fn texts(watcher: &Watcher) -> Vec<String> {
    watcher.0.borrow().shapes().into_iter().map(text).collect()
}

#[test]
fn loops_of_different_length_are_different_shapes_while_they_are_short() {
    let (heap, watcher) = watched();
    for length in [1, 2, 2, 3] {
        ring(&heap, length);
    }
    heap.collect();
    let cycles = watcher.0.borrow();
    let shapes = cycles.shapes();
    let seen: Vec<_> = shapes.iter().map(|shape| (text(shape), shape.cycles, shape.objects)).collect();
    assert_eq!(
        seen,
        [
            ("Node.next -> Node.next".to_owned(), 2, 4),
            ("Node.next -> Node.next -> Node.next".to_owned(), 1, 3),
            ("Node.next".to_owned(), 1, 1),
        ]
    );
    assert!(shapes.iter().all(|shape| !shape.repeats));
}

#[test]
fn long_rings_are_one_shape() {
    let (heap, watcher) = watched();
    for length in [9, 1000, 20_000] {
        ring(&heap, length);
    }
    heap.collect();
    let cycles = watcher.0.borrow();
    let [shape] = cycles.shapes()[..] else { panic!("{} shapes", cycles.shapes().len()) };
    assert_eq!((text(shape).as_str(), shape.repeats), ("Node.next", true));
    assert_eq!((shape.cycles, shape.objects, shape.shortest, shape.longest), (3, 21_009, 9, Some(20_000)));
}

#[test]
fn a_ring_beyond_the_bound_is_described_by_its_types() {
    let (heap, watcher) = watched();
    ring(&heap, 300_000);
    heap.collect();
    let cycles = watcher.0.borrow();
    let [shape] = cycles.shapes()[..] else { panic!("one shape") };
    assert_eq!((text(shape).as_str(), shape.repeats, shape.longest), ("Node.next", true, None));
    assert_eq!((shape.cycles, shape.objects), (1, 300_000));
}

#[test]
fn a_tree_with_ways_back() {
    let (heap, watcher) = watched();
    let root = heap.alloc(Node::default());
    for _ in 0..100 {
        let child = heap.alloc(Node::default());
        *child.parent.borrow_mut() = Some(root.clone());
        root.items.borrow_mut().push(child);
    }
    let bytes: usize = heap.bytes();
    drop(root);
    heap.collect();
    let cycles = watcher.0.borrow();
    let [shape] = cycles.shapes()[..] else { panic!("one shape") };
    assert_eq!(text(shape), "Node.items[*] -> Node.parent");
    assert_eq!(shape.weakest(), (1, Weakest::BackReference));
    assert_eq!((shape.cycles, shape.objects, shape.held, shape.bytes), (1, 101, 0, bytes as u64));
    let links: Vec<_> = shape.links().map(|(link, count)| (link.edge.as_str(), count)).collect();
    assert_eq!(links, [("items[*]", 100), ("parent", 100)]);
}

#[test]
fn what_hangs_on_a_cycle_is_counted_with_it() {
    let (heap, watcher) = watched();
    let owner = heap.alloc(Node::default());
    *owner.next.borrow_mut() = Some(owner.clone());
    for _ in 0..3 {
        let leaf = heap.alloc(Node::default());
        let below = heap.alloc(Node::default());
        leaf.items.borrow_mut().push(below);
        owner.items.borrow_mut().push(leaf);
    }
    drop(owner);
    heap.collect();
    let cycles = watcher.0.borrow();
    let [shape] = cycles.shapes()[..] else { panic!("one shape") };
    assert_eq!((text(shape).as_str(), shape.objects, shape.held), ("Node.next", 1, 6));
    let types: Vec<_> = cycles.types().map(|(label, total)| (label.to_owned(), total.count)).collect();
    assert_eq!(types, [("Node".to_owned(), 7)]);
    let sites: Vec<_> = shape.sites().collect();
    assert_eq!(sites, [("Node", "here", 1)]);
}

/// A finalizer that brings its object back, once.
#[derive(Trace)]
#[trace(finalize)]
struct Phoenix {
    me: RefCell<Option<Cc<Phoenix>>>,
    #[trace(skip)]
    saved: Rc<RefCell<Option<Cc<Phoenix>>>>,
}

impl Finalize for Phoenix {
    fn finalize(&self) {
        self.saved.replace(self.me.borrow().clone());
    }
}

#[test]
fn what_finalizers_bring_back_is_not_shown() {
    let (heap, watcher) = watched();
    let saved: Rc<RefCell<Option<Cc<Phoenix>>>> = Rc::default();
    let phoenix = heap.alloc(Phoenix { me: RefCell::default(), saved: saved.clone() });
    *phoenix.me.borrow_mut() = Some(phoenix.clone());
    drop(phoenix);
    ring(&heap, 2);
    heap.collect();
    assert_eq!(texts(&watcher), ["Node.next -> Node.next"]);
    saved.take();
    heap.collect();
    assert_eq!(texts(&watcher).len(), 2);
}

#[test]
fn lists_of_many_things_lose_their_indices() {
    let (heap, watcher) = watched();
    for count in [2, 100] {
        let list = heap.alloc(Node::default());
        list.items.borrow_mut().extend(std::iter::repeat_n(list.clone(), count));
    }
    heap.collect();
    assert_eq!(texts(&watcher), ["Node.items[*]", "Node.items[0]"]);
}

#[test]
fn edges_of_the_garbage_by_index() {
    #[derive(Default)]
    struct Edges(Rc<RefCell<Vec<String>>>);
    impl Observer for Edges {
        fn event(&mut self, _: &Event) {}
        fn wants_garbage(&self) -> bool {
            true
        }
        fn garbage(&mut self, garbage: &Garbage) {
            for index in 0..garbage.len() {
                assert!(garbage.bytes(index) >= 16 && garbage.address(index) > 0);
                let edges: Vec<_> = garbage.edges(index).collect();
                self.0.borrow_mut().push(format!("{} {index}: {edges:?}", garbage.label(index)));
            }
        }
    }
    let (heap, seen) = (Heap::new(), Rc::default());
    heap.observe(Box::new(Edges(Rc::clone(&seen))));
    ring(&heap, 2);
    heap.collect();
    assert_eq!(seen.take(), [r#"Node 0: [("next", 1)]"#, r#"Node 1: [("next", 0)]"#]);
}
