//! Values that the host keeps: slots of one engine, given out as handles.
//!
//! Values that errors were thrown with are kept beside them, for as long as the error lives: errors may go to other threads, values may not, so an
//! error holds a ticket only, and those whose ticket has gone are let go of at the next opportunity.
//!
//! Invariant: a slot is used exactly as long as its handle lives. The table shrinks again when handles go; when the engine goes, all values are
//! let go of at once and the handles that are left find nothing.

use oxbow_value::Value;
use std::cell::{Cell, RefCell};
use std::sync::{Arc, Weak};

/// The slots of one engine; also its identity.
#[derive(Default)]
pub(crate) struct Roots {
    slots: RefCell<Slots>,
    thrown: RefCell<Vec<(Weak<Ticket>, Value)>>,
    gone: Cell<bool>,
}

/// What an error holds in place of the value it was thrown with.
#[derive(Debug)]
pub(crate) struct Ticket;

#[derive(Default)]
struct Slots {
    values: Vec<Option<Value>>,
    /// Indices to use again; some may be stale, which `take_free` finds out.
    free: Vec<u32>,
    used: usize,
}

impl Roots {
    /// Keeps a value; gives its slot. After the engine has gone, nothing is kept.
    pub(crate) fn insert(&self, value: Value) -> u32 {
        if self.gone.get() {
            return u32::MAX;
        }
        let slots = &mut *self.slots.borrow_mut();
        slots.used += 1;
        if let Some(index) = slots.take_free() {
            slots.values[index as usize] = Some(value);
            return index;
        }
        slots.values.push(Some(value));
        (slots.values.len() - 1) as u32
    }

    /// The value in a slot; `None` when the engine has gone.
    pub(crate) fn get(&self, index: u32) -> Option<Value> {
        self.slots.borrow().values.get(index as usize).cloned().flatten()
    }

    /// Lets go of a slot's value, at once.
    pub(crate) fn remove(&self, index: u32) {
        // Dropped after the borrow has ended: a destructor of the host may use other handles.
        let value = self.slots.try_borrow_mut().ok().and_then(|mut slots| slots.remove(index));
        drop(value);
    }

    /// Keeps the value of an error as long as its ticket lives.
    pub(crate) fn keep_thrown(&self, value: Value) -> Arc<Ticket> {
        let ticket = Arc::new(Ticket);
        self.sweep_thrown();
        if !self.gone.get() {
            self.thrown.borrow_mut().push((Arc::downgrade(&ticket), value));
        }
        ticket
    }

    /// The value that goes with a ticket of this engine.
    pub(crate) fn thrown(&self, ticket: &Arc<Ticket>) -> Option<Value> {
        let thrown = self.thrown.borrow();
        let (_, value) = thrown.iter().find(|(weak, _)| weak.as_ptr() == Arc::as_ptr(ticket))?;
        Some(value.clone())
    }

    /// Lets go of the values of errors that are gone.
    #[inline]
    pub(crate) fn sweep_thrown(&self) {
        if !self.thrown.borrow().is_empty() {
            self.sweep();
        }
    }

    #[cold]
    fn sweep(&self) {
        // Dropped after the borrow has ended: a destructor of the host may use the engine's handles.
        let is_gone = |entry: &mut (Weak<Ticket>, Value)| entry.0.strong_count() == 0;
        let gone: Vec<_> = self.thrown.borrow_mut().extract_if(.., is_gone).collect();
        drop(gone);
    }

    /// The engine goes: lets go of all values.
    pub(crate) fn clear(&self) {
        self.gone.set(true);
        let slots = std::mem::take(&mut *self.slots.borrow_mut());
        drop(slots);
        let thrown = std::mem::take(&mut *self.thrown.borrow_mut());
        drop(thrown);
    }

    /// Addresses of the objects among the values.
    pub(crate) fn addresses(&self) -> Vec<usize> {
        self.slots.borrow().values.iter().flatten().filter_map(Value::address).collect()
    }

    /// Whether the engine has gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.gone.get()
    }

    /// Number of handles that live.
    pub(crate) fn len(&self) -> usize {
        self.slots.borrow().used
    }
}

impl Slots {
    fn take_free(&mut self) -> Option<u32> {
        while let Some(index) = self.free.pop() {
            if matches!(self.values.get(index as usize), Some(None)) {
                return Some(index);
            }
        }
        None
    }

    fn remove(&mut self, index: u32) -> Option<Value> {
        let value = self.values.get_mut(index as usize)?.take()?;
        self.used -= 1;
        self.free.push(index);
        while self.values.last().is_some_and(Option::is_none) {
            self.values.pop();
        }
        if self.free.len() > 2 * self.values.len() + 64 {
            let values = &self.values;
            self.free = (0..values.len() as u32).filter(|i| values[*i as usize].is_none()).collect();
        }
        if self.values.capacity() > 4 * self.values.len() + 64 {
            self.values.shrink_to(2 * self.values.len());
        }
        Some(value)
    }
}
