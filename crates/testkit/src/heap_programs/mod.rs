//! Random heap programs, run against a naive model.
//!
//! A [`Program`] holds real objects and a model that says by plain counting and plain search which of them live. After
//! every step the two are compared. Programs contain every operation that can interact: strong and weak pointers, mutation,
//! collections, finalizers that allocate, resurrect or panic, destructors that panic or keep a neighbour.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use oxbow_cc::{Cc, Finalize, Heap, Policy, Trace, Weak};

mod choices;
mod model;

pub use choices::{Choices, Random};
pub use model::Habit;
use model::{BORN, Id, Model};

const HABITS: [Habit; 6] = [
    Habit::Resurrect,
    Habit::Allocate,
    Habit::Collect,
    Habit::FinalizerPanics,
    Habit::DropPanics,
    Habit::KeepNeighbour,
];

/// What happened since the last look.
#[derive(Default)]
struct Log {
    finalized: RefCell<Vec<Id>>,
    dropped: RefCell<Vec<Id>>,
    kept: RefCell<Vec<Cc<Thing>>>,
}

#[derive(Trace)]
#[trace(finalize)]
struct Thing {
    id: Id,
    habit: Habit_,
    edges: RefCell<Vec<Cc<Thing>>>,
    #[trace(skip)]
    log: Rc<Log>,
    #[trace(skip)]
    heap: Heap,
    /// Whether it is an object of the heap: a value on its way there may be dropped by a panic, and must not add another.
    #[trace(skip)]
    placed: Cell<bool>,
}

/// `Habit` as a field: acyclic.
#[derive(Trace)]
#[trace(acyclic)]
struct Habit_(Habit);

impl Finalize for Thing {
    fn finalize(&self) {}

    fn finalize_cc(this: &Cc<Thing>) {
        assert!(!Cc::is_dead(this), "finalized a dead object");
        for edge in this.edges.borrow().iter() {
            assert!(!Cc::is_dead(edge), "a finalizer saw a dead neighbour");
        }
        this.log.finalized.borrow_mut().push(this.id);
        match this.habit.0 {
            Habit::Resurrect => this.log.kept.borrow_mut().push(this.clone()),
            Habit::Allocate => {
                let id = BORN + this.id;
                let born = loop {
                    // A collection inside may panic; the next attempt finds nothing to collect.
                    let attempt = || thing(&this.heap, id, Habit::Plain, &this.log);
                    match catch_unwind(AssertUnwindSafe(attempt)) {
                        Ok(born) => break born,
                        Err(_) => this.log.dropped.borrow_mut().retain(|dropped| *dropped != id),
                    }
                };
                this.log.kept.borrow_mut().push(born);
            }
            Habit::Collect => {
                this.heap.collect();
            }
            Habit::FinalizerPanics => std::panic::panic_any(Expected),
            _ => {}
        }
    }
}

impl Drop for Thing {
    fn drop(&mut self) {
        self.log.dropped.borrow_mut().push(self.id);
        match self.habit.0 {
            Habit::DropPanics if self.placed.get() => std::panic::panic_any(Expected),
            Habit::KeepNeighbour => {
                if let Some(neighbour) = self.edges.borrow().first() {
                    self.log.kept.borrow_mut().push(neighbour.clone());
                }
            }
            _ => {}
        }
    }
}

/// Payload of the panics that programs contain.
struct Expected;

fn thing(heap: &Heap, id: Id, habit: Habit, log: &Rc<Log>) -> Cc<Thing> {
    let (habit, log, edges) = (Habit_(habit), log.clone(), RefCell::default());
    let placed = Cell::new(false);
    let thing = heap.alloc(Thing { id, habit, edges, log, heap: heap.clone(), placed });
    thing.placed.set(true);
    thing
}

/// How a program runs.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Policy of the heap.
    pub policy: Policy,
    /// Chance in percent that a new object has a habit other than `Plain`.
    pub habits: u64,
    /// `Heap::verify` after every so many steps; 0 for never.
    pub verify_every: u64,
}

/// A random program under way.
pub struct Program {
    random: Choices,
    heap: Heap,
    log: Rc<Log>,
    options: Options,
    model: Model,
    roots: Vec<Cc<Thing>>,
    weaks: Vec<Weak<Thing>>,
    next: Id,
    steps: u64,
    /// Collections known to have run.
    collections: u64,
}

impl Program {
    /// A program determined by its seed.
    #[must_use]
    pub fn new(seed: u64, options: Options) -> Program {
        Program::choosing(Choices::Random(Random(seed)), options)
    }

