//! Cells without a borrow flag: cycles through them are collected, nothing is dropped before it is replaced, panics leave them whole.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Finalize, FinalizerSwitch, Heap, Slot, SlotValue, SlotVec, Tail, Trace};

#[derive(Trace, Default)]
#[trace(slot)]
#[repr(u64)]
enum Item {
    #[default]
    Nothing,
    Number(i64),
    Node(Cc<Node>),
}

#[derive(Trace, Default)]
struct Node {
    one: Slot<Item>,
    many: SlotVec<Item>,
    #[trace(skip)]
    on_drop: RefCell<Option<Box<dyn Fn()>>>,
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(hook) = self.on_drop.take() {
            hook();
        }
    }
}

#[test]
fn cycles_through_slots_are_collected() {
    let heap = Heap::new();
    let (a, b) = (heap.alloc(Node::default()), heap.alloc(Node::default()));
    a.one.set(Item::Node(b.clone()));
    b.many.push(Item::Node(a.clone()));
    b.many.push(Item::Node(b.clone()));
    drop((a, b));
    assert_eq!(heap.collect().freed_objects, 2);
}

#[test]
fn copies_count_and_replacements_give_back() {
    let heap = Heap::new();
    let node = heap.alloc(Node::default());
    let slot = Slot::new(Item::Node(node.clone()));
    let copy = slot.get();
    assert_eq!(Cc::strong_count(&node), 3);
    assert!(matches!(slot.replace(Item::Number(7)), Item::Node(_)));
    drop(copy);
    assert_eq!(Cc::strong_count(&node), 1);
    assert!(matches!(slot.get(), Item::Number(7)));
}

#[test]
fn a_destructor_finds_the_new_value() {
    let heap = Heap::new();
    let owner = heap.alloc(Node::default());
    let seen = Rc::new(Cell::new(0));
    let old = heap.alloc(Node::default());
    let (weak, found) = (Cc::downgrade(&owner), seen.clone());
    *old.on_drop.borrow_mut() = Some(Box::new(move || {
        let owner = weak.upgrade().expect("the owner lives");
        if let Item::Number(n) = owner.one.get() {
            found.set(n);
        }
        owner.many.push(Item::Number(1));
    }));
    owner.one.set(Item::Node(old));
    owner.one.set(Item::Number(5));
    assert_eq!((seen.get(), owner.many.len()), (5, 1));
}

#[test]
fn a_panicking_destructor_leaves_the_cell_whole() {
    let heap = Heap::new();
    let old = heap.alloc(Node::default());
    *old.on_drop.borrow_mut() = Some(Box::new(|| panic!("dropped")));
    let items = SlotVec::new(vec![Item::Node(old)]);
    let outcome = catch_unwind(AssertUnwindSafe(|| drop(items.replace(0, Item::Number(2)))));
    assert!(outcome.is_err());
    assert!(matches!(items.get(0), Some(Item::Number(2))));
}

#[test]
fn a_lent_vector_cannot_change() {
    let items = SlotVec::new(vec![Item::Number(1)]);
    let lent = items.borrow();
    assert!(catch_unwind(AssertUnwindSafe(|| items.push(Item::Nothing))).is_err());
    assert_eq!((lent.len(), items.len()), (1, 1));
    drop(lent);
    items.push(Item::Nothing);
    assert_eq!(items.len(), 2);
}

#[test]
fn a_full_vector_gives_the_value_back() {
    let heap = Heap::new();
    let node = heap.alloc(Node::default());
    let items = SlotVec::new(Vec::with_capacity(1));
    assert!(items.push_within_capacity(Item::Node(node.clone())).is_ok());
    let back = items.push_within_capacity(Item::Node(node.clone()));
    assert!(matches!(&back, Err(Item::Node(_))));
    assert_eq!((items.len(), items.capacity(), Cc::strong_count(&node)), (1, 1, 3));
    drop((items, back));
    assert_eq!(Cc::strong_count(&node), 1);
}

#[test]
fn a_vector_drops_all_elements_in_order_whatever_panics() {
    let heap = Heap::new();
    let order = Rc::new(RefCell::new(Vec::new()));
    let node = |number: i32| {
        let (node, order) = (heap.alloc(Node::default()), order.clone());
        *node.on_drop.borrow_mut() = Some(Box::new(move || {
            order.borrow_mut().push(number);
            assert_ne!(number, 2, "the second");
        }));
        Item::Node(node)
    };
    let items = SlotVec::new(vec![node(1), Item::Number(0), node(2), node(3)]);
    assert!(catch_unwind(AssertUnwindSafe(|| drop(items))).is_err());
    assert_eq!(*order.borrow(), [1, 2, 3]);
}

#[test]
fn copies_of_all_variants() {
    let heap = Heap::new();
    let items = [Item::Nothing, Item::Number(-1), Item::Node(heap.alloc(Node::default()))];
    let copies: Vec<Item> = items.iter().map(Item::duplicate).collect();
    assert!(matches!(&copies[..], [Item::Nothing, Item::Number(-1), Item::Node(_)]));
}

/// Two pointers: copied and dropped field by field.
#[derive(Trace)]
#[trace(slot)]
struct Pair(Cc<Node>, Option<Cc<Node>>);

#[test]
fn copies_of_values_with_several_pointers_count_each() {
    let heap = Heap::new();
    let (a, b) = (heap.alloc(Node::default()), heap.alloc(Node::default()));
    let counts = || (Cc::strong_count(&a), Cc::strong_count(&b));
    let slot = Slot::new(Pair(a.clone(), Some(b.clone())));
    let copy = slot.get();
    assert_eq!(counts(), (3, 3));
    slot.set(Pair(b.clone(), None));
    assert_eq!(counts(), (2, 3));
    drop(copy);
    assert_eq!(counts(), (1, 2));
    drop(slot);
    assert_eq!(counts(), (1, 1));
}

