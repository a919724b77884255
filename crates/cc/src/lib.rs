//! `Cc<T>`: a reference-counted pointer, used like `std::rc::Rc<T>`, whose cycles are collected.
//!
//! ```
//! use std::cell::RefCell;
//! use oxbow_cc::{Cc, Trace, collect};
//!
//! #[derive(Trace)]
//! struct Node {
//!     next: RefCell<Option<Cc<Node>>>,
//! }
//!
//! let a = Cc::new(Node { next: RefCell::new(None) });
//! let b = Cc::new(Node { next: RefCell::new(Some(a.clone())) });
//! *a.next.borrow_mut() = Some(b.clone());
//! drop((a, b)); // now only the cycle holds them
//! assert_eq!(collect().freed_objects, 2);
//! ```
//!
//! An object without cycles dies the moment its last pointer goes. Objects that only hold each other are found by
//! trial deletion from buffered candidates (see the text of `collect`), when enough was allocated, or on demand.
//!
//! # Coming from `Rc`
//!
//! Derive [`Trace`](macro@Trace) for what you put into a `Cc`, and write `Cc` for `Rc`: functions and traits have the same
//! names. `Weak`s that were only there to avoid leaks can become strong. Three things differ: values are `'static`;
//! `Cc<dyn Shape>` is made by [`coerce!`]; and reading a neighbour in `Drop` panics if it is dying in the same
//! cycle (see [`Cc::try_deref`], or clean up in a [`Finalize`], which sees all neighbours intact). `Cell<Option<Rc<T>>>`
//! becomes [`CcCell<T>`]. A `Cc` inside an `Rc` is not followed: a cycle through it leaks.
//!
//! Left out, since they make no sense here: `new_uninit` and its kin (an object's type is written down when it is
//! allocated; build in place with [`Heap::alloc_tail`] or [`Cc::new_cyclic`]), `Weak::into_raw` and `from_raw` (a weak pointer is
//! two words, so that the memory of the dead is free at once), and conversions from `CStr`, `OsStr` and `Path` (their
//! layout is their own: put a `PathBuf` into a `Cc`).
//!
//! Examples in the repository, each run by the tests: `observer`, `dom_tree`, `graph`, `interpreter_environment`,
//! `migrating_from_rc` (`cargo run -p oxbow-cc --example graph`).
//!
//! # An object in memory
//!
//! ```text
//!   Cc<T>  (8 bytes; Option<Cc<T>> too; two words for slices, str, dyn)
//!     |
//!     |         16 bytes                                  value
//!     +------------------------------------------------> +----------------+
//!       | strong: u32 | slot: u32 | meta: pointer+flags | | T              |
//!       +---------------------------------|------------+  +----------------+
//!                                         v
//!                       type record (one per heap and type): trace, drop, size class, live count, heap
//!                       or weak box (if there are `Weak`s), which leads to the record
//! ```
//!
//! Small objects lie in 8 KiB pages of their heap, one size (a multiple of 16 bytes) per page; those above 512 bytes come
//! from the global allocator. `slot` says where an object stands:
//!
//! ```text
//!            a pointer is dropped,           a collection
//!            others are left                 takes it or reaches it
//!   quiet ----------------------> candidate -----------------------> member of the run
//!     ^   <----------------------    |                                |            |
//!     |      (none: dies at once)    |  last pointer dropped          | held       | held by
//!     |                              v                                | from       | members
//!     |                             dead <----------------------------|-- outside  | only
//!     +---------------------------------------------------------------+            v
//!         survivor: now "old", young collections do not enter it             finalized, dead, freed
//! ```
//!
//! # A collection
//!
//! It starts from the candidates and follows what they reach; its phases are those of Bacon and Rajan (2001):
//!
//! | phase | paper | here |
//! |---|---|---|
//! | mark | subtracts internal edges from the counts, recursively, root by root | counts edges *beside* the counts, one closure for all candidates, with the candidate buffer as the work list: hooks may panic, stacks stay small |
//! | scan | restores what is held from outside, recursively | the same, from a list; skipped if all is garbage; survivors become old |
//! | - | no weak pointers, no finalizers | weak pointers are cut, finalizers run with everything intact, and what they brought back is left out |
//! | collect | frees white objects, recursively | all garbage is marked dead, then dropped, then freed with its last count; garbage whose types do nothing when dropped ([`Trace::drops_only_edges`]) is freed at once, then the counts it held of other objects are given up |
//! | roots | any object with a decrement; the buffer keeps dead ones | acyclic types never enter; an object that dies leaves at once; young and old candidates wait apart |
//!
//! # What a wrong `Trace` causes
//!
//! A leak where an edge is not reported; undefined behaviour where one is reported that is not there. The table is at
//! [`Trace`](trait@Trace). The derive is always right.
//!
//! # Costs
//!
//! | operation | cost |
//! |---|---|
//! | clone, dereference, `ptr_eq`, counts | constant, no memory but the header's |
//! | drop, others left | constant; the first since the last collection writes a word into the candidate buffer |
//! | drop of the last pointer | constant, and its fields; nested deaths run in a bounded stack (then first in, first out) |
//! | `Cc::new`, `Heap::alloc` | constant, and now and then a collection (see [`Policy`]) |
//! | `downgrade` | the first allocates a box of 64 bytes; then constant. `upgrade` is constant |
//! | collection | objects and edges reached from the candidates; a young one does not enter old objects. Garbage on top. 8 bytes per object visited |
//! | `stats`, `bytes` | number of types; `footprint`, `should_collect`, `candidates`: constant |
//! | `snapshot`, `verify` | the whole heap |
//!
//! | room | holds |
//! |---|---|
//! | `cc`, `weak`, `cell`, `slot`, `slot_vec`, `tail`, `unsized_` | the pointers |
//! | `header`, `record`, `records`, `pages`, `large` | layout and memory of objects |
//! | `trace`, `tracer`, `impls`, `finalize` | what types tell the collector |
//! | `heap`, `core`, `current`, `policy`, `candidates` | a heap, its handles, triggers and buffers |
//! | `place`, `release`, `reclaim`, `panics` | allocation, counting down, death, giving memory back |
//! | `collect` | a run |
//! | `event`, `log`, `json`, `stats`, `garbage`, `cycles`, `snapshot`, `verify` | watching it |