    fn choosing(random: Choices, options: Options) -> Program {
        let heap = Heap::new();
        heap.set_policy(options.policy);
        if options.policy == Policy::Automatic {
            heap.set_threshold(7);
        }
        Program {
            random,
            heap,
            log: Rc::default(),
            options,
            model: Model::default(),
            roots: Vec::new(),
            weaks: Vec::new(),
            next: 0,
            steps: 0,
            collections: 0,
        }
    }

    /// Runs a program to its end: `steps` random steps, then everything is dropped and collected.
    ///
    /// # Panics
    /// If heap and model differ; the message names the seed.
    pub fn run(seed: u64, steps: u64, options: Options) {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut program = Program::new(seed, options);
            (0..steps).for_each(|_| program.step());
            program.end();
        }));
        if let Err(panic) = outcome {
            eprintln!("program with seed {seed} failed ({options:?})");
            std::panic::resume_unwind(panic);
        }
    }

    /// Runs the program that `bytes` spell, at most `steps` steps of it, to its end: what a fuzzer tries.
    ///
    /// # Panics
    /// If heap and model differ.
    pub fn spelled(bytes: &[u8], steps: u64) {
        let mut choices = Choices::Bytes(bytes.iter().copied().collect());
        let policy = [Policy::Manual, Policy::Automatic, Policy::Stress][choices.below(3) as usize];
        let habits = [0, 20, 60, 100][choices.below(4) as usize];
        let mut program = Program::choosing(choices, Options { policy, habits, verify_every: 8 });
        while program.steps < steps && !program.random.is_spent() {
            program.step();
        }
        program.end();
    }

    /// One random operation, and the comparison.
    pub fn step(&mut self) {
        self.steps += 1;
        match self.random.below(100) {
            0..25 => self.allocate(),
            25..55 => self.link(),
            55..65 => self.unlink(),
            65..72 => self.clone_root(),
            72..86 => self.drop_root(),
            86..90 => self.downgrade(),
            90..93 => self.upgrade(),
            93..96 => self.collect(),
            96..99 => self.collect_young(),
            _ => self.drop_weak(),
        }
        self.check();
    }

    fn end(&mut self) {
        while !self.roots.is_empty() {
            self.drop_root();
            self.check();
        }
        for _ in 0..4 {
            self.collect();
            self.check();
            let roots = std::mem::take(&mut self.roots);
            let ids = std::mem::take(&mut self.model.roots);
            self.act(|_| drop(roots));
            self.model.count_down(ids);
            self.sync();
        }
        self.collect();
        self.check();
        assert!(self.model.live.is_empty(), "the program resurrects for ever");
        self.weaks.clear();
        assert_eq!(self.heap.stats().live, 0, "objects left");
        assert_eq!(self.heap.stats().bytes, 0, "bytes left");
    }

    fn allocate(&mut self) {
        let habit = if self.random.below(100) < self.options.habits {
            HABITS[self.random.below(HABITS.len() as u64) as usize]
        } else {
            Habit::Plain
        };
        let id = self.next;
        self.next += 1;
        // A collection inside may panic, then there is no object.
        let made = self.act(|program| program.roots.push(thing(&program.heap, id, habit, &program.log)));
        if made {
            self.model.add(id, habit);
        } else {
            self.log.dropped.borrow_mut().retain(|dropped| *dropped != id);
        }
        self.sync();
    }

    fn link(&mut self) {
        if let (Some(from), Some(to)) = (self.any_node(), self.any_node()) {
            from.edges.borrow_mut().push(to.clone());
            let (from_id, to_id) = (from.id, to.id);
            self.model.live.get_mut(&from_id).expect("held").edges.push(to_id);
            self.act(|_| drop((from, to)));
            self.sync();
        }
    }

    fn unlink(&mut self) {
        let Some(from) = self.any_node() else { return };
        let count = from.edges.borrow().len() as u64;
        if count > 0 {
            let at = self.random.below(count) as usize;
            let edge = from.edges.borrow_mut().swap_remove(at);
            let model = &mut self.model.live.get_mut(&from.id).expect("held").edges;
            let to = model.swap_remove(at);
            self.act(|_| drop(edge));
            self.model.count_down([to]);
        }
        self.act(|_| drop(from));
        self.sync();
    }

    fn clone_root(&mut self) {
        if let Some(root) = self.any_node() {
            self.model.roots.push(root.id);
            self.roots.push(root);
        }
    }

    fn drop_root(&mut self) {
        if !self.roots.is_empty() {
            let at = self.random.below(self.roots.len() as u64) as usize;
            let root = self.roots.swap_remove(at);
            let id = root.id;
            let at = self.model.roots.iter().position(|known| *known == id).expect("a root");
            self.model.roots.swap_remove(at);
            self.act(|_| drop(root));
            self.model.count_down([id]);
            self.sync();
        }
    }

    fn downgrade(&mut self) {
        if let Some(node) = self.any_node() {
            self.weaks.push(Cc::downgrade(&node));
            self.model.weaks.push(Some(node.id));
        }
    }

    fn upgrade(&mut self) {
        if !self.weaks.is_empty() {
            let at = self.random.below(self.weaks.len() as u64) as usize;
            if let Some(strong) = self.weaks[at].upgrade() {
                self.model.roots.push(strong.id);
                self.roots.push(strong);
            }
        }
    }

    fn drop_weak(&mut self) {
        if !self.weaks.is_empty() {
            let at = self.random.below(self.weaks.len() as u64) as usize;
            self.weaks.swap_remove(at);
            self.model.weaks.swap_remove(at);
        }
    }

    fn collect(&mut self) {
        self.act(|program| {
            program.heap.collect();
        });
        self.collections += 1;
        let garbage = self.model.unreachable();
        self.model.collect(&garbage);
        self.sync();
    }

    fn collect_young(&mut self) {
        self.act(|program| {
            program.heap.collect_young();
        });
        self.sync();
    }

    /// A walk of a few steps from a random root.
    fn any_node(&mut self) -> Option<Cc<Thing>> {
        if self.roots.is_empty() {
            return None;
        }
        let mut node = self.roots[self.random.below(self.roots.len() as u64) as usize].clone();
        for _ in 0..self.random.below(4) {
            let next = {
                let edges = node.edges.borrow();
                if edges.is_empty() {
                    break;
                }
                edges[self.random.below(edges.len() as u64) as usize].clone()
            };
            node = next;
        }
        Some(node)
    }

    /// Does something that may run hooks. Says whether it completed; a panic must be one that programs contain.
    fn act(&mut self, action: impl FnOnce(&mut Program)) -> bool {
        match catch_unwind(AssertUnwindSafe(|| action(self))) {
            Ok(()) => true,
            Err(panic) if panic.is::<Expected>() => false,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }

    /// Brings model and roots up to date with what the hooks did. If a collection ran that the model did not foresee (a young
    /// one, one inside an allocation or a finalizer), the model only checks that what died was garbage.
    fn sync(&mut self) {
        let stats = self.heap.stats();
        let collections = stats.collections_young + stats.collections_full;
        if std::mem::replace(&mut self.collections, collections) != collections {
            let garbage = self.model.unreachable();
            let finalized = self.log.finalized.borrow();
            let news = |id: &&Id| self.model.live.get(id).is_some_and(|object| !object.finalized);
            let dropped = self.log.dropped.borrow();
            let known = |id: &&Id| self.model.live.contains_key(id);
            let touched: BTreeSet<Id> =
                finalized.iter().filter(news).chain(dropped.iter().filter(known)).copied().collect();
            drop((finalized, dropped));
            assert!(touched.is_subset(&garbage), "a live object was destroyed");
            self.model.collect_touched(&touched, &self.log.finalized.borrow(), &self.log.dropped.borrow());
            for (weak, known) in self.weaks.iter().zip(&mut self.model.weaks) {
                if weak.strong_count() == 0 && known.is_some_and(|id| garbage.contains(&id)) {
                    *known = None;
                }
            }
        }
        let kept = self.log.kept.take();
        self.roots.extend(kept.into_iter().filter(|node| !Cc::is_dead(node)));
        self.log.finalized.borrow_mut().clear();
        let dropped = self.log.dropped.take();
        let set: BTreeSet<Id> = dropped.iter().copied().collect();
        assert_eq!(set.len(), dropped.len(), "an object was dropped twice");
        assert_eq!(set, std::mem::take(&mut self.model.dropped), "dropped objects");
    }

    fn check(&mut self) {
        let ids = |list: &[Cc<Thing>]| {
            let mut ids: Vec<Id> = list.iter().map(|root| root.id).collect();
            ids.sort_unstable();
            ids
        };
        self.model.roots.sort_unstable();
        assert_eq!(ids(&self.roots), self.model.roots, "roots");
        assert_eq!(self.heap.stats().live, self.model.live.len() as u64, "live objects");
        for root in &self.roots {
            assert_eq!(Cc::strong_count(root), self.model.count(root.id), "count of {}", root.id);
        }
        for (weak, target) in self.weaks.iter().zip(&self.model.weaks) {
            assert_eq!(weak.upgrade().map(|node| node.id), *target, "weak pointer");
        }
        if self.options.verify_every > 0 && self.steps.is_multiple_of(self.options.verify_every) {
            self.heap.verify().expect("the heap is consistent");
        }
    }
}

/// Silences the messages of panics that programs contain.
pub fn quiet_panics() {
    thread_local!(static SET: Cell<bool> = const { Cell::new(false) });
    if !SET.replace(true) {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !info.payload().is::<Expected>() {
                before(info);
            }
        }));
    }
}
