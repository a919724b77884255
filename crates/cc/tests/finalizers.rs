//! Finalizers and what they bring back (sections F and G of the catalogue of behaviours; panics are in `hooks.rs`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use oxbow_cc::{Cc, Finalize, Heap, Policy, Trace, Tracer, Weak};

type Hook = Box<dyn Fn(&Cc<Thing>)>;

#[derive(Trace)]
#[trace(finalize)]
struct Thing {
    edges: RefCell<Vec<Cc<Thing>>>,
    name: u32,
    #[trace(skip)]
    hook: RefCell<Option<Hook>>,
    #[trace(skip)]
    log: Rc<Log>,
}

/// Who was finalized and destroyed, in order.
#[derive(Default)]
struct Log {
    finalized: RefCell<Vec<u32>>,
    destroyed: RefCell<Vec<u32>>,
}

impl Log {
    fn sorted(list: &RefCell<Vec<u32>>) -> Vec<u32> {
        let mut names = list.borrow().clone();
        names.sort();
        names
    }

    fn finalized(&self) -> Vec<u32> {
        Log::sorted(&self.finalized)
    }

    fn destroyed(&self) -> Vec<u32> {
        Log::sorted(&self.destroyed)
    }
}

impl Finalize for Thing {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Thing>) {
        this.log.finalized.borrow_mut().push(this.name);
        // Its neighbours are whole: none was destroyed yet.
        assert!(this.edges.borrow().iter().all(|edge| !Cc::is_dead(edge) && !edge.edges.borrow().is_empty()));
        if let Some(hook) = &*this.hook.borrow() {
            hook(this);
        }
    }
}

impl Drop for Thing {
    fn drop(&mut self) {
        self.log.destroyed.borrow_mut().push(self.name);
    }
}

struct World {
    heap: Heap,
    log: Rc<Log>,
    saved: Rc<RefCell<Vec<Cc<Thing>>>>,
}

impl World {
    fn new() -> World {
        let heap = Heap::new();
        heap.set_policy(Policy::Manual);
        World { heap, log: Rc::default(), saved: Rc::default() }
    }

    fn thing(&self, name: u32) -> Cc<Thing> {
        let (edges, hook) = (RefCell::default(), RefCell::default());
        self.heap.alloc(Thing { edges, name, hook, log: self.log.clone() })
    }

    /// Things 0 to `n - 1`, each with an edge to the next and to the one before.
    fn chain(&self, n: u32) -> Vec<Cc<Thing>> {
        let things: Vec<_> = (0..n).map(|name| self.thing(name)).collect();
        for at in 0..things.len() {
            let (next, before) = ((at + 1) % things.len(), (at + things.len() - 1) % things.len());
            link(&things[at], &things[next]);
            link(&things[at], &things[before]);
        }
        things
    }

    /// Its finalizer stores it.
    fn rises(&self, thing: &Cc<Thing>) {
        let saved = self.saved.clone();
        hook(thing, move |this| saved.borrow_mut().push(this.clone()));
    }
}

fn link(from: &Cc<Thing>, to: &Cc<Thing>) {
    from.edges.borrow_mut().push(to.clone());
}

fn hook(thing: &Cc<Thing>, hook: impl Fn(&Cc<Thing>) + 'static) {
    *thing.hook.borrow_mut() = Some(Box::new(hook));
}

/// Its finalizer drops its edges.
fn lets_go(thing: &Cc<Thing>) {
    hook(thing, |this| {
        let edges = this.edges.take();
        this.edges.borrow_mut().push(this.clone());
        drop(edges);
    });
}

/// F02, F14
#[test]
fn f02_the_finalizer_of_a_self_cycle_runs_once_with_its_fields() {
    let world = World::new();
    let thing = world.thing(7);
    link(&thing, &thing);
    hook(&thing, |this| {
        assert!(Cc::ptr_eq(&this.edges.borrow()[0], this));
        assert_eq!((this.name, this.edges.borrow()[0].name), (7, 7));
    });
    drop(thing);
    assert!(world.log.finalized().is_empty());
    assert_eq!(world.heap.collect().finalized, 1);
    assert_eq!(world.heap.collect().finalized, 0);
    assert_eq!((world.log.finalized(), world.log.destroyed()), (vec![7], vec![7]));
}

/// F03
#[test]
fn f03_a_linked_chain_is_finalized_before_any_of_it_goes() {
    let world = World::new();
    let chain = world.chain(3);
    for thing in &chain {
        let log = world.log.clone();
        hook(thing, move |_| assert!(log.destroyed().is_empty()));
    }
    drop(chain);
    assert_eq!(world.heap.collect().freed_objects, 3);
    assert_eq!((world.log.finalized(), world.log.destroyed()), (vec![0, 1, 2], vec![0, 1, 2]));
}