// Lets the derive's output, which names this crate, work inside it.
extern crate self as oxbow_cc;

mod candidates;
mod cc;
mod cc_traits;
mod cell;
mod collect;
mod core;
mod current;
mod cycles;
mod event;
mod finalize;
mod garbage;
mod header;
mod heap;
mod impls;
mod json;
mod labels;
mod large;
mod log;
mod pages;
mod panics;
mod place;
mod policy;
mod reclaim;
mod record;
mod records;
mod release;
mod slot;
mod slot_vec;
mod snapshot;
mod stats;
mod tail;
mod trace;
mod tracer;
mod unsized_;
mod verify;
mod weak;

pub use cc::{Cc, CloneInHeap};
pub use cell::CcCell;
pub use collect::{Kind, Trigger};
pub use cycles::{Cycles, Link, Shape, Step, Total, Weakest};
pub use event::{Event, Observer, ObserverId};
pub use finalize::{Finalize, FinalizerSwitch};
pub use garbage::Garbage;
pub use heap::{AllocError, Heap, collect};
pub use log::GcLog;
pub use oxbow_cc_derive::Trace;
pub use policy::Policy;
pub use slot::{Owned, Slot, SlotValue, read_by_words, replace_by_words};
pub use slot_vec::{SlotRef, SlotVec};
pub use snapshot::{Edge, Node, Origin, Root, Snapshot, SnapshotFormat};
pub use stats::{Collection, Stats, TypeStats};
pub use tail::{Tail, TailResult};
pub use trace::{TailFinalizer, Trace};
pub use tracer::Tracer;
pub use weak::Weak;

/// What macros of this crate expand to. Not for direct use.
#[doc(hidden)]
pub mod __private {
    pub use crate::trace::{NoDrop, Probe, Rest, cyclic_by_fields, knows_by_fields};
    pub use crate::unsized_::Coerce;
}
