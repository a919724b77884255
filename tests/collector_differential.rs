//! The collector against `bacon_rajan_cc`, the reference implementation of the algorithm: the same random graph programs
//! destroy the same objects at the same steps.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use oxbow_testkit::heap_programs::Random;

type Log = Rc<RefCell<BTreeSet<u32>>>;

/// What both sides offer to a program.
trait Side {
    type Pointer: Clone;

    fn node(id: u32, log: &Log) -> Self::Pointer;
    fn edges(node: &Self::Pointer) -> &RefCell<Vec<Self::Pointer>>;
    fn collect();
}

macro_rules! side {
    ($name:ident, $cc:ident, $collect:expr) => {
        struct $name;

        impl Side for $name {
            type Pointer = $cc::Pointer;

            fn node(id: u32, log: &Log) -> Self::Pointer {
                $cc::Pointer::new($cc::Node { id, log: log.clone(), edges: RefCell::default() })
            }

            fn edges(node: &Self::Pointer) -> &RefCell<Vec<Self::Pointer>> {
                &node.edges
            }

            fn collect() {
                $collect;
            }
        }

        impl Drop for $cc::Node {
            fn drop(&mut self) {
                assert!(self.log.borrow_mut().insert(self.id), "dropped twice");
            }
        }
    };
}

mod ours {
    use super::*;

    pub(super) type Pointer = oxbow_cc::Cc<Node>;

    #[derive(oxbow_cc::Trace)]
    pub(super) struct Node {
        pub(super) id: u32,
        #[trace(skip)]
        pub(super) log: Log,
        pub(super) edges: RefCell<Vec<Pointer>>,
    }
}

mod reference {
    use bacon_rajan_cc::{Trace, Tracer};

    use super::*;

    pub(super) type Pointer = bacon_rajan_cc::Cc<Node>;

    pub(super) struct Node {
        pub(super) id: u32,
        pub(super) log: Log,
        pub(super) edges: RefCell<Vec<Pointer>>,
    }

    impl Trace for Node {
        fn trace(&self, tracer: &mut Tracer) {
            self.edges.trace(tracer);
        }
    }
}

side!(Ours, ours, oxbow_cc::collect());
side!(Reference, reference, bacon_rajan_cc::collect_cycles());

/// Runs a program and says what had been destroyed after each step.
fn run<S: Side>(seed: u64, steps: u32) -> Vec<BTreeSet<u32>> {
    let mut random = Random(seed);
    let log = Log::default();
    let mut roots: Vec<S::Pointer> = Vec::new();
    let mut history = Vec::new();
    for step in 0..steps {
        let mut pick = |n: usize| random.below(n.max(1) as u64) as usize;
        let action = pick(100);
        if roots.is_empty() || action < 30 {
            roots.push(S::node(step, &log));
        } else if action < 65 {
            let (from, to) = (pick(roots.len()), pick(roots.len()));
            let to = roots[to].clone();
            S::edges(&roots[from]).borrow_mut().push(to);
        } else if action < 75 {
            let from = pick(roots.len());
            let count = S::edges(&roots[from]).borrow().len();
            if count > 0 {
                let edge = S::edges(&roots[from]).borrow_mut().swap_remove(pick(count));
                drop(edge);
            }
        } else if action < 95 {
            let at = pick(roots.len());
            drop(roots.swap_remove(at));
        } else {
            S::collect();
        }
        history.push(std::mem::take(&mut *log.borrow_mut()));
    }
    drop(roots);
    S::collect();
    history.push(log.take());
    history
}

#[test]
fn both_destroy_the_same_objects_at_the_same_steps() {
    for seed in 0..400 {
        let (ours, reference) = (run::<Ours>(seed, 400), run::<Reference>(seed, 400));
        for (step, (ours, reference)) in ours.iter().zip(&reference).enumerate() {
            assert_eq!(ours, reference, "seed {seed}, step {step}");
        }
        let destroyed: usize = ours.iter().map(BTreeSet::len).sum();
        assert!(destroyed > 20, "seed {seed} does nothing");
    }
}
