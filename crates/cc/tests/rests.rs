//! What garbage owns beside its edges is dropped once, whatever happens, where the types know it.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use oxbow_cc::{Cc, CcCell, Heap, Tail, Trace, Weak};

thread_local!(static DROPPED: Cell<u32> = const { Cell::new(0) });

/// Owns beside its edges a buffer, a text, and a field that is left out.
#[derive(Trace)]
struct Rich {
    edges: RefCell<Vec<Cc<Rich>>>,
    nested: RefCell<Option<Named>>,
    text: String,
    #[trace(skip)]
    #[allow(dead_code, reason = "dropped with its owner")]
    guest: Option<Guest>,
}

/// Edges with texts.
type Named = Vec<(String, CcCell<Rich>)>;

/// Does what it is told when it goes.
struct Guest(Box<dyn Fn()>);

impl Drop for Guest {
    fn drop(&mut self) {
        (self.0)();
    }
}

fn rich(guest: Option<Guest>) -> Rich {
    Rich { edges: RefCell::default(), nested: RefCell::default(), text: "x".repeat(40), guest }
}

/// A ring of such objects, closed by both kinds of edges.
fn rich_ring(heap: &Heap, n: usize, guest: impl Fn(usize) -> Option<Guest>) -> Vec<Cc<Rich>> {
    let nodes: Vec<_> = (0..n).map(|at| heap.alloc(rich(guest(at)))).collect();
    for (at, node) in nodes.iter().enumerate() {
        node.edges.borrow_mut().extend([nodes[(at + 1) % n].clone(), node.clone()]);
        let last = CcCell::new(Some(nodes[(at + n - 1) % n].clone()));
        *node.nested.borrow_mut() = Some(vec![("last".repeat(20), last), (String::new(), CcCell::new(None))]);
    }
    nodes
}

/// Contains itself.
#[derive(Trace, Default)]
struct Family {
    children: Vec<Family>,
    other: CcCell<Family>,
}

#[test]
fn garbage_that_contains_its_kind_is_freed() {
    assert!(!Family::knows_rest(), "types that contain themselves are not followed for ever");
    let heap = Heap::new();
    let parent = heap.alloc(Family { children: vec![Family::default()], ..Family::default() });
    parent.children[0].other.set(Some(parent.clone()));
    assert!(parent.other.get().is_none() && parent.children[0].children.is_empty());
    drop(parent);
    assert_eq!((heap.collect().freed_objects, heap.stats().live), (1, 0));
}

#[test]
fn the_rest_is_dropped_once_and_finds_the_garbage_dead() {
    assert!(Rich::knows_rest() && !Rich::drops_only_edges());
    let heap = Heap::new();
    DROPPED.set(0);
    let held = heap.alloc(rich(None));
    let weaks: std::rc::Rc<RefCell<Vec<Weak<Rich>>>> = std::rc::Rc::default();
    let nodes = rich_ring(&heap, 10, |_| {
        let (heap, weaks) = (heap.clone(), weaks.clone());
        Some(Guest(Box::new(move || {
            DROPPED.set(DROPPED.get() + 1);
            assert!(weaks.borrow().iter().all(|weak| weak.upgrade().is_none()));
            assert_eq!(heap.snapshot().nodes.len(), 1, "what is left of the heap is in order");
            assert_eq!(heap.collect().freed_objects, 0);
            drop(heap.alloc(rich(None)));
        })))
    });
    nodes[3].edges.borrow_mut().push(held.clone());
    weaks.borrow_mut().extend(nodes.iter().map(Cc::downgrade));
    assert_eq!(nodes[0].text.len(), 40);
    drop(nodes);
    let run = heap.collect();
    assert_eq!((run.freed_objects, DROPPED.get(), Cc::strong_count(&held)), (10, 10, 1));
    drop(held);
    assert_eq!((heap.stats().live, heap.bytes()), (0, 0));
    heap.verify().unwrap();
}

#[test]
fn a_panic_in_a_rest_keeps_no_other_from_being_dropped() {
    let heap = Heap::new();
    DROPPED.set(0);
    let far = heap.alloc(rich(None));
    let nodes = rich_ring(&heap, 10, |at| {
        Some(Guest(Box::new(move || {
            DROPPED.set(DROPPED.get() + 1);
            assert!(at % 4 != 1, "guest {at}");
        })))
    });
    nodes[0].edges.borrow_mut().push(far.clone());
    drop(nodes);
    let run = catch_unwind(AssertUnwindSafe(|| heap.collect()));
    assert_eq!(run.unwrap_err().downcast_ref::<String>().map(String::as_str), Some("guest 1"));
    assert_eq!((DROPPED.get(), Cc::strong_count(&far)), (10, 1));
    drop(far);
    assert_eq!(heap.stats().live, 0);
    heap.verify().unwrap();
}

