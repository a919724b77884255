//! Insertion-ordered dictionaries with string keys.
//!
//! A removed entry leaves a gap, so that the others keep their order without moving; gaps are closed when they are half of all, or when somebody
//! asks for positions. So every operation takes constant time on average, but for those that look at all entries.
//!
//! Invariant: `index` holds the place of each entry that has a key, and no other; `gaps` counts the entries without. No method returns, and no value
//! is dropped, while a cell is borrowed. Keys other than strings are turned into their text form before they come here (`convert::key`).

use crate::edge::index_in;
use crate::memory;
use crate::{Str, StrKey, Value};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry as Place;
use oxbow_cc::{SlotValue, Trace};
use std::cell::{Cell, RefCell};
use std::mem;

/// A map from strings to values, shared by reference.
#[derive(Default, Trace)]
#[trace(label = "dict", edge_names = Dict::edge_name, external = Dict::buffer)]
pub struct Dict {
    entries: RefCell<Vec<Entry>>,
    /// Places in `entries`, by the keys' hashes.
    #[trace(skip)]
    index: RefCell<HashTable<usize>>,
    /// Entries without a key.
    gaps: Cell<usize>,
}

/// An entry, or the gap that a removed one left.
#[derive(Trace)]
struct Entry {
    key: Option<Str>,
    value: Value,
}

/// Bytes that a place takes in the index, and its share of what is empty there.
const PLACE: usize = size_of::<usize>() + 2;
/// Gaps that are never worth closing.
const FEW: usize = 8;

/// What entries are looked up by.
trait Key {
    fn spread_hash(&self) -> u64;
    fn is(&self, key: &Str) -> bool;
}

impl Key for Str {
    #[inline]
    fn spread_hash(&self) -> u64 {
        spread(self.hash32())
    }

    #[inline]
    fn is(&self, key: &Str) -> bool {
        self == key
    }
}

impl Key for StrKey<'_> {
    fn spread_hash(&self) -> u64 {
        spread(self.hash32())
    }

    fn is(&self, key: &Str) -> bool {
        self.text() == key.as_str()
    }
}

/// A table looks at the lowest and at the highest bits.
#[inline]
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// Whether the entry at a place has this key.
#[inline]
fn at<'a>(entries: &'a [Entry], key: &'a impl Key) -> impl Fn(&usize) -> bool + 'a {
    |&place| entries[place].key.as_ref().is_some_and(|found| key.is(found))
}

/// The hash of the entry at a place of the index, which has a key.
fn hash_at(entries: &[Entry]) -> impl Fn(&usize) -> u64 + '_ {
    |&place| entries[place].key.as_ref().map_or(0, Str::spread_hash)
}

impl Dict {
    /// An empty dict.
    pub fn new() -> Self {
        Dict::default()
    }

    /// An empty dict with room for `capacity` entries.
    pub fn with_capacity(capacity: usize) -> Self {
        Dict {
            entries: RefCell::new(Vec::with_capacity(capacity)),
            index: RefCell::new(HashTable::with_capacity(capacity)),
            gaps: Cell::new(0),
        }
    }