/// F05
#[test]
fn f05_chains_of_those_that_let_go_and_plain_ones() {
    for suicidal in [[true, false, true, false], [true, true, false, false], [true; 4]] {
        let world = World::new();
        let chain = world.chain(4);
        chain.iter().zip(suicidal).filter(|(_, lets)| *lets).for_each(|(thing, _)| lets_go(thing));
        drop(chain);
        world.heap.collect();
        assert_eq!((world.log.finalized(), world.log.destroyed()), (vec![0, 1, 2, 3], vec![0, 1, 2, 3]));
        assert_eq!(world.heap.stats().live, 0);
    }
}

/// F06: all that a run destroys counts, once, whether or not a finalizer had cut it off before.
#[test]
fn f06_what_finalizers_cut_off_is_counted_once() {
    let world = World::new();
    let things = world.chain(3);
    lets_go(&things[0]);
    drop(things);
    let run = world.heap.collect();
    assert_eq!((run.garbage, run.finalized, run.freed_objects), (3, 3, 3));
    assert_eq!(world.heap.stats().cycle_freed, 3);
}

/// F08
#[test]
fn f08_is_finalized_is_set_by_the_call() {
    let world = World::new();
    let thing = world.thing(1);
    link(&thing, &thing);
    world.rises(&thing);
    assert!(!Cc::is_finalized(&thing));
    drop(thing);
    world.heap.collect();
    assert!(Cc::is_finalized(&world.saved.borrow()[0]));
    assert!(!Cc::is_finalized(&world.heap.alloc(1u8)));
    world.saved.take();
}

/// F15
#[test]
fn f15_a_finalizer_keeps_a_part_of_the_garbage() {
    let world = World::new();
    let (a, kept, below) = (world.thing(0), world.thing(1), world.thing(2));
    link(&a, &a);
    link(&a, &kept);
    link(&kept, &below);
    link(&below, &below);
    let saved = world.saved.clone();
    hook(&a, move |this| saved.borrow_mut().push(this.edges.borrow()[1].clone()));
    drop((a, kept, below));
    let run = world.heap.collect();
    assert_eq!((run.freed_objects, run.resurrected), (1, 2));
    assert_eq!(world.log.destroyed(), [0]);
    assert_eq!(world.saved.borrow()[0].edges.borrow()[0].name, 2);
    world.heap.verify().unwrap();
    world.saved.take();
    assert_eq!(world.heap.collect().freed_objects, 1);
    assert_eq!(world.log.destroyed(), [0, 1, 2]);
}

/// F17
#[test]
fn f17_a_finalizer_drops_a_global_that_is_a_candidate() {
    let world = World::new();
    world.heap.set_policy(Policy::Automatic);
    world.heap.set_threshold(100);
    let global = Rc::new(RefCell::new(Some(world.thing(1000))));
    drop(global.borrow().clone());
    for name in 0..300 {
        let thing = world.thing(name);
        link(&thing, &thing);
        let global = global.clone();
        hook(&thing, move |_| drop(global.take()));
    }
    assert!(global.borrow().is_none());
    world.heap.collect();
    world.heap.verify().unwrap();
    assert_eq!((world.heap.stats().live, world.log.destroyed().len()), (0, 301));
}

/// F18
#[test]
fn f18_counts_that_finalizers_drop_are_candidates_of_the_next_run() {
    let world = World::new();
    let (dying, other) = (world.thing(0), world.thing(1));
    link(&dying, &dying);
    link(&other, &other);
    let held = Rc::new(RefCell::new(Some(other)));
    let drops = held.clone();
    hook(&dying, move |_| drop(drops.take()));
    drop(dying);
    assert_eq!(world.heap.collect().freed_objects, 1);
    assert_eq!(world.heap.candidates(), 1);
    assert_eq!(world.heap.collect().freed_objects, 1);
}

/// F20
#[test]
fn f20_what_a_finalizable_object_refers_to_is_torn_down_after_it() {
    let world = World::new();
    let (a, b) = (world.thing(0), world.thing(1));
    link(&b, &world.thing(2));
    b.edges.borrow()[0].edges.borrow_mut().push(a.clone());
    link(&a, &a);
    link(&a, &b);
    let log = world.log.clone();
    hook(&a, move |this| {
        assert_eq!(this.edges.borrow()[1].edges.borrow()[0].name, 2);
        assert!(log.destroyed().is_empty());
    });
    drop((a, b));
    world.heap.collect();
    assert_eq!(world.log.destroyed(), [0, 1, 2]);
}

/// Owns pointers behind a raw pointer.
struct Buffer {
    items: Cell<*mut Cc<Buffer>>,
    len: Cell<usize>,
    dropped: Rc<Cell<usize>>,
}

// SAFETY: reports the items, each once; they are owned, as `drop` drops them.
#[allow(unsafe_code, reason = "the point of the test")]
unsafe impl Trace for Buffer {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for at in 0..self.len.get() {
            // SAFETY: `items` leads to `len` pointers.
            unsafe { &*self.items.get().add(at) }.trace(tracer);
        }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
        // SAFETY: made by `fill` from a boxed slice of that length.
        #[allow(unsafe_code, reason = "as above")]
        unsafe {
            let items = std::ptr::slice_from_raw_parts_mut(self.items.get(), self.len.get());
            drop(Box::from_raw(items));
        }
    }
}

