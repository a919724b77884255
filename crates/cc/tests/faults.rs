//! A fault at every point where one can occur: a panic in the n-th call of each hook, a failure of the n-th allocation, for every n of a set
//! of programs. Whatever happens, the panic reaches the caller once, counts verify, nothing dies twice, nothing is left.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::rc::Rc;

use oxbow_cc::{Cc, Event, Finalize, Heap, Policy, Trace, Tracer, Weak};

/// Where faults are injected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Hook {
    Trace,
    Finalize,
    Drop,
    Observe,
    Allocate,
}

const HOOKS: [Hook; 5] = [Hook::Trace, Hook::Finalize, Hook::Drop, Hook::Observe, Hook::Allocate];

/// Payload of injected panics.
struct Fault;

/// Counts the calls of one kind of hook and fails the n-th.
struct Faults {
    hook: Hook,
    at: u64,
    calls: Cell<u64>,
    raised: Cell<u64>,
    caught: Cell<u64>,
    made: Cell<u64>,
    dropped: Cell<u64>,
}

impl Faults {
    /// Counts a call; true if it is the one to fail.
    fn hit(&self, hook: Hook) -> bool {
        if hook != self.hook {
            return false;
        }
        self.calls.set(self.calls.get() + 1);
        self.calls.get() == self.at
    }

    fn call(&self, hook: Hook) {
        if self.hit(hook) {
            self.raised.set(self.raised.get() + 1);
            panic_any(Fault);
        }
    }
}

/// Large enough to be allocated singly, so that a limit fails exactly the allocation it is set for.
struct Thing {
    edges: RefCell<Vec<Cc<Thing>>>,
    weak: RefCell<Option<Weak<Thing>>>,
    faults: Rc<Faults>,
    /// Whose finalizers store the object here.
    kept: Option<Rc<RefCell<Vec<Cc<Thing>>>>>,
    placed: Cell<bool>,
    finalized: Cell<u32>,
    _padding: [u64; 70],
}

// SAFETY: `edges` holds all pointers, and is reported; `kept` is shared with the program and not part of the object.
unsafe impl Trace for Thing {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.faults.call(Hook::Trace);
        self.edges.trace(tracer);
    }

    fn finalizer() -> Option<fn(&Cc<Thing>)> {
        Some(Finalize::finalize_cc)
    }
}

impl Finalize for Thing {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Thing>) {
        this.finalized.set(this.finalized.get() + 1);
        assert_eq!(this.finalized.get(), 1, "finalized twice");
        this.faults.call(Hook::Finalize);
        if let Some(kept) = &this.kept {
            kept.borrow_mut().push(this.clone());
        }
    }
}

impl Drop for Thing {
    fn drop(&mut self) {
        if self.placed.get() {
            self.faults.dropped.set(self.faults.dropped.get() + 1);
            self.faults.call(Hook::Drop);
        }
    }
}

/// A program under way: every operation may meet the fault.
struct World {
    heap: Heap,
    faults: Rc<Faults>,
    kept: Rc<RefCell<Vec<Cc<Thing>>>>,
}

impl World {
    fn new(hook: Hook, at: u64) -> World {
        let zero = || Cell::new(0);
        let faults =
            Faults { hook, at, calls: zero(), raised: zero(), caught: zero(), made: zero(), dropped: zero() };
        let (heap, faults) = (Heap::new(), Rc::new(faults));
        heap.set_policy(Policy::Manual);
        let observed = faults.clone();
        heap.observe(Box::new(move |_: &Event| observed.call(Hook::Observe)));
        World { heap, faults, kept: Rc::default() }
    }

    /// Does something that the fault may end early; the heap must be consistent afterwards. `None` if it did.
    fn act<R>(&self, work: impl FnOnce() -> R) -> Option<R> {
        let outcome = catch_unwind(AssertUnwindSafe(work));
        self.audit();
        match outcome {
            Ok(result) => Some(result),
            Err(panic) => {
                assert!(panic.is::<Fault>(), "another panic than the injected one");
                self.faults.caught.set(self.faults.caught.get() + 1);
                None
            }
        }
    }

    /// Reports edges, so it may meet the fault as well.
    fn audit(&self) {
        let outcome = catch_unwind(AssertUnwindSafe(|| self.heap.verify()));
        match outcome {
            Ok(verdict) => verdict.expect("the heap is consistent"),
            Err(panic) => {
                assert!(panic.is::<Fault>());
                self.faults.caught.set(self.faults.caught.get() + 1);
                self.heap.verify().expect("the heap is consistent");
            }
        }
    }

    fn thing(&self, resurrects: bool) -> Option<Cc<Thing>> {
        let value = Thing {
            edges: RefCell::default(),
            weak: RefCell::default(),
            faults: self.faults.clone(),
            kept: resurrects.then(|| self.kept.clone()),
            placed: Cell::new(false),
            finalized: Cell::new(0),
            _padding: [0; 70],
        };
        let fails = self.faults.hit(Hook::Allocate);
        self.heap.set_limit(fails.then_some(0));
        let made = self.act(|| self.heap.try_alloc(value).ok()).flatten();
        self.heap.set_limit(None);
        assert!(!(fails && made.is_some()), "an allocation beyond the limit");
        if let Some(made) = &made {
            made.placed.set(true);
            self.faults.made.set(self.faults.made.get() + 1);
        }
        made
    }

