//! Heads with items behind them: of every length, in cycles, with finalizers, and freed without being dropped.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use oxbow_cc::{Cc, Event, Finalize, FinalizerSwitch, Heap, Observer, Slot, Tail, Trace};

#[derive(Clone, Trace)]
#[trace(acyclic, slot)]
struct Name(Cc<String>);

#[derive(Trace, Default)]
#[trace(slot)]
#[repr(u64)]
enum Item {
    #[default]
    Nothing,
    Name(Name),
    Node(Cc<Node>),
}

/// Drops nothing but edges, so that garbage of such nodes is freed undropped.
#[derive(Trace)]
struct Head {
    ty: Option<Cc<Node>>,
}

type Node = Tail<Head, Slot<Item>>;

fn node(heap: &Heap, ty: Option<&Cc<Node>>, items: usize) -> Cc<Node> {
    let empty: Vec<Slot<Item>> = (0..items).map(|_| Slot::default()).collect();
    heap.alloc_tagged_tail(items as u32, Head { ty: ty.cloned() }, empty)
}

#[test]
fn every_length_has_its_items_and_its_tag() {
    let heap = Heap::new();
    for len in 0..40u32 {
        let numbers: Cc<Tail<u8, u64>> = heap.alloc_tagged_tail(1000 + len, 7, (0..len).map(u64::from));
        assert_eq!((numbers.tag(), *numbers.head()), (1000 + len, 7));
        assert!(numbers.slice().iter().copied().eq((0..len).map(u64::from)), "{len} items");
        let words: Cc<Tail<String, String>> =
            heap.try_alloc_tail("head".to_owned(), (0..len).map(|i| i.to_string())).unwrap();
        assert_eq!((words.len(), words.slice().len()), (4, len as usize));
        assert_eq!(words.slice().last().map(String::len), (0..len).last().map(|i| i.to_string().len()));
    }
    assert_eq!((heap.stats().live, heap.bytes()), (0, 0));
}

#[test]
fn short_ones_take_no_room_for_more() {
    let heap = Heap::new();
    let bytes = |items| {
        let before = heap.bytes();
        let kept = node(&heap, None, items);
        let bytes = heap.bytes() - before;
        drop(kept);
        bytes
    };
    // Header 16, length and tag 8, head 8, items of 16.
    assert_eq!([0, 1, 2, 3, 8, 9].map(bytes), [32, 48, 64, 80, 160, 176]);
}

#[test]
fn garbage_freed_undropped_gives_up_what_it_held() {
    for kept in [false, true] {
        let heap = Heap::new();
        let (ty, name) = (node(&heap, None, 0), Name(heap.alloc("name".to_owned())));
        let nodes: Vec<Cc<Node>> = (0..200).map(|i| node(&heap, Some(&ty), 3 + i % 8)).collect();
        for (i, this) in nodes.iter().enumerate() {
            this.slice()[0].set(Item::Node(nodes[(i + 1) % 100 + i / 100 * 100].clone()));
            this.slice()[1].set(Item::Name(name.clone()));
            this.slice()[2].set(Item::Node(ty.clone()));
        }
        // The second ring may live on: then the garbage's own edges are looked for.
        let second = kept.then(|| nodes[150].clone());
        drop(nodes);
        let freed = heap.collect().freed_objects;
        assert_eq!(freed, if kept { 100 } else { 200 });
        let live = 200 - freed as usize;
        assert_eq!((Cc::strong_count(&name.0), Cc::strong_count(&ty)), (1 + live, 1 + 2 * live));
        heap.verify().unwrap();
        drop(second);
        heap.collect();
        assert_eq!((Cc::strong_count(&name.0), Cc::strong_count(&ty), heap.stats().live), (1, 1, 2));
    }
}

/// Reachable nodes by the model: what `held` leads to.
fn reachable(held: &[Cc<Node>]) -> usize {
    let mut seen: Vec<*const Node> = Vec::new();
    let mut stack: Vec<Cc<Node>> = held.to_vec();
    while let Some(next) = stack.pop() {
        if seen.contains(&Cc::as_ptr(&next)) {
            continue;
        }
        seen.push(Cc::as_ptr(&next));
        stack.extend(next.ty.iter().cloned());
        stack.extend(next.slice().iter().filter_map(|slot| match slot.get() {
            Item::Node(node) => Some(node),
            _ => None,
        }));
    }
    seen.len()
}

