//! Values that the host keeps: slots of one engine, given out as handles.
//!
//! Invariant: a slot is used exactly as long as its handle lives. The table shrinks again when handles go; when the engine goes, all values are
//! let go of at once and the handles that are left find nothing.

use oxbow_value::Value;
use std::cell::{Cell, RefCell};

/// The slots of one engine; also its identity.
#[derive(Default)]
pub(crate) struct Roots {
    slots: RefCell<Slots>,
    gone: Cell<bool>,
}

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

    /// The engine goes: lets go of all values.
    pub(crate) fn clear(&self) {
        self.gone.set(true);
        let slots = std::mem::take(&mut *self.slots.borrow_mut());
        drop(slots);
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
