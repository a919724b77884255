//! Script functions and the variables they share.
//!
//! Invariant: a closure has exactly as many captured variables as its code's `captures`. A variable may hold `Unset` until its
//! declaration has run.

use crate::code::Code;
use crate::edge::index_in;
use crate::{Module, Value};
use oxbow_cc::{Cc, Slot, Trace};
use std::rc::Rc;

/// A function of the script together with what it captured.
#[derive(Trace)]
#[trace(label = "closure", edge_names = Closure::edge_name)]
pub struct Closure {
    /// What it does.
    #[trace(skip)]
    pub code: Rc<Code>,
    /// Where its top-level names live.
    pub module: Cc<Module>,
    /// Captured variables, in the order of `code.captures`.
    pub captured: Box<[Cc<Variable>]>,
}

impl Closure {
    /// A closure of `code`; `captured` in the order of `code.captures`.
    pub fn new(code: Rc<Code>, module: Cc<Module>, captured: Box<[Cc<Variable>]>) -> Self {
        debug_assert_eq!(captured.len(), code.captures.len());
        Closure { code, module, captured }
    }

    /// What snapshots call an edge: the captured variable.
    fn edge_name(&self, name: &str) -> Option<String> {
        let index = index_in(name, "captured")?;
        self.code.names.captures.get(index).map(|name| name.to_string())
    }
}

/// A variable that closures share.
#[derive(Default, Trace)]
#[trace(label = "variable")]
pub struct Variable {
    value: Slot<Value>,
}

impl Variable {
    /// A variable holding `value`.
    pub fn new(value: Value) -> Self {
        Variable { value: Slot::new(value) }
    }

    /// Its value; `Unset` before the declaration has run.
    #[inline]
    pub fn get(&self) -> Value {
        self.value.get()
    }

    /// Its value if that is an int: reads it without touching any count.
    #[inline]
    pub fn with_int(&self) -> Option<i64> {
        match self.value.get() {
            Value::Int(n) => Some(n),
            _ => None,
        }
    }

    /// Assigns. The old value is dropped afterwards.
    #[inline]
    pub(crate) fn set(&self, value: Value) {
        self.value.set(value);
    }

    /// Assigns and returns the old value.
    #[inline]
    pub(crate) fn swap(&self, value: Value) -> Value {
        self.value.replace(value)
    }

    /// Moves the value out and leaves `Unset`.
    pub fn take(&self) -> Value {
        self.swap(Value::Unset)
    }

    /// Whether its declaration has not run yet.
    #[inline]
    pub fn is_unset(&self) -> bool {
        self.value.get().is_unset()
    }
}
