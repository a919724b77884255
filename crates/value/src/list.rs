//! Lists.
//!
//! Invariant: no method returns, and no value is dropped, while the cell is borrowed.

use crate::Value;
use crate::equal::equal;
use crate::memory;
use oxbow_cc::Trace;
use std::cell::{Ref, RefCell};
use std::mem;

/// A growable sequence, shared by reference.
#[derive(Default, Trace)]
#[trace(label = "list", external = List::buffer)]
pub struct List {
    items: RefCell<Vec<Value>>,
}

impl List {
    /// A list of these elements.
    pub fn new(items: Vec<Value>) -> Self {
        List { items: RefCell::new(items) }
    }

    /// Number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether there is no element.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    /// The element at `index` if it is an int: reads it without touching any count.
    #[inline]
    pub fn with_int(&self, index: usize) -> Option<i64> {
        match self.items.borrow().get(index) {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        }
    }

    /// Replaces the element at `index`; false (and nothing done) if there is none.
    #[inline]
    pub fn set(&self, index: usize, value: Value) -> bool {
        let replaced = self.items.borrow_mut().get_mut(index).map(|slot| mem::replace(slot, value));
        replaced.is_some()
    }

    /// Appends.
    #[inline]
    pub fn push(&self, value: Value) {
        self.resizing(|items| items.push(value));
    }

    /// Removes and returns the last element.
    #[inline]
    pub fn pop(&self) -> Option<Value> {
        self.items.borrow_mut().pop()
    }

    /// Inserts before `index`, at the end if the list is shorter.
    pub fn insert(&self, index: usize, value: Value) {
        self.resizing(|items| items.insert(index.min(items.len()), value));
    }

    /// Removes and returns the element at `index`; later ones move up.
    pub fn remove(&self, index: usize) -> Option<Value> {
        let mut items = self.items.borrow_mut();
        (index < items.len()).then(|| items.remove(index))
    }

    /// Appends all; the iterator runs to its end before the list is touched.
    pub fn extend(&self, values: impl IntoIterator<Item = Value>) {
        let mut values: Vec<Value> = values.into_iter().collect();
        self.resizing(|items| items.append(&mut values));
    }

    /// Elements `start..end`, both clamped; empty if `start >= end`.
    pub fn slice(&self, start: usize, end: usize) -> Vec<Value> {
        let items = self.items.borrow();
        let end = end.min(items.len());
        items.get(start..end).map(<[Value]>::to_vec).unwrap_or_default()
    }

    /// All elements.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    /// Exchanges the contents; returns the old ones.
    pub fn replace(&self, items: Vec<Value>) -> Vec<Value> {
        self.resizing(|old| mem::replace(old, items))
    }

    /// Removes everything.
    pub fn clear(&self) {
        drop(self.replace(Vec::new()));
    }

    /// Reverses in place.
    pub fn reverse(&self) {
        self.items.borrow_mut().reverse();
    }

    /// Index of the first element equal to `value`.
    pub fn position(&self, value: &Value) -> Option<usize> {
        self.items.borrow().iter().position(|item| equal(item, value))
    }

    /// Whether some element equals `value`.
    pub fn contains(&self, value: &Value) -> bool {
        self.position(value).is_some()
    }

    /// Bytes of the buffer.
    fn buffer(&self) -> usize {
        self.items.try_borrow().map_or(0, |items| items.capacity() * size_of::<Value>())
    }

    /// Does what may change the buffer's size.
    #[inline(always)]
    fn resizing<R>(&self, change: impl FnOnce(&mut Vec<Value>) -> R) -> R {
        let mut items = self.items.borrow_mut();
        let before = items.capacity();
        let result = change(&mut items);
        let after = items.capacity();
        drop(items);
        if before != after {
            memory::resized(before * size_of::<Value>(), after * size_of::<Value>());
        }
        result
    }

    /// The elements, for operations of this crate that run no foreign code and drop no last reference meanwhile.
    pub(crate) fn items(&self) -> Ref<'_, Vec<Value>> {
        self.items.borrow()
    }
}

impl FromIterator<Value> for List {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        List::new(values.into_iter().collect())
    }
}