/// Many things that panic when they go, in a vector, in a tuple, in fields.
#[derive(Trace)]
struct Fragile {
    this: CcCell<Fragile>,
    #[allow(dead_code, reason = "dropped with its owner")]
    many: Vec<Shard>,
    #[allow(dead_code, reason = "dropped with its owner")]
    pair: (Shard, Shard),
    #[trace(skip)]
    #[allow(dead_code, reason = "dropped with its owner")]
    last: Shard,
}

#[derive(Trace)]
#[trace(acyclic)]
struct Shard {
    panics: bool,
}

impl Drop for Shard {
    fn drop(&mut self) {
        DROPPED.set(DROPPED.get() + 1);
        assert!(!self.panics, "shard");
    }
}

#[test]
fn a_panic_in_one_part_of_a_rest_keeps_no_other_from_being_dropped() {
    assert!(Fragile::knows_rest());
    let heap = Heap::new();
    for panics in 0..6 {
        DROPPED.set(0);
        let shard = |at| Shard { panics: at == panics };
        let many = vec![shard(0), shard(1), shard(2)];
        let (pair, last) = ((shard(3), shard(4)), shard(5));
        let fragile = heap.alloc(Fragile { this: CcCell::new(None), many, pair, last });
        fragile.this.set(Some(fragile.clone()));
        drop(fragile);
        let run = catch_unwind(AssertUnwindSafe(|| heap.collect()));
        assert_eq!(run.unwrap_err().downcast_ref::<&str>(), Some(&"shard"));
        assert_eq!((DROPPED.get(), heap.stats().live), (6, 0));
    }
}

#[test]
fn buffers_that_are_freed_with_the_rest_go_off_the_account() {
    #[derive(Trace)]
    #[trace(external = Buffer::bytes)]
    struct Buffer {
        this: CcCell<Buffer>,
        bytes: Vec<u8>,
    }

    impl Buffer {
        fn bytes(&self) -> usize {
            self.bytes.capacity()
        }
    }

    assert!(Buffer::knows_rest());
    let heap = Heap::new();
    let buffer = heap.alloc(Buffer { this: CcCell::new(None), bytes: vec![0; 1000] });
    buffer.this.set(Some(buffer.clone()));
    let before = heap.bytes();
    assert!(before > 1000);
    drop(buffer);
    assert_eq!((heap.collect().freed_objects, heap.bytes()), (1, 0));
}

/// Larger than a cell of any page.
#[derive(Trace)]
struct Large {
    this: CcCell<Large>,
    near: RefCell<Vec<Cc<Large>>>,
    #[allow(dead_code, reason = "makes it large")]
    bytes: [u64; 1000],
}

#[test]
fn garbage_of_all_sizes_is_freed() {
    assert!(Large::knows_rest());
    let heap = Heap::new();
    let outside = heap.alloc_str("outside");
    let large = |near: Vec<Cc<Large>>| {
        let large = heap.alloc(Large { this: CcCell::new(None), near: RefCell::new(near), bytes: [0; 1000] });
        large.this.set(Some(large.clone()));
        large
    };
    let first = large(Vec::new());
    drop(large(vec![first.clone()]));
    drop(first);
    for len in [0, 3, 8, 9, 100, 1000] {
        let items = (0..len).map(|_| (outside.clone(), CcCell::new(None)));
        let tail = heap.alloc_tail(RefCell::new(Vec::<Cc<Link>>::new()), items);
        let link = heap.alloc(Link { tail: CcCell::new(Some(tail.clone())) });
        tail.head().borrow_mut().push(link.clone());
        tail.slice().iter().for_each(|(_, cell)| cell.set(Some(link.clone())));
    }
    let before = heap.bytes();
    let run = heap.collect();
    assert_eq!((run.freed_objects, run.freed_bytes as usize), (14, before - heap.bytes()));
    assert_eq!(Cc::strong_count(&outside), 1);
    drop(outside);
    assert_eq!((heap.stats().live, heap.bytes()), (0, 0));
    heap.verify().unwrap();
}

/// Leads back to a tail.
#[derive(Trace)]
struct Link {
    tail: CcCell<Tail<RefCell<Vec<Cc<Link>>>, Item>>,
}

type Item = (Cc<str>, CcCell<Link>);

#[test]
fn large_garbage_that_owns_only_edges_is_freed_undropped() {
    #[derive(Trace)]
    struct Bulk {
        this: CcCell<Bulk>,
        #[allow(dead_code, reason = "makes it large")]
        bytes: [u64; 1000],
    }
    assert!(Bulk::drops_only_edges());
    let heap = Heap::new();
    for n in [1, 3] {
        for _ in 0..n {
            let bulk = heap.alloc(Bulk { this: CcCell::new(None), bytes: [0; 1000] });
            bulk.this.set(Some(bulk.clone()));
        }
        let before = heap.bytes() as u64;
        assert!(before > 8000 * n);
        let run = heap.collect();
        assert_eq!((run.freed_objects, run.freed_bytes, heap.bytes()), (n, before, 0));
    }
    heap.verify().unwrap();
}
