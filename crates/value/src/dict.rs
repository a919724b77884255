//! Insertion-ordered dictionaries with string keys.
//!
//! Invariant: no method returns, and no value is dropped, while the cell is borrowed. Keys other than strings are turned into their
//! text form before they come here (`convert::key`).

use crate::edge::index_in;
use crate::memory;
use crate::{Str, StrKey, StrMap, Value};
use indexmap::Equivalent;
use oxbow_cc::Trace;
use std::cell::{Ref, RefCell};
use std::hash::Hash;

/// A map from strings to values, shared by reference.
#[derive(Default, Trace)]
#[trace(label = "dict", edge_names = Dict::edge_name, external = Dict::buffer)]
pub struct Dict {
    entries: RefCell<StrMap<Value>>,
}

/// Bytes that an entry takes: key, value and hash, and its share of the hash table.
const ENTRY: usize = size_of::<(Str, Value, u64)>() + 10;

impl Dict {
    /// An empty dict.
    pub fn new() -> Self {
        Dict::default()
    }

    /// An empty dict with room for `capacity` entries.
    pub fn with_capacity(capacity: usize) -> Self {
        Dict { entries: RefCell::new(StrMap::with_capacity_and_hasher(capacity, Default::default())) }
    }

    /// Number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Whether there is no entry.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value stored under `key`.
    #[inline]
    pub fn get(&self, key: &Str) -> Option<Value> {
        self.lookup(key)
    }

    /// The value stored under `key`.
    pub fn get_str(&self, key: &str) -> Option<Value> {
        self.lookup(&StrKey::new(key))
    }

    /// Whether there is an entry for `key`.
    pub fn contains(&self, key: &Str) -> bool {
        self.entries.borrow().contains_key(key)
    }

    /// Whether there is an entry for `key`.
    pub fn contains_str(&self, key: &str) -> bool {
        self.entries.borrow().contains_key(&StrKey::new(key))
    }

    /// Adds an entry at the end, or replaces the value of an existing one, which keeps its position.
    #[inline]
    pub fn insert(&self, key: Str, value: Value) {
        let mut entries = self.entries.borrow_mut();
        let before = entries.capacity();
        let replaced = entries.insert(key, value);
        let after = entries.capacity();
        drop(entries);
        drop(replaced);
        if before != after {
            memory::resized(before * ENTRY, after * ENTRY);
        }
    }

    /// Removes an entry and returns its value. The order of the others is kept, which costs O(entries behind it).
    pub fn remove(&self, key: &Str) -> Option<Value> {
        self.take_out(key)
    }

    /// Removes an entry and returns its value, like [`Dict::remove`].
    pub fn remove_str(&self, key: &str) -> Option<Value> {
        self.take_out(&StrKey::new(key))
    }

    /// Removes everything.
    pub fn clear(&self) {
        let entries = self.entries.take();
        memory::resized(entries.capacity() * ENTRY, 0);
        drop(entries);
    }

    /// The entry at a position.
    pub fn entry_at(&self, index: usize) -> Option<(Str, Value)> {
        self.entries.borrow().get_index(index).map(|(key, value)| (key.clone(), value.clone()))
    }

    /// The key at a position.
    pub fn key_at(&self, index: usize) -> Option<Str> {
        self.entries.borrow().get_index(index).map(|(key, _)| key.clone())
    }

    /// The position of a key.
    pub fn index_of(&self, key: &Str) -> Option<usize> {
        self.entries.borrow().get_index_of(key)
    }

    /// All keys in order.
    pub fn keys(&self) -> Vec<Str> {
        self.entries.borrow().keys().cloned().collect()
    }

    /// All values in order.
    pub fn values(&self) -> Vec<Value> {
        self.entries.borrow().values().cloned().collect()
    }

    /// All entries in order.
    pub fn entries(&self) -> Vec<(Str, Value)> {
        self.entries.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// Copies the entries of `other` (which may be this very dict) into this one.
    pub fn merge(&self, other: &Dict) {
        for (key, value) in other.entries() {
            self.insert(key, value);
        }
    }

    /// A new dict with the same entries; values are shared.
    pub fn duplicate(&self) -> Dict {
        Dict { entries: RefCell::new(self.entries.borrow().clone()) }
    }

    /// What snapshots call an edge: the key for a value.
    fn edge_name(&self, name: &str) -> Option<String> {
        let index = index_in(name, "entries")?;
        if name.ends_with("key") {
            return Some(format!("key {index}"));
        }
        let entries = self.entries.try_borrow().ok()?;
        entries.get_index(index).map(|(key, _)| format!("[{:?}]", key.as_str()))
    }

    /// Bytes of the buffers.
    fn buffer(&self) -> usize {
        self.entries.try_borrow().map_or(0, |entries| entries.capacity() * ENTRY)
    }

    /// The entries, for operations of this crate that run no foreign code and drop no last reference meanwhile.
    pub(crate) fn map(&self) -> Ref<'_, StrMap<Value>> {
        self.entries.borrow()
    }

    fn lookup(&self, key: &(impl Hash + Equivalent<Str>)) -> Option<Value> {
        self.entries.borrow().get(key).cloned()
    }

    fn take_out(&self, key: &(impl Hash + Equivalent<Str>)) -> Option<Value> {
        self.entries.borrow_mut().shift_remove(key)
    }
}

impl FromIterator<(Str, Value)> for Dict {
    fn from_iter<I: IntoIterator<Item = (Str, Value)>>(entries: I) -> Self {
        Dict { entries: RefCell::new(entries.into_iter().collect()) }
    }
}
