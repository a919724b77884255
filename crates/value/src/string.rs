//! Immutable text that is shared by reference.
//!
//! Invariant: a text that two handles share never changes. The caches (hash, character count) always describe the present
//! text: whoever changes the text (only `append`, on a text held once) resets them.

use crate::error::{Raise, Result};
use crate::{memory, shared};
use compact_str::CompactString;
use indexmap::{Equivalent, IndexMap};
use oxbow_cc::{Cc, Heap, Trace};
use std::cell::Cell;
use std::hash::{BuildHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::LazyLock;

/// A handle to a text: 8 bytes, cheap to clone. Handles from different heaps may be mixed freely.
#[derive(Clone, Trace)]
#[trace(acyclic, slot, shown)]
pub struct Str(Cc<Text>);

/// The object behind a [`Str`]: short texts in place, longer ones in a buffer, with cached hash and character count.
#[derive(Trace)]
#[trace(acyclic, label = "string", external = Text::buffer)]
pub struct Text {
    #[trace(skip)]
    text: CompactString,
    /// 0 until computed.
    hash: Cell<u32>,
    /// `UNKNOWN` until computed.
    chars: Cell<u32>,
}

const UNKNOWN: u32 = u32::MAX;

impl Str {
    /// Longest text that operations of the language build (1 GiB); beyond it they raise a `MemoryError`.
    pub const MAX_BYTES: usize = 1 << 30;

    /// The text as a new object. Texts of one ASCII character are shared by the whole thread.
    pub fn new(heap: &Heap, text: &str) -> Self {
        Str::shared(text).unwrap_or_else(|| Str::unshared(heap, text))
    }

    /// The text of one character.
    pub fn of_char(heap: &Heap, c: char) -> Self {
        Str::new(heap, c.encode_utf8(&mut [0; 4]))
    }

    /// Takes over the buffer of `text` (short texts are stored in place instead).
    pub fn from_string(heap: &Heap, text: String) -> Self {
        Str::from_compact(heap, CompactString::from(text))
    }

    /// A text of the program itself (a name, a literal), allocated in the thread's default heap.
    pub fn constant(text: &str) -> Self {
        Str::shared(text).unwrap_or_else(|| Str(Cc::new(Text::new(CompactString::new(text)))))
    }

    /// The thread's own object for a text of one ASCII character.
    #[inline]
    fn shared(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [byte] => shared::ascii(*byte),
            _ => None,
        }
    }

    pub(crate) fn unshared(heap: &Heap, text: &str) -> Self {
        Str::from_compact(heap, CompactString::new(text))
    }

    pub(crate) fn from_compact(heap: &Heap, text: CompactString) -> Self {
        Str(heap.alloc(Text::new(text)))
    }

    /// The characters.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Whether both are the same object.
    #[inline]
    pub fn ptr_eq(a: &Str, b: &Str) -> bool {
        Cc::ptr_eq(&a.0, &b.0)
    }

    /// Number of Unicode scalar values. Counted once.
    #[inline]
    pub fn char_count(&self) -> usize {
        match self.0.chars.get() {
            UNKNOWN => self.0.count_chars(),
            known => known as usize,
        }
    }

    /// Whether every character is one byte. Decided once (hides the uncached `str::is_ascii`).
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.char_count() == self.len()
    }

    /// Character at a position; O(1) for ASCII texts.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            return self.as_bytes().get(index).map(|&byte| char::from(byte));
        }
        self.chars().nth(index)
    }

    /// Character at a position of an ASCII text, as a text of its own; `None` for other texts, and where there is none.
    #[inline(never)]
    pub fn ascii_at(&self, index: usize) -> Option<Str> {
        if !self.is_ascii() {
            return None;
        }
        self.as_bytes().get(index).and_then(|&byte| shared::ascii(byte))
    }

    /// Byte offset of a character position, at most the length; O(1) for ASCII texts.
    pub fn byte_of_char(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.len());
        }
        self.char_indices().nth(index).map_or(self.len(), |(offset, _)| offset)
    }

    /// Characters `start..end`, both clamped; empty if `start >= end`.
    pub fn slice_chars(&self, heap: &Heap, start: usize, end: usize) -> Str {
        let from = self.byte_of_char(start);
        let to = self.byte_of_char(end).max(from);
        if from == 0 && to == self.len() {
            return self.clone();
        }
        Str::new(heap, &self[from..to])
    }

    /// Appends in place when nobody else holds this text (amortised O(appended)), else copies.
    ///
    /// # Errors
    /// `MemoryError` when the result exceeds [`Str::MAX_BYTES`] or no memory is left.
    pub fn append(&mut self, heap: &Heap, tail: &str) -> Result<()> {
        check_length(self.len().checked_add(tail.len()))?;
        if tail.is_empty() {
            return Ok(());
        }
        if let Some(text) = Cc::get_mut(&mut self.0) {
            return text.push_str(tail);
        }
        let mut joined = with_capacity(self.len() + tail.len())?;
        joined.push_str(self);
        joined.push_str(tail);
        *self = Str::from_compact(heap, joined);
        Ok(())
    }

    #[inline]
    pub(crate) fn hash32(&self) -> u32 {
        match self.0.hash.get() {
            0 => {
                let hash = hash_of(self);
                self.0.hash.set(hash);
                hash
            }
            known => known,
        }
    }
}