/// F26
#[test]
fn f26_a_hook_over_a_buffer_managed_by_hand() {
    let heap = Heap::new();
    let dropped = Rc::new(Cell::new(0));
    let empty = || Box::leak(Box::<[Cc<Buffer>]>::default()).as_mut_ptr();
    let buffer =
        || heap.alloc(Buffer { items: Cell::new(empty()), len: Cell::new(0), dropped: dropped.clone() });
    let buffers: Vec<_> = (0..10).map(|_| buffer()).collect();
    for from in &buffers {
        let items = Box::leak(buffers.clone().into_boxed_slice());
        from.len.set(items.len());
        from.items.set(items.as_mut_ptr());
    }
    assert_eq!(heap.collect().freed_objects, 0);
    drop(buffers);
    let run = heap.collect();
    assert_eq!((run.edges, run.freed_objects, dropped.get()), (100, 10, 10));
}

/// F29, H06
#[test]
fn f29_weak_pointers_to_garbage_give_nothing_in_finalizers() {
    let world = World::new();
    let chain = world.chain(3);
    let weak: Rc<Vec<Weak<Thing>>> = Rc::new(chain.iter().map(Cc::downgrade).collect());
    for thing in &chain {
        let weak = weak.clone();
        hook(thing, move |_| assert!(weak.iter().all(|weak| weak.upgrade().is_none())));
    }
    drop(chain);
    assert_eq!(world.heap.collect().freed_objects, 3);
}

/// F30
#[test]
fn f30_a_finalizer_writes_into_an_object_of_another_cycle() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
        let world = World::new();
        let things: Vec<_> = (0..3).map(|name| world.thing(name)).collect();
        link(&things[0], &things[1]);
        link(&things[1], &things[0]);
        link(&things[1], &things[2]);
        link(&things[2], &things[2]);
        hook(&things[1], |this| {
            let other = this.edges.borrow()[1].clone();
            other.edges.borrow_mut().push(this.clone());
        });
        let mut things: Vec<_> = things.into_iter().map(Some).collect();
        order.iter().for_each(|at| things[*at] = None);
        world.heap.collect();
        world.heap.collect();
        assert_eq!(world.log.destroyed(), [0, 1, 2], "{order:?}");
    }
}

/// G04, G05
#[test]
fn g04_g05_one_that_rises_does_not_keep_the_rest() {
    let world = World::new();
    let (rising, peer) = (world.thing(1000), world.thing(1001));
    link(&rising, &peer);
    link(&peer, &rising);
    world.rises(&rising);
    for name in 0..100 {
        let thing = world.thing(name);
        link(&thing, &thing);
    }
    drop((rising, peer));
    let run = world.heap.collect();
    assert_eq!((run.freed_objects, run.resurrected), (100, 2));
    world.saved.take();
    let run = world.heap.collect();
    assert_eq!((run.freed_objects, run.finalized), (2, 0));
    assert_eq!(world.log.finalized().len(), 102);
}

/// G07, G10
#[test]
fn g07_g10_mixed_chains_keep_what_rises_and_what_it_reaches() {
    // Members that rise, that let go, and plain ones, in several orders.
    for (rise, lets) in [(vec![0], vec![2]), (vec![1, 3], vec![0, 2]), (vec![4], vec![0, 1])] {
        let world = World::new();
        let chain = world.chain(6);
        rise.iter().for_each(|at: &usize| world.rises(&chain[*at]));
        lets.iter().for_each(|at: &usize| lets_go(&chain[*at]));
        drop(chain);
        world.heap.collect();
        assert_eq!(world.log.finalized(), [0, 1, 2, 3, 4, 5]);
        let mut reached: Vec<u32> = Vec::new();
        let mut list: Vec<Cc<Thing>> = world.saved.borrow().clone();
        while let Some(thing) = list.pop() {
            if !reached.contains(&thing.name) {
                reached.push(thing.name);
                list.extend(thing.edges.borrow().iter().cloned());
            }
        }
        assert!(reached.iter().all(|name| !world.log.destroyed().contains(name)));
        assert_eq!(world.heap.stats().live, reached.len() as u64, "{rise:?} {lets:?}");
        world.heap.verify().unwrap();
        drop(list);
        world.saved.take();
        world.heap.collect();
        assert_eq!((world.heap.stats().live, world.log.finalized().len()), (0, 6));
    }
}

/// G08
#[test]
fn g08_what_rises_and_is_dropped_again_goes_in_the_same_run() {
    let world = World::new();
    let thing = world.thing(1);
    link(&thing, &thing);
    let saved = world.saved.clone();
    hook(&thing, move |this| {
        saved.borrow_mut().push(this.clone());
        saved.take();
    });
    drop(thing);
    let run = world.heap.collect();
    assert_eq!((run.freed_objects, run.resurrected), (1, 0));
    assert_eq!(world.log.destroyed(), [1]);
}