    /// Number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.entries.borrow().len() - self.gaps.get()
    }

    /// Whether there is no entry.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value stored under `key`.
    #[inline]
    pub fn get(&self, key: &Str) -> Option<Value> {
        self.look(key, Value::clone)
    }

    /// The value stored under `key`.
    pub fn get_str(&self, key: &str) -> Option<Value> {
        self.look(&StrKey::new(key), Value::clone)
    }

    /// Whether there is an entry for `key`.
    pub fn contains(&self, key: &Str) -> bool {
        self.look(key, |_| ()).is_some()
    }

    /// Whether there is an entry for `key`.
    pub fn contains_str(&self, key: &str) -> bool {
        self.look(&StrKey::new(key), |_| ()).is_some()
    }

    /// Adds an entry at the end, or replaces the value of an existing one, which keeps its position.
    #[inline]
    pub(crate) fn insert(&self, key: Str, value: Value) {
        let (before, after) = self.put(key, value);
        if before != after {
            memory::resized(bytes(before), bytes(after));
        }
    }

    /// Adds or replaces; gives the numbers of entries for which there was and is room.
    #[inline]
    fn put(&self, key: Str, value: Value) -> (usize, usize) {
        let (mut entries, mut index) = (self.entries.borrow_mut(), self.index.borrow_mut());
        let before = entries.capacity();
        let place = index.entry(key.spread_hash(), at(&entries, &key), hash_at(&entries));
        let replaced = match place {
            Place::Occupied(place) => mem::replace(&mut entries[*place.get()].value, value),
            Place::Vacant(place) => {
                place.insert(entries.len());
                entries.push(Entry { key: Some(key), value });
                let after = entries.capacity();
                return (before, after);
            }
        };
        drop((entries, index));
        replaced.discard();
        (before, before)
    }

    /// Removes an entry and returns its value. The order of the others is kept.
    pub fn remove(&self, key: &Str) -> Option<Value> {
        self.take_out(key)
    }

    /// Removes an entry and returns its value, like [`Dict::remove`].
    pub fn remove_str(&self, key: &str) -> Option<Value> {
        self.take_out(&StrKey::new(key))
    }

    /// Removes everything.
    pub fn clear(&self) {
        let (entries, index) = (self.entries.take(), self.index.take());
        self.gaps.set(0);
        memory::resized(bytes(entries.capacity()), 0);
        drop((entries, index));
    }

    /// The entry at a position. Closes the gaps first.
    pub fn entry_at(&self, position: usize) -> Option<(Str, Value)> {
        self.close_gaps();
        self.entries.borrow().get(position).and_then(Entry::copied)
    }

    /// The key at a position. Closes the gaps first.
    pub fn key_at(&self, position: usize) -> Option<Str> {
        self.entry_at(position).map(|(key, _)| key)
    }

    /// The position of a key. Closes the gaps first.
    pub fn index_of(&self, key: &Str) -> Option<usize> {
        self.close_gaps();
        self.place_of(key)
    }

    /// All keys in order.
    pub fn keys(&self) -> Vec<Str> {
        self.entries.borrow().iter().filter_map(|entry| entry.key.clone()).collect()
    }

    /// All values in order.
    pub fn values(&self) -> Vec<Value> {
        let entries = self.entries.borrow();
        entries.iter().filter(|entry| entry.key.is_some()).map(|entry| entry.value.clone()).collect()
    }

    /// All entries in order.
    pub fn entries(&self) -> Vec<(Str, Value)> {
        self.entries.borrow().iter().filter_map(Entry::copied).collect()
    }

    /// Copies the entries of `other` (which may be this very dict) into this one.
    pub(crate) fn merge(&self, other: &Dict) {
        for (key, value) in other.entries() {
            self.insert(key, value);
        }
    }

    /// A new dict with the same entries; values are shared.
    pub fn duplicate(&self) -> Dict {
        self.entries().into_iter().collect()
    }

    /// Walks over the values from a position on, each with the value of the same key in `other`. `walk` runs no foreign code and drops no last
    /// reference. Closes the gaps first.
    pub(crate) fn beside<R>(
        &self,
        other: &Dict,
        from: usize,
        walk: impl for<'v> FnOnce(&mut (dyn Iterator<Item = (&'v Value, Option<&'v Value>)> + 'v)) -> R,
    ) -> R {
        self.close_gaps();
        let (mine, theirs, index) = (self.entries.borrow(), other.entries.borrow(), other.index.borrow());
        let find =
            |key: &Str| index.find(key.spread_hash(), at(&theirs, key)).map(|&place| &theirs[place].value);
        let rest = mine.get(from..).unwrap_or_default();
        walk(&mut rest.iter().map(|entry| (&entry.value, entry.key.as_ref().and_then(find))))
    }

    /// Looks at the value stored under a key. `look` runs no foreign code and drops no last reference.
    #[inline]
    #[allow(private_bounds, reason = "keys are strings, with or without an object behind them")]
    pub(crate) fn look<R>(&self, key: &impl Key, look: impl FnOnce(&Value) -> R) -> Option<R> {
        let entries = self.entries.borrow();
        let place = *self.index.borrow().find(key.spread_hash(), at(&entries, key))?;
        entries.get(place).map(|entry| look(&entry.value))
    }

    #[inline]
    fn place_of(&self, key: &impl Key) -> Option<usize> {
        let entries = self.entries.borrow();
        self.index.borrow().find(key.spread_hash(), at(&entries, key)).copied()
    }

    fn take_out(&self, key: &impl Key) -> Option<Value> {
        let (mut entries, mut index) = (self.entries.borrow_mut(), self.index.borrow_mut());
        let found = index.find_entry(key.spread_hash(), at(&entries, key)).ok()?;
        let (place, _) = found.remove();
        let gap = Entry { key: None, value: Value::Null };
        let taken = mem::replace(&mut entries[place], gap);
        let mut gaps = self.gaps.get() + 1;
        while entries.pop_if(|last| last.key.is_none()).is_some() {
            gaps -= 1;
        }
        self.gaps.set(gaps);
        let close = gaps > FEW && 2 * gaps > entries.len();
        drop((entries, index));
        if close {
            self.close_gaps();
        }
        Some(taken.value)
    }

    /// Moves the entries together, in order.
    fn close_gaps(&self) {
        if self.gaps.replace(0) == 0 {
            return;
        }
        let (mut entries, mut index) = (self.entries.borrow_mut(), self.index.borrow_mut());
        entries.retain(|entry| entry.key.is_some());
        index.clear();
        for place in 0..entries.len() {
            let hash = hash_at(&entries);
            index.insert_unique(hash(&place), place, hash);
        }
    }

    /// What snapshots call an edge: the key for a value.
    fn edge_name(&self, name: &str) -> Option<String> {
        let index = index_in(name, "entries")?;
        if name.ends_with("key") {
            return Some(format!("key {index}"));
        }
        let entries = self.entries.try_borrow().ok()?;
        let key = entries.get(index)?.key.as_ref()?;
        Some(format!("[{:?}]", key.as_str()))
    }

    /// Bytes of the buffers.
    fn buffer(&self) -> usize {
        self.entries.try_borrow().map_or(0, |entries| bytes(entries.capacity()))
    }
}

impl Entry {
    fn copied(&self) -> Option<(Str, Value)> {
        self.key.as_ref().map(|key| (key.clone(), self.value.clone()))
    }
}

/// Bytes for this many entries.
fn bytes(entries: usize) -> usize {
    entries * (size_of::<Entry>() + PLACE)
}

impl FromIterator<(Str, Value)> for Dict {
    fn from_iter<I: IntoIterator<Item = (Str, Value)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let dict = Dict::with_capacity(entries.size_hint().0);
        for (key, value) in entries {
            dict.put(key, value);
        }
        dict
    }
}
