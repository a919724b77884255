//! Shapes of garbage (section A of the catalogue of behaviours): which objects go, when, and how they are counted.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::rc::Rc;

use oxbow_cc::{Cc, CcCell, Heap, Policy, Trace, Weak};

/// A list of anything.
#[derive(Trace, Default)]
struct List(RefCell<Vec<Item>>);

#[derive(Trace)]
enum Item {
    List(Cc<List>),
    Pair(Cc<(Item, u8)>),
    Array(Cc<[CcCell<List>]>),
}

#[derive(Trace, Default)]
struct Node {
    edges: RefCell<Vec<Cc<Node>>>,
    #[trace(skip)]
    dropped: Rc<Cell<usize>>,
}

impl Drop for Node {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
    }
}

fn manual() -> Heap {
    let heap = Heap::new();
    heap.set_policy(Policy::Manual);
    heap
}

fn nodes(heap: &Heap, n: usize) -> Vec<Cc<Node>> {
    (0..n).map(|_| heap.alloc(Node::default())).collect()
}

fn link(from: &Cc<Node>, to: &Cc<Node>) {
    from.edges.borrow_mut().push(to.clone());
}

/// A01
#[test]
fn a01_list_in_itself() {
    let heap = manual();
    let list = heap.alloc(List::default());
    list.0.borrow_mut().push(Item::List(list.clone()));
    drop(list);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// A02
#[test]
fn a02_map_in_itself() {
    #[derive(Trace, Default)]
    struct Map(RefCell<HashMap<&'static str, Cc<Map>>>);
    let heap = manual();
    let map = heap.alloc(Map::default());
    map.0.borrow_mut().insert("me", map.clone());
    drop(map);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// A04
#[test]
fn a04_two_kinds_of_containers() {
    let heap = manual();
    let list = heap.alloc(List::default());
    let pair = heap.alloc((Item::List(list.clone()), 1));
    list.0.borrow_mut().push(Item::Pair(pair.clone()));
    drop((list, pair));
    assert_eq!(heap.collect().freed_objects, 2);
}

/// A05
#[test]
fn a05_field_that_is_an_array_with_the_object() {
    let heap = manual();
    let list = heap.alloc(List::default());
    let array = heap.alloc_slice(vec![CcCell::new(Some(list.clone())), CcCell::new(None)]);
    list.0.borrow_mut().push(Item::Array(array));
    drop(list);
    assert_eq!(heap.collect().freed_objects, 2);
}

/// A11
#[test]
fn a11_many_aliases_make_one_candidate() {
    let heap = manual();
    let node = heap.alloc(Node::default());
    link(&node, &node);
    let aliases = vec![node.clone(); 5];
    drop(node);
    for alias in aliases {
        drop(alias);
        assert_eq!(heap.candidates(), 1);
    }
    assert_eq!(heap.collect().freed_objects, 1);
}

/// A13
#[test]
fn a13_hundred_self_loops_are_counted_exactly() {
    let heap = manual();
    let before = heap.stats().cycle_freed;
    for node in nodes(&heap, 100) {
        link(&node, &node);
    }
    assert_eq!(heap.collect().freed_objects, 100);
    assert_eq!(heap.stats().cycle_freed - before, 100);
}

/// Doubly linked: the first edge of each leads on, the second back.
fn ring(heap: &Heap, n: usize) -> Cc<Node> {
    let ring = nodes(heap, n);
    (0..n).for_each(|at| link(&ring[at], &ring[(at + 1) % n]));
    (0..n).for_each(|at| link(&ring[(at + 1) % n], &ring[at]));
    ring[0].clone()
}

/// A14
#[test]
fn a14_dropped_rings_go_and_a_kept_one_stays() {
    let heap = Heap::new();
    let kept = ring(&heap, 7);
    for _ in 0..2000 {
        ring(&heap, 10);
    }
    heap.collect();
    assert_eq!(heap.stats().live, 7);
    let mut at = kept.clone();
    for step in 1..=7 {
        let next = at.edges.borrow()[0].clone();
        assert_eq!(Cc::ptr_eq(&next, &kept), step == 7);
        at = next;
    }
    heap.verify().unwrap();
}

/// A16
#[test]
fn a16_overlapping_components() {
    // Components of 1 to 5 nodes, each a ring, with edges from each to the next ones and chords inside.
    const EDGES: &[(usize, usize)] = &[
        (0, 1),
        (1, 2),
        (2, 0),
        (2, 3),
        (3, 4),
        (4, 3),
        (4, 5),
        (5, 6),
        (6, 7),
        (7, 5),
        (1, 8),
        (8, 8),
        (8, 9),
        (9, 10),
        (10, 11),
        (11, 12),
        (12, 9),
        (10, 12),
        (7, 9),
        (12, 13),
        (13, 14),
        (14, 15),
        (15, 16),
        (16, 13),
        (16, 14),
        (3, 13),
        (0, 16),
    ];
    let heap = manual();
    let graph = nodes(&heap, 17);
    EDGES.iter().for_each(|(from, to)| link(&graph[*from], &graph[*to]));
    drop(graph);
    assert_eq!(heap.collect().freed_objects, 17);
    assert_eq!((heap.bytes(), heap.stats().live), (0, 0));
}

/// A17
#[test]
fn a17_each_of_several_equal_edges_counts() {
    let heap = manual();
    let (ring, own) = (ring(&heap, 3), heap.alloc(Node::default()));
    link(&own, &own);
    link(&own, &own);
    link(&ring, &own);
    drop(ring);
    assert_eq!(heap.collect().freed_objects, 3);
    assert_eq!(Cc::strong_count(&own), 3);
    drop(own);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// A19
#[test]
fn a19_overwriting_the_last_reference_from_outside() {
    let heap = manual();
    let mut held = heap.alloc(Node::default());
    link(&held, &held);
    held = heap.alloc(Node::default());
    assert_eq!(heap.collect().freed_objects, 1);
    assert_eq!((heap.stats().live, Cc::strong_count(&held)), (1, 1));
}

/// A20
#[test]
fn a20_temporary_that_is_never_bound() {
    fn make(heap: &Heap) -> Cc<Node> {
        let node = heap.alloc(Node::default());
        link(&node, &node);
        node
    }
    let heap = manual();
    assert_eq!(make(&heap).edges.borrow().len(), 1);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// A22
#[test]
fn a22_a_callee_replaces_what_it_was_lent() {
    fn replace(place: &mut Cc<Node>) {
        *place = Cc::heap(place).alloc(Node::default());
    }
    let heap = manual();
    let mut node = heap.alloc(Node::default());
    link(&node, &node);
    replace(&mut node);
    assert_eq!(heap.collect().freed_objects, 1);
}

/// A23
#[test]
fn a23_cycles_through_every_container_of_the_standard_library() {
    fn check<C: Trace>(name: &str, empty: C, put: impl FnOnce(&mut C, Cc<Holder<C>>)) {
        let heap = manual();
        let holder = heap.alloc(Holder(RefCell::new(empty)));
        put(&mut holder.0.borrow_mut(), holder.clone());
        assert_eq!(heap.collect().freed_objects, 0, "{name}: held");
        drop(holder);
        assert_eq!(heap.collect().freed_objects, 1, "{name}");
    }
    #[derive(Trace)]
    struct Holder<C>(RefCell<C>);
    /// A container of `Cc`s of any kind; ordered and hashed by nothing, for sets of one.
    #[derive(Trace, Clone)]
    struct Any(Cc<dyn std::any::Any>);
    impl PartialEq for Any {
        fn eq(&self, _: &Any) -> bool {
            true
        }
    }
    impl Eq for Any {}
    impl PartialOrd for Any {
        fn partial_cmp(&self, other: &Any) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Any {
        fn cmp(&self, _: &Any) -> std::cmp::Ordering {
            std::cmp::Ordering::Equal
        }
    }
    impl std::hash::Hash for Any {
        fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
    }
    macro_rules! any {
        ($pointer:expr) => {
            Any(oxbow_cc::coerce!($pointer => dyn std::any::Any))
        };
    }
    check("Vec", Vec::<Any>::new(), |c, p| c.push(any!(p)));
    check("VecDeque", VecDeque::<Any>::new(), |c, p| c.push_front(any!(p)));
    check("LinkedList", LinkedList::<Any>::new(), |c, p| c.push_back(any!(p)));
    check("BinaryHeap", BinaryHeap::<Any>::new(), |c, p| c.push(any!(p)));
    check("BTreeSet", BTreeSet::<Any>::new(), |c, p| assert!(c.insert(any!(p))));
    check("HashSet", HashSet::<Any>::new(), |c, p| assert!(c.insert(any!(p))));
    check("BTreeMap value", BTreeMap::<u8, Any>::new(), |c, p| assert!(c.insert(1, any!(p)).is_none()));
    check("BTreeMap key", BTreeMap::<Any, u8>::new(), |c, p| assert!(c.insert(any!(p), 1).is_none()));
    check("HashMap key", HashMap::<Any, u8>::new(), |c, p| assert!(c.insert(any!(p), 1).is_none()));
    check("Option", None::<Any>, |c, p| *c = Some(any!(p)));
    check("Result", Err::<Any, u8>(0), |c, p| *c = Ok(any!(p)));
    check("Box", None::<Box<Any>>, |c, p| *c = Some(Box::new(any!(p))));
    check("boxed slice", Vec::<Any>::new().into_boxed_slice(), |c, p| *c = vec![any!(p)].into());
    check("array", [const { None::<Any> }; 3], |c, p| c[1] = Some(any!(p)));
    check("tuple", (1u8, None::<Any>), |c, p| c.1 = Some(any!(p)));
    check("OnceCell", std::cell::OnceCell::<Any>::new(), |c, p| assert!(c.set(any!(p)).is_ok()));
}

/// A25
#[test]
fn a25_an_instance_in_its_own_class() {
    #[derive(Trace, Default)]
    struct Class(CcCell<Instance>);
    #[derive(Trace)]
    struct Instance(Cc<Class>);
    let heap = manual();
    let class = heap.alloc(Class::default());
    class.0.set(Some(heap.alloc(Instance(class.clone()))));
    drop(class);
    assert_eq!(heap.collect().freed_objects, 2);
}

/// A26
#[test]
fn a26_random_edits_destroy_every_object_once() {
    let heap = Heap::new();
    let (mut random, mut made) = (1u64, 0);
    let mut next = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (random >> 33) as usize % bound
    };
    let dropped = Rc::new(Cell::new(0));
    let (mut held, mut weak): (Vec<Cc<Node>>, Vec<Weak<Node>>) = (Vec::new(), Vec::new());
    for _ in 0..20_000 {
        match next(6) {
            0 | 1 => {
                made += 1;
                held.push(heap.alloc(Node { edges: RefCell::default(), dropped: dropped.clone() }));
            }
            2 if !held.is_empty() => drop(held.swap_remove(next(held.len()))),
            3 | 4 if !held.is_empty() => {
                let (from, to) = (next(held.len()), next(held.len()));
                link(&held[from], &held[to]);
                weak.push(Cc::downgrade(&held[to]));
            }
            _ if !held.is_empty() => {
                let from = held[next(held.len())].clone();
                let edge = from.edges.borrow_mut().pop();
                drop(edge);
                if let Some(back) = weak.pop().and_then(|weak| weak.upgrade()) {
                    held.push(back);
                }
            }
            _ => {}
        }
    }
    drop(held);
    heap.collect();
    heap.collect();
    assert_eq!((dropped.get(), heap.stats().live), (made, 0));
    assert!(weak.iter().all(|weak| weak.upgrade().is_none()));
}
