//! Weak references.
//!
//! Invariant: holds no counted reference to its target, so it never keeps one alive; and once the target's death has begun it stays
//! dead, even if a `drop` method brings the target back.

use crate::error::{Raise, Result};
use crate::{Closure, Dict, Generator, HostObject, Instance, List, Value};
use oxbow_cc::{Cc, Trace, Weak};

/// A reference that does not keep its target alive.
#[derive(Trace)]
#[trace(acyclic, label = "weak")]
#[allow(missing_docs, reason = "one variant for each kind of target")]
pub enum WeakRef {
    List(#[trace(skip)] Weak<List>),
    Dict(#[trace(skip)] Weak<Dict>),
    Instance {
        #[trace(skip)]
        weak: Weak<Instance>,
        /// Made after a `drop` method had brought the target back: its one finalization lies behind it.
        resurrected: bool,
    },
    Closure(#[trace(skip)] Weak<Closure>),
    Generator(#[trace(skip)] Weak<Generator>),
    Host(#[trace(skip)] Weak<HostObject>),
}

impl WeakRef {
    /// A weak reference to a list, dict, struct, closure, generator or host object.
    ///
    /// # Errors
    /// `TypeError` for other kinds.
    pub fn new(target: &Value) -> Result<Self> {
        Ok(match target {
            Value::List(object) => WeakRef::List(Cc::downgrade(object)),
            Value::Dict(object) => WeakRef::Dict(Cc::downgrade(object)),
            Value::Instance(object) => {
                WeakRef::Instance { weak: Cc::downgrade(object), resurrected: Cc::is_finalized(object) }
            }
            Value::Closure(object) => WeakRef::Closure(Cc::downgrade(object)),
            Value::Generator(object) => WeakRef::Generator(Cc::downgrade(object)),
            Value::Host(object) => WeakRef::Host(Cc::downgrade(object)),
            other => {
                let kind = other.type_name();
                let message = "weak() expects an array, dict, struct, closure or generator, but got";
                return Err(Raise::type_error(format_args!("{message} {kind}")));
            }
        })
    }

    /// The target, or null once its death has begun.
    pub fn get(&self) -> Value {
        match self {
            WeakRef::List(weak) => weak.upgrade().map(Value::List),
            WeakRef::Dict(weak) => weak.upgrade().map(Value::Dict),
            WeakRef::Instance { weak, resurrected } => {
                let target = weak.upgrade().filter(|target| *resurrected || !Cc::is_finalized(target));
                target.map(Value::Instance)
            }
            WeakRef::Closure(weak) => weak.upgrade().map(Value::Closure),
            WeakRef::Generator(weak) => weak.upgrade().map(Value::Generator),
            WeakRef::Host(weak) => weak.upgrade().map(Value::Host),
        }
        .unwrap_or_default()
    }

    /// Whether the target can still be reached through this reference.
    pub fn is_alive(&self) -> bool {
        !self.get().is_null()
    }
}
