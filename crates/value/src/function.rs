//! Script functions and the variables they share.
//!
//! Invariant: a closure has exactly as many captured variables as its code's `captures`. A variable may hold `Unset` until its
//! declaration has run.

use crate::code::Code;
use crate::{Module, Value};
use oxbow_cc::{Cc, Heap, Slot, Tail, Trace};
use std::rc::Rc;

/// A function of the script, and behind it the variables that it captured, in the order of `code.captures`.
pub type Closure = Tail<ClosureHead, Cc<Variable>>;

/// What all closures have.
#[derive(Trace)]
#[trace(label = "closure", item_names = ClosureHead::capture_name)]
pub struct ClosureHead {
    /// What it does.
    #[trace(skip)]
    pub code: Rc<Code>,
    /// Where its top-level names live.
    pub module: Cc<Module>,
}

/// A new closure of `code`; `captured` in the order of `code.captures`.
#[inline]
pub fn new_closure<I>(heap: &Heap, code: Rc<Code>, module: Cc<Module>, captured: I) -> Cc<Closure>
where
    I: IntoIterator<Item = Cc<Variable>>,
    I::IntoIter: ExactSizeIterator,
{
    let captured = captured.into_iter();
    debug_assert_eq!(captured.len(), code.captures.len());
    heap.alloc_tail(ClosureHead { code, module }, captured)
}

impl ClosureHead {
    /// What snapshots call an edge: the captured variable.
    fn capture_name(&self, index: usize) -> Option<String> {
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
