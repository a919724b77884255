//! Handles: script values that the host keeps, beyond one call and beyond the engine's life.
//!
//! Invariant: a handle holds its value as long as it lives and its engine lives. It never gives access to a value of another engine, nor to one
//! whose engine has gone: both are errors.

use super::error::Error;
use crate::vm::roots::{Roots, Ticket};
use oxbow_value::Value;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

/// A rooted value. Cloning makes another root for the same value; dropping lets go of the value at once.
///
/// A [`Value`] keeps its object alive as well. What a handle adds: it knows its engine, and it does not keep anything alive once that has gone.
/// Host *objects* and *functions* that scripts can reach should hold a plain, traced `Value` instead: a handle counts as held from outside,
/// so a cycle through one is not collected.
pub struct Handle {
    roots: Rc<Roots>,
    slot: u32,
}

impl Handle {
    pub(super) fn new(roots: &Rc<Roots>, value: Value) -> Self {
        Handle { slot: roots.insert(value), roots: roots.clone() }
    }

    /// The value.
    ///
    /// # Errors
    /// The engine has gone.
    pub fn value(&self) -> Result<Value, Error> {
        self.roots.get(self.slot).ok_or_else(Error::engine_gone)
    }

    /// Whether the engine has gone.
    pub fn is_dead(&self) -> bool {
        self.roots.is_gone()
    }

    /// A handle of the same engine.
    pub(super) fn sibling(&self, value: Value) -> Handle {
        Handle::new(&self.roots, value)
    }

    /// Keeps the value for an error instead.
    pub(super) fn into_thrown(self) -> Option<Arc<Ticket>> {
        Some(self.roots.keep_thrown(self.value().ok()?))
    }

    /// The value, for use in the engine with these roots.
    pub(super) fn value_in(&self, roots: &Rc<Roots>) -> Result<Value, Error> {
        let value = self.value()?;
        if Rc::ptr_eq(&self.roots, roots) { Ok(value) } else { Err(Error::other_engine()) }
    }
}

impl Clone for Handle {
    fn clone(&self) -> Self {
        Handle::new(&self.roots, self.roots.get(self.slot).unwrap_or_default())
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.roots.remove(self.slot);
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.roots.get(self.slot) {
            Some(value) => write!(f, "Handle({value:?})"),
            None => f.write_str("Handle(dead)"),
        }
    }
}
