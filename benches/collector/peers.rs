//! The columns: each crate's pointer, made to fit [`Peer`].

use std::cell::RefCell;

use crate::workloads::{Measured, Peer, run as run_row};

pub const NAMES: &[&str] = &["oxbow-cc", "bacon_rajan_cc", "rust-cc", "dumpster", "gcmodule", "Rc"];

pub fn run(peer: &str, row: &str, size: usize) -> Measured {
    match peer {
        "oxbow-cc" => run_row::<oxbow::It>(row, size),
        "bacon_rajan_cc" => run_row::<bacon_rajan::It>(row, size),
        "rust-cc" => run_row::<rust_cc_::It>(row, size),
        "dumpster" => run_row::<dumpster_::It>(row, size),
        "gcmodule" => run_row::<gcmodule_::It>(row, size),
        "Rc" => run_row::<rc::It>(row, size),
        _ => None,
    }
}

/// A module for a crate: its pointer type, the derives on node types, how to collect.
macro_rules! peer {
    ($name:ident, $pointer:ident, { $($imports:tt)* }, [$($derive:ident),*], $collect:expr, $usual:expr, $poll:block, { $($more:tt)* }) => {
        mod $name {
            use super::*;
            $($imports)*

            #[derive($($derive),*)]
            #[allow(dead_code, reason = "payload; some derives read it")]
            pub struct Leaf(u64, u64, u64);

            #[derive($($derive),*)]
            pub struct Node {
                places: (Place, Place, Place),
            }

            type Place = RefCell<Option<$pointer<Node>>>;

            #[derive($($derive),*)]
            pub struct Graph {
                edges: RefCell<Vec<$pointer<Graph>>>,
            }

            $($more)*

            pub struct It;

            impl Peer for It {
                type Leaf = $pointer<Leaf>;
                type Node = $pointer<Node>;
                type Graph = $pointer<Graph>;
                const COLLECTS: bool = true;

                fn leaf() -> Self::Leaf {
                    $pointer::new(Leaf(1, 2, 3))
                }

                fn node() -> Self::Node {
                    $pointer::new(Node { places: Default::default() })
                }

                fn set(from: &Self::Node, place: usize, to: &Self::Node) {
                    let place = match place {
                        0 => &from.places.0,
                        1 => &from.places.1,
                        _ => &from.places.2,
                    };
                    *place.borrow_mut() = Some(to.clone());
                }

                fn set_back(from: &Self::Node, to: &Self::Node) {
                    Self::set(from, 1, to);
                }

                fn graph() -> Self::Graph {
                    $pointer::new(Graph { edges: RefCell::default() })
                }

                fn link(from: &Self::Graph, to: &Self::Graph) {
                    from.edges.borrow_mut().push(to.clone());
                }

                fn collect() {
                    $collect;
                }

                fn collect_usual() {
                    $usual;
                }

                fn poll() {
                    $poll
                }
            }
        }
    };
}

peer!(
    oxbow,
    Cc,
    {
        use oxbow_cc::{Cc, Trace};
    },
    [Trace],
    oxbow_cc::collect(),
    oxbow_cc::Heap::current().collect_young(),
    {},
    {}
);

peer!(
    dumpster_,
    Gc,
    {
        use dumpster::{Trace, unsync::Gc};
    },
    [Trace],
    dumpster::unsync::collect(),
    dumpster::unsync::collect(),
    {},
    {}
);

peer!(
    gcmodule_,
    Cc,
    {
        use gcmodule::{Cc, Trace, Tracer};
    },
    [],
    gcmodule::collect_thread_cycles(),
    gcmodule::collect_thread_cycles(),
    {},
    {
        // By hand: what the derive says of a recursive type's being tracked recurses for ever.
        impl Trace for Leaf {
            fn is_type_tracked() -> bool {
                false
            }
        }

        impl Trace for Node {
            fn trace(&self, tracer: &mut Tracer) {
                let (a, b, c) = &self.places;
                for place in [a, b, c] {
                    place.trace(tracer);
                }
            }

            fn is_type_tracked() -> bool {
                true
            }
        }

        impl Trace for Graph {
            fn trace(&self, tracer: &mut Tracer) {
                self.edges.trace(tracer);
            }

            fn is_type_tracked() -> bool {
                true
            }
        }
    }
);

peer!(
    rust_cc_,
    Cc,
    {
        use rust_cc::{Cc, Finalize, Trace};
    },
    [Trace, Finalize],
    rust_cc::collect_cycles(),
    rust_cc::collect_cycles(),
    {},
    {}
);

peer!(
    bacon_rajan,
    Cc,
    {
        use bacon_rajan_cc::{Cc, Trace, Tracer};
    },
    [],
    collect(),
    collect(),
    { poll() },
    {
        // This crate never collects by itself: the caller has to.
        fn poll() {
            if bacon_rajan_cc::number_of_roots_buffered() >= 10_000 {
                collect();
            }
        }

        fn collect() {
            bacon_rajan_cc::collect_cycles();
        }

        impl Trace for Leaf {
            fn trace(&self, _: &mut Tracer) {}
        }

        impl Trace for Node {
            fn trace(&self, tracer: &mut Tracer) {
                let (a, b, c) = &self.places;
                for place in [a, b, c] {
                    place.trace(tracer);
                }
            }
        }

        impl Trace for Graph {
            fn trace(&self, tracer: &mut Tracer) {
                self.edges.trace(tracer);
            }
        }
    }
);

mod rc {
    use std::rc::{Rc, Weak};

    use super::*;

    #[derive(Default)]
    pub struct Node {
        places: [RefCell<Option<Rc<Node>>>; 2],
        back: RefCell<Weak<Node>>,
    }

    pub struct It;

    impl Peer for It {
        type Leaf = Rc<(u64, u64, u64)>;
        type Node = Rc<Node>;
        type Graph = Rc<()>;
        const COLLECTS: bool = false;

        fn leaf() -> Self::Leaf {
            Rc::new((1, 2, 3))
        }

        fn node() -> Self::Node {
            Rc::default()
        }

        fn set(from: &Self::Node, place: usize, to: &Self::Node) {
            *from.places[place].borrow_mut() = Some(to.clone());
        }

        fn set_back(from: &Self::Node, to: &Self::Node) {
            *from.back.borrow_mut() = Rc::downgrade(to);
        }

        fn graph() -> Self::Graph {
            Rc::new(())
        }

        fn link(_: &Self::Graph, _: &Self::Graph) {}

        fn collect() {}
    }
}