impl Text {
    fn new(text: CompactString) -> Self {
        Text { text, hash: Cell::new(0), chars: Cell::new(UNKNOWN) }
    }

    #[cold]
    fn count_chars(&self) -> usize {
        let count = self.text.chars().count();
        self.chars.set(u32::try_from(count).unwrap_or(UNKNOWN));
        count
    }

    fn push_str(&mut self, tail: &str) -> Result<()> {
        self.forget_caches();
        let before = self.buffer();
        if self.text.capacity() - self.text.len() < tail.len() {
            memory::reserve(2 * self.text.len().max(tail.len()))?;
            self.text.try_reserve(tail.len()).map_err(|_| out_of_memory())?;
        }
        self.text.push_str(tail);
        let after = self.buffer();
        if before != after {
            memory::resized(before, after);
        }
        Ok(())
    }

    /// Bytes of the buffer; short texts have none.
    #[inline]
    fn buffer(&self) -> usize {
        if self.text.is_heap_allocated() { self.text.capacity() } else { 0 }
    }

    fn forget_caches(&mut self) {
        self.hash.set(0);
        self.chars.set(UNKNOWN);
    }
}

/// A buffer for a text of `bytes` bytes.
pub(crate) fn with_capacity(bytes: usize) -> Result<CompactString> {
    check_length(Some(bytes))?;
    memory::reserve(bytes)?;
    CompactString::try_with_capacity(bytes).map_err(|_| out_of_memory())
}

/// Raises unless a text of this many bytes (`None`: more than an address can count) may be built.
pub(crate) fn check_length(bytes: Option<usize>) -> Result<()> {
    match bytes {
        Some(bytes) if bytes <= Str::MAX_BYTES => Ok(()),
        _ => Err(Raise::memory(format_args!("a string cannot exceed {} bytes", Str::MAX_BYTES))),
    }
}

fn out_of_memory() -> Box<Raise> {
    Raise::memory("not enough memory for a string")
}

impl Deref for Str {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Str {
    #[inline]
    fn eq(&self, other: &Str) -> bool {
        Str::ptr_eq(self, other) || (!differ_by_hash(&self.0, &other.0) && self.0.text == other.0.text)
    }
}

impl Eq for Str {}

/// Both hashes are known and differ.
fn differ_by_hash(a: &Text, b: &Text) -> bool {
    let (x, y) = (a.hash.get(), b.hash.get());
    x != y && x != 0 && y != 0
}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Str) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By code point, which for UTF-8 is the order of the bytes.
impl Ord for Str {
    fn cmp(&self, other: &Str) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Str {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(self.hash32());
    }
}

impl Default for Str {
    fn default() -> Self {
        Str::constant("")
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        self
    }
}

impl std::fmt::Display for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self)
    }
}

impl std::fmt::Debug for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

/// An insertion-ordered map keyed by strings, using the hash cached in each.
pub type StrMap<V> = IndexMap<Str, V, StrHasher>;

/// A key for looking up a plain `&str` in a [`StrMap`] without allocating.
pub struct StrKey<'a> {
    text: &'a str,
    hash: u32,
}

impl<'a> StrKey<'a> {
    /// Hashes the text.
    pub fn new(text: &'a str) -> Self {
        StrKey { text, hash: hash_of(text) }
    }
}

impl StrKey<'_> {
    pub(crate) fn text(&self) -> &str {
        self.text
    }

    pub(crate) fn hash32(&self) -> u32 {
        self.hash
    }
}

impl Hash for StrKey<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(self.hash);
    }
}

impl Equivalent<Str> for StrKey<'_> {
    fn equivalent(&self, key: &Str) -> bool {
        self.text == key.as_str()
    }
}

/// Hashes a text with this process's seed; never 0.
fn hash_of(text: &str) -> u32 {
    static SEED: LazyLock<foldhash::fast::RandomState> = LazyLock::new(Default::default);
    let mut hasher = SEED.build_hasher();
    hasher.write(text.as_bytes());
    let hash = hasher.finish();
    ((hash >> 32) as u32 ^ hash as u32).max(1)
}

/// Builds the hasher of [`StrMap`], which passes the keys' own hashes through.
#[derive(Clone, Copy, Debug, Default)]
pub struct StrHasher;

impl BuildHasher for StrHasher {
    type Hasher = PassThrough;

    fn build_hasher(&self) -> PassThrough {
        PassThrough(0)
    }
}

/// Hands out the hash it was given, spread so that both its low and its high bits vary.
#[derive(Debug)]
pub struct PassThrough(u64);

impl Hasher for PassThrough {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = u64::from(hash) << 32 | u64::from(hash);
    }

    /// Only [`Str`] and [`StrKey`] are ever hashed here, and they write one `u32`; other data would still hash correctly.
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| {
            (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
        });
    }
}