#[test]
fn random_graphs_leave_what_is_reachable() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..60 {
        let heap = Heap::new();
        let name = Name(heap.alloc("name".to_owned()));
        let mut held: Vec<Cc<Node>> = Vec::new();
        for step in 0..400 {
            match random(12) {
                0..5 => {
                    let ty = if held.is_empty() { None } else { Some(&held[random(held.len())]) };
                    let ty = ty.filter(|_| random(3) > 0).cloned();
                    held.push(node(&heap, ty.as_ref(), random(11)));
                }
                5..9 if !held.is_empty() => {
                    let (from, to) = (held[random(held.len())].clone(), held[random(held.len())].clone());
                    if !from.slice().is_empty() {
                        let item = if random(4) == 0 { Item::Name(name.clone()) } else { Item::Node(to) };
                        from.slice()[random(from.slice().len())].set(item);
                    }
                }
                9..11 if !held.is_empty() => drop(held.swap_remove(random(held.len()))),
                11 if step % 3 == 0 => drop(heap.collect()),
                11 => drop(heap.collect_young()),
                _ => {}
            }
        }
        heap.verify().unwrap();
        heap.collect();
        assert_eq!(heap.stats().live, reachable(&held) as u64 + 1);
        drop(held);
        heap.collect();
        assert_eq!((heap.stats().live, Cc::strong_count(&name.0)), (1, 1));
    }
}

#[derive(Trace)]
#[trace(finalize, finalize_if = Patient::waits, label = "patient", item_names = Patient::item_named)]
struct Patient {
    switch: FinalizerSwitch,
    #[trace(skip)]
    saved: Rc<RefCell<Vec<Cc<Tail<Patient, Slot<Item>>>>>>,
}

impl Patient {
    fn waits(&self) -> bool {
        self.switch.is_on()
    }

    fn item_named(&self, index: usize) -> Option<String> {
        (index == 0).then(|| "first".to_owned())
    }
}

impl Finalize for Patient {
    fn finalize(&self) {}

    fn finalize_tail<T: Trace>(this: &Cc<Tail<Self, T>>) {
        assert!(this.with_items::<u8>().is_none());
        let known = this.with_items().expect("the type of the items");
        this.saved.borrow_mut().push(known.clone());
    }
}

#[test]
fn a_head_has_a_finalizer_that_gets_at_the_items() {
    let heap = Heap::new();
    let saved = Rc::new(RefCell::new(Vec::new()));
    for on in [false, true] {
        for len in [2, 20] {
            let items: Vec<Slot<Item>> = (0..len).map(|_| Slot::default()).collect();
            let patient =
                heap.alloc_tail(Patient { switch: FinalizerSwitch::new(on), saved: saved.clone() }, items);
            let partner = node(&heap, None, 1);
            patient.slice()[1].set(Item::Node(partner.clone()));
            drop((patient, partner));
            let waiting = saved.take();
            assert_eq!(waiting.len(), usize::from(on), "with {len} items");
            assert!(waiting.iter().all(|patient| matches!(patient.slice()[1].get(), Item::Node(_))));
            drop(waiting);
            assert_eq!((saved.borrow().len(), heap.stats().live), (0, 0));
        }
    }
}

#[test]
fn items_have_the_names_that_their_head_gives_them() {
    let heap = Heap::new();
    let other = node(&heap, None, 0);
    let items = [Slot::new(Item::Node(other.clone())), Slot::new(Item::Node(other))];
    let patient = Patient { switch: FinalizerSwitch::default(), saved: Rc::default() };
    let tail = heap.alloc_tail(patient, items);
    let snapshot = heap.snapshot();
    let from = |label: &str| snapshot.nodes.iter().find(|node| node.label == label).unwrap();
    let names: Vec<&str> = from("patient").edges.iter().map(|edge| edge.name.as_str()).collect();
    assert_eq!(names, ["first.Node.0", "[1].Node.0"]);
    drop(tail);
}

/// Counts what it is told, and asks for no labels.
struct Quiet(Rc<Cell<u64>>);

impl Observer for Quiet {
    fn event(&mut self, event: &Event) {
        if let Event::Freed { by_type, objects, .. } = event {
            assert!(by_type.is_empty());
            self.0.set(self.0.get() + objects);
        }
    }

    fn wants_labels(&self) -> bool {
        false
    }
}

#[test]
fn an_observer_that_wants_no_labels_gets_the_figures() {
    let heap = Heap::new();
    let freed = Rc::new(Cell::new(0));
    heap.observe(Box::new(Quiet(freed.clone())));
    let this = node(&heap, None, 1);
    this.slice()[0].set(Item::Node(this.clone()));
    let weak = Cc::downgrade(&this);
    drop(this);
    assert_eq!((heap.collect().freed_objects, freed.get()), (1, 1));
    assert!(weak.upgrade().is_none());
}
