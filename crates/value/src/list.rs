//! Lists.
//!
//! Invariant: values are replaced before they are dropped, and nothing changes the list while [`List::items`] lends it.

use crate::Value;
use crate::equal::{at_a_glance, try_equal};
use crate::error::Result;
use crate::{memory, work};
use oxbow_cc::{SlotRef, SlotVec, Trace};

/// A growable sequence, shared by reference.
#[derive(Default, Trace)]
#[trace(label = "list", edge_names = List::edge_name, external = List::buffer)]
pub struct List {
    items: SlotVec<Value>,
}

impl List {
    /// A list of these elements.
    pub fn new(items: Vec<Value>) -> Self {
        List { items: SlotVec::new(items) }
    }

    /// Number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no element.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.get(index)
    }

    /// The element at `index` if it is an int: reads it without touching any count.
    #[inline]
    pub fn with_int(&self, index: usize) -> Option<i64> {
        match self.items.get(index) {
            Some(Value::Int(n)) => Some(n),
            _ => None,
        }
    }

    /// Replaces the element at `index`; false (and nothing done) if there is none.
    #[inline]
    pub(crate) fn set(&self, index: usize, value: Value) -> bool {
        self.items.replace(index, value).is_ok()
    }

    /// Replaces the element at `index` and returns the old one; returns the new one (and does nothing) if there is none.
    #[inline]
    pub(crate) fn swap(&self, index: usize, value: Value) -> Value {
        self.items.replace(index, value).unwrap_or_else(|value| value)
    }

    /// Appends.
    #[inline]
    pub(crate) fn push(&self, value: Value) {
        self.resizing(|items| items.push(value));
    }

    /// Appends if there is room for it.
    ///
    /// # Errors
    /// Gives the value back if there is none.
    #[inline]
    pub(crate) fn push_within_capacity(&self, value: Value) -> std::result::Result<(), Value> {
        self.items.push_within_capacity(value)
    }

    /// Removes and returns the last element.
    #[inline]
    pub fn pop(&self) -> Option<Value> {
        self.items.pop()
    }

    /// Inserts before `index`, at the end if the list is shorter.
    pub(crate) fn insert(&self, index: usize, value: Value) {
        self.resizing(|items| items.insert(index, value));
    }

    /// Removes and returns the element at `index`; later ones move up.
    pub fn remove(&self, index: usize) -> Option<Value> {
        self.items.remove(index)
    }

    /// Appends all.
    pub(crate) fn extend(&self, values: Vec<Value>) {
        self.resizing(|items| items.append(values));
    }

    /// Elements `start..end`, both clamped; empty if `start >= end`.
    pub fn slice(&self, start: usize, end: usize) -> Vec<Value> {
        let items = self.items.borrow();
        let end = end.min(items.len());
        items.get(start..end).map(<[Value]>::to_vec).unwrap_or_default()
    }

    /// All elements.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().to_vec()
    }

    /// Exchanges the contents; returns the old ones.
    pub(crate) fn replace(&self, items: Vec<Value>) -> Vec<Value> {
        self.resizing(|old| old.take(items))
    }

    /// Removes everything.
    pub fn clear(&self) {
        drop(self.replace(Vec::new()));
    }

    /// Reverses in place.
    pub fn reverse(&self) {
        self.items.reverse();
    }

    /// Index of the first element equal to `value`.
    ///
    /// # Errors
    /// Those of [`equal::try_equal`](crate::equal::try_equal).
    pub fn position(&self, value: &Value) -> Result<Option<usize>> {
        const CHUNK: usize = 1 << 12;
        let mut from = 0;
        loop {
            // Nothing is borrowed while time is charged or a hook of the host may run.
            let unclear = {
                let items = self.items.borrow();
                let rest = items.get(from..).unwrap_or_default();
                let chunk = &rest[..rest.len().min(CHUNK)];
                let first = chunk.iter().position(|item| at_a_glance(item, value) != Some(false));
                match first {
                    None if chunk.len() == rest.len() => return Ok(None),
                    None => {
                        from += chunk.len();
                        None
                    }
                    Some(at) => {
                        from += at + 1;
                        Some(chunk[at].clone())
                    }
                }
            };
            match unclear {
                None => work::spend(CHUNK)?,
                Some(item) if try_equal(&item, value)? => return Ok(Some(from - 1)),
                Some(_) => {}
            }
        }
    }

    /// Whether some element equals `value`.
    ///
    /// # Errors
    /// Those of [`equal::try_equal`](crate::equal::try_equal).
    pub fn contains(&self, value: &Value) -> Result<bool> {
        Ok(self.position(value)?.is_some())
    }

    /// What snapshots call an edge: the index.
    fn edge_name(&self, name: &str) -> Option<String> {
        name.strip_prefix("items").map(str::to_owned)
    }

    /// Bytes of the buffer.
    fn buffer(&self) -> usize {
        self.items.capacity() * size_of::<Value>()
    }

    /// Does what may change the buffer's size.
    #[inline(always)]
    fn resizing<R>(&self, change: impl FnOnce(&SlotVec<Value>) -> R) -> R {
        let before = self.items.capacity();
        let result = change(&self.items);
        let after = self.items.capacity();
        if before != after {
            memory::resized(before * size_of::<Value>(), after * size_of::<Value>());
        }
        result
    }

    /// The elements, for operations of this crate that run no foreign code and drop no last reference meanwhile.
    pub(crate) fn items(&self) -> SlotRef<'_, Value> {
        self.items.borrow()
    }
}

impl FromIterator<Value> for List {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        List::new(values.into_iter().collect())
    }
}
