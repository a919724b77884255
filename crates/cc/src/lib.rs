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
//! | room | holds |
//! |---|---|
//! | `cc`, `weak`, `cell`, `slot`, `tail`, `unsized_` | the pointers |
//! | `header`, `record`, `records`, `pages`, `large` | layout and memory of objects |
//! | `trace`, `tracer`, `impls`, `finalize` | what types tell the collector |
//! | `heap`, `core`, `current`, `policy`, `candidates`, `release` | allocation, triggers, counting down |
//! | `collect` | a run |
//! | `event`, `log`, `stats`, `snapshot`, `verify` | watching it |

// Lets the derive's output, which names this crate, work inside it.
extern crate self as oxbow_cc;

mod candidates;
mod cc;
mod cc_traits;
mod cell;
mod collect;
mod core;
mod current;
mod event;
mod finalize;
mod header;
mod heap;
mod impls;
mod large;
mod log;
mod pages;
mod policy;
mod record;
mod records;
mod release;
mod slot;
mod snapshot;
mod stats;
mod tail;
mod trace;
mod tracer;
mod unsized_;
mod verify;
mod weak;

pub use cc::Cc;
pub use cell::CcCell;
pub use collect::{Kind, Trigger};
pub use event::{Event, Observer, ObserverId};
pub use finalize::{Finalize, FinalizerSwitch};
pub use heap::{AllocError, Heap, collect};
pub use log::GcLog;
pub use oxbow_cc_derive::Trace;
pub use policy::Policy;
pub use slot::{Slot, SlotRef, SlotValue, SlotVec, read_by_words};
pub use snapshot::{Edge, Node, Snapshot};
pub use stats::{Collection, Stats, TypeStats};
pub use tail::Tail;
pub use trace::Trace;
pub use tracer::Tracer;
pub use weak::Weak;

/// What macros of this crate expand to. Not for direct use.
#[doc(hidden)]
pub mod __private {
    pub use crate::trace::{NoDrop, Probe, cyclic_by_fields};
    pub use crate::unsized_::Coerce;
}