/// A text, of which the collector need not know.
#[derive(Trace)]
#[trace(slot, acyclic)]
struct Text(Cc<str>);

#[derive(Trace)]
#[trace(slot)]
struct Noisy(u8);

impl Drop for Noisy {
    fn drop(&mut self) {
        assert!(self.0 < 10);
    }
}

#[test]
fn cells_answer_for_what_they_hold() {
    assert!(<Slot<Item>>::is_cyclic() && !<Slot<u64>>::is_cyclic() && !<Slot<Text>>::is_cyclic());
    assert!(<SlotVec<Item>>::is_cyclic() && !<SlotVec<u64>>::is_cyclic());
    assert!(<Slot<u64>>::drops_only_edges() && !<Slot<Noisy>>::drops_only_edges());
    assert!(Text("a".into()).is_acyclic() && Some(Text("a".into())).is_acyclic());
    assert!(!None::<Text>.is_acyclic() && !Some(Item::Nothing).is_acyclic());
}

#[test]
fn snapshots_name_what_cells_hold() {
    let heap = Heap::new();
    let node = heap.alloc(Node::default());
    node.one.set(Item::Node(heap.alloc(Node::default())));
    node.many.append(vec![Item::Nothing, Item::Node(heap.alloc(Node::default()))]);
    let snapshot = heap.snapshot();
    let names: Vec<_> = snapshot.nodes[0].edges.iter().map(|edge| edge.name.as_str()).collect();
    assert_eq!(names, ["one.Node.0", "many[1].Node.0"]);
}

#[test]
fn vectors_of_cells_do_what_vectors_do() {
    let items: SlotVec<u8> = SlotVec::new(Vec::with_capacity(4));
    assert!(items.is_empty() && items.capacity() >= 4);
    items.append(vec![1, 2, 3]);
    items.insert(1, 9);
    items.insert(100, 7);
    assert_eq!(*items.borrow(), [1, 9, 2, 3, 7]);
    assert!(!items.is_empty());
    assert_eq!((items.remove(1), items.remove(4), items.remove(5)), (Some(9), None, None));
    items.reverse();
    assert_eq!((items.pop(), items.take(vec![5])), (Some(1), vec![7, 3, 2]));
    assert_eq!(
        (items.remove(0), items.pop(), items.get(0), items.replace(0, 8)),
        (Some(5), None, None, Err(8))
    );
}

#[test]
fn a_cell_of_a_pointer_gives_and_takes() {
    let heap = Heap::new();
    let node = heap.alloc(Node::default());
    let cell = CcCell::from(node.clone());
    assert!(!cell.is_none() && cell.get().is_some_and(|held| Cc::ptr_eq(&held, &node)));
    let old = cell.replace(None);
    assert!(cell.is_none() && cell.take().is_none());
    assert!(old.as_ref().is_some_and(|held| Cc::ptr_eq(held, &node)));
    cell.set(old);
    assert!(cell.take().is_some_and(|held| Cc::ptr_eq(&held, &node)) && cell.is_none());
    assert_eq!((format!("{cell:?}").as_str(), Cc::strong_count(&node)), ("CcCell(None)", 1));
}

#[derive(Trace)]
#[trace(finalize, finalize_by = kind)]
struct Switched {
    kind: Cc<Kind>,
    #[trace(skip)]
    ran: Rc<Cell<u32>>,
    other: RefCell<Option<Cc<Switched>>>,
}

#[derive(Trace)]
#[trace(finalize_by = wanted)]
struct Kind {
    wanted: FinalizerSwitch,
}

impl Finalize for Switched {
    fn finalize(&self) {
        self.ran.set(self.ran.get() + 1);
    }
}

#[test]
fn finalizers_run_where_the_switch_is_on() {
    let heap = Heap::new();
    let ran = Rc::new(Cell::new(0));
    for on in [false, true] {
        let kind = heap.alloc(Kind { wanted: FinalizerSwitch::new(false) });
        let make =
            || heap.alloc(Switched { kind: kind.clone(), ran: ran.clone(), other: RefCell::default() });
        drop(make());
        let (a, b) = (make(), make());
        *a.other.borrow_mut() = Some(b.clone());
        *b.other.borrow_mut() = Some(a.clone());
        kind.wanted.set(on);
        drop(make());
        drop((a, b));
        let run = heap.collect();
        assert_eq!(
            (run.freed_objects, run.finalized, ran.get()),
            (2, if on { 2 } else { 0 }, if on { 3 } else { 0 })
        );
    }
}

/// C02: nothing of a half-built object can be seen, or is looked at.
#[test]
fn c02_a_collection_in_the_middle_of_building_an_object() {
    let heap = Heap::new();
    let items = (0..100u32).map(|at| {
        assert_eq!(heap.collect().garbage, u64::from(at > 0));
        heap.verify().unwrap();
        let garbage = heap.alloc(CcCell::default());
        garbage.set(Some(oxbow_cc::coerce!(garbage.clone() => dyn std::any::Any)));
        Slot::new(u64::from(at))
    });
    let tail: Cc<Tail<(), Slot<u64>>> = heap.alloc_tail((), items);
    assert!(tail.slice().iter().map(Slot::get).eq(0..100));
    heap.collect();
    assert_eq!(heap.stats().live, 1);
}