    /// A ring of up to `n` objects: those that could be made.
    fn ring(&self, n: usize, resurrects: bool) -> Vec<Cc<Thing>> {
        let things: Vec<_> = (0..n).filter_map(|at| self.thing(resurrects && at == 0)).collect();
        for (at, from) in things.iter().enumerate() {
            from.edges.borrow_mut().push(things[(at + 1) % things.len()].clone());
        }
        things
    }

    fn collect(&self) {
        self.act(|| self.heap.collect());
    }
}

type Program = fn(&World);

const PROGRAMS: [(&str, Program); 7] = [
    ("ring", |w| {
        let ring = w.ring(4, false);
        w.act(|| drop(ring));
        w.collect();
    }),
    ("chain by counting", |w| {
        let mut chain = w.ring(1, false);
        for _ in 0..5 {
            if let (Some(next), Some(last)) = (w.thing(false), chain.pop()) {
                next.edges.borrow_mut().push(last);
                chain.push(next);
            }
        }
        w.act(|| drop(chain));
        w.collect();
    }),
    ("resurrection", |w| {
        let ring = w.ring(3, true);
        w.act(|| drop(ring));
        w.collect();
        let kept = w.kept.take();
        w.act(|| drop(kept));
        w.collect();
    }),
    ("weak pointers and overlapping rings", |w| {
        let (one, other) = (w.ring(3, false), w.ring(3, false));
        if let (Some(a), Some(b)) = (one.first(), other.last()) {
            a.edges.borrow_mut().extend([b.clone(), b.clone(), a.clone()]);
            b.edges.borrow_mut().push(a.clone());
            *b.weak.borrow_mut() = Some(Cc::downgrade(a));
        }
        w.act(|| drop(one));
        w.act(|| w.heap.collect_young());
        w.act(|| drop(other));
        w.collect();
    }),
    ("automatic", |w| {
        w.heap.set_policy(Policy::Automatic);
        w.heap.set_threshold(3);
        for round in 0..5 {
            let ring = w.ring(2, round == 2);
            w.act(|| drop(ring));
        }
    }),
    ("live among garbage, and a snapshot", |w| {
        let live = w.ring(2, false);
        let garbage = w.ring(3, false);
        if let (Some(from), Some(to)) = (garbage.first(), live.first()) {
            from.edges.borrow_mut().push(to.clone());
        }
        w.act(|| drop(garbage));
        w.act(|| w.heap.snapshot());
        w.collect();
        w.act(|| drop(live));
        w.collect();
    }),
    ("heap dropped first", |w| {
        let ring = w.ring(3, false);
        let tail = w.thing(false);
        if let (Some(tail), Some(first)) = (&tail, ring.first()) {
            tail.edges.borrow_mut().push(first.clone());
        }
        w.act(|| drop(ring));
        w.act(|| drop(tail));
        let inner = World { heap: Heap::new(), faults: w.faults.clone(), kept: Rc::default() };
        let ring = inner.ring(3, false);
        w.act(|| drop(ring));
        w.act(|| drop(inner));
        w.collect();
    }),
];

/// Runs a program with the n-th call of a hook failing. Gives the number of calls.
fn run(name: &str, program: Program, hook: Hook, at: u64) -> u64 {
    let world = World::new(hook, at);
    program(&world);
    let calls = world.faults.calls.get();
    // No fault is left to come, if there was one: what it interrupted is done now.
    for _ in 0..3 {
        world.collect();
        let kept = world.kept.take();
        world.act(|| drop(kept));
    }
    world.collect();
    let faults = &world.faults;
    let place = format!("{name}, {hook:?} {at}");
    assert_eq!(world.heap.stats().live, 0, "{place}: objects are left");
    assert_eq!(faults.dropped.get(), faults.made.get(), "{place}: destructors that ran, objects made");
    assert_eq!(faults.caught.get(), faults.raised.get(), "{place}: panics that reached the caller");
    if hook != Hook::Allocate && at > 0 {
        assert_eq!(faults.raised.get(), 1, "{place}: the fault did not happen");
    }
    calls
}

#[test]
fn every_fault_in_every_program() {
    std::panic::set_hook(Box::new(|info| {
        if !info.payload().is::<Fault>() {
            eprintln!("{info}");
        }
    }));
    let mut injected = 0;
    for (name, program) in PROGRAMS {
        for hook in HOOKS {
            let calls = run(name, program, hook, 0);
            assert!(calls > 0, "{name} never calls {hook:?}");
            for at in 1..=calls {
                run(name, program, hook, at);
                injected += 1;
            }
        }
    }
    assert!(injected > 300, "{injected} faults");
    println!("{injected} faults");
}
