//! Looking into containers element by element, so that nothing is copied and nothing recurses.
//!
//! Invariant: an entry is read when it is asked for; a container that changes meanwhile is simply seen as it is then.

use oxbow_cc::Cc;
use oxbow_value::{Dict, Fields, Instance, List, Str, Value};

/// A value with elements.
pub(crate) enum Container {
    /// Elements without keys.
    List(Cc<List>),
    /// Elements by key.
    Dict(Cc<Dict>),
    /// Fields by name.
    Instance(Cc<Instance>),
}

impl Container {
    /// The container that the value is, if it is one.
    pub(crate) fn of(value: &Value) -> Option<Container> {
        match value {
            Value::List(list) => Some(Container::List(list.clone())),
            Value::Dict(dict) => Some(Container::Dict(dict.clone())),
            Value::Instance(instance) => Some(Container::Instance(instance.clone())),
            _ => None,
        }
    }

    /// Number of elements.
    pub(crate) fn len(&self) -> usize {
        match self {
            Container::List(list) => list.len(),
            Container::Dict(dict) => dict.len(),
            Container::Instance(instance) => instance.len(),
        }
    }

    /// The element at a position, with its key or field name.
    pub(crate) fn entry(&self, index: usize) -> Option<(Option<Str>, Value)> {
        match self {
            Container::List(list) => list.get(index).map(|value| (None, value)),
            Container::Dict(dict) => dict.entry_at(index).map(|(key, value)| (Some(key), value)),
            Container::Instance(instance) => {
                let (name, _) = instance.ty.fields.get(index)?;
                Some((Some(name.clone()), instance.get(index)))
            }
        }
    }

    /// Its identity while it lives.
    pub(crate) fn address(&self) -> *const () {
        match self {
            Container::List(list) => Cc::as_ptr(list).cast(),
            Container::Dict(dict) => Cc::as_ptr(dict).cast(),
            Container::Instance(instance) => Cc::as_ptr(instance).cast(),
        }
    }

    /// Whether both are lists, both dicts, or both instances of one struct.
    pub(crate) fn same_kind(&self, other: &Container) -> bool {
        match (self, other) {
            (Container::List(_), Container::List(_)) | (Container::Dict(_), Container::Dict(_)) => true,
            (Container::Instance(a), Container::Instance(b)) => Cc::ptr_eq(&a.ty, &b.ty),
            _ => false,
        }
    }
}
