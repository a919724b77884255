//! Lists and texts under construction: what native functions fill piece by piece.
//!
//! Invariant: every piece is charged to the evaluation's budget, and a buffer grows only after the memory for it was found to be there, so neither a
//! limit of time nor one of memory can be missed by more than a piece. No list or dict is borrowed while charging.

use crate::error::{Raise, Result};
use crate::{Dict, List, Str, Value, memory, work};

/// Greatest size in bytes of a list made by one operation.
const MAX_LIST_BYTES: usize = 1 << 31;
/// Elements copied, or kilobytes moved, between two charges.
const CHUNK: usize = 1 << 12;

/// The elements of a list under construction.
#[derive(Default)]
pub struct Items(Vec<Value>);

impl Items {
    /// No elements yet.
    pub fn new() -> Self {
        Items::default()
    }

    /// No elements yet, but room for this many.
    ///
    /// # Errors
    /// `MemoryError` if they are too many, and those of [`work::spend`].
    pub fn with_capacity(elements: usize) -> Result<Self> {
        let mut items = Items::new();
        items.grow(elements)?;
        Ok(items)
    }

    /// Appends an element.
    ///
    /// # Errors
    /// As [`Items::with_capacity`].
    #[inline]
    pub fn push(&mut self, item: Value) -> Result<()> {
        if self.0.len() == self.0.capacity() {
            let more = self.0.len().max(4);
            self.grow(more).or_else(|_| self.grow(1))?;
        }
        work::spend(1)?;
        self.0.push(item);
        Ok(())
    }

    /// Appends elements `start..end` of a list, as far as they exist.
    ///
    /// # Errors
    /// As [`Items::with_capacity`].
    pub fn extend(&mut self, list: &List, start: usize, end: usize) -> Result<()> {
        let end = end.min(list.len());
        self.grow(end.saturating_sub(start))?;
        for from in (start..end).step_by(CHUNK) {
            let to = end.min(from + CHUNK);
            work::spend(to - from)?;
            let items = list.items();
            self.0.extend_from_slice(items.get(from..to).unwrap_or_default());
        }
        Ok(())
    }

    /// The elements.
    pub fn into_vec(self) -> Vec<Value> {
        self.0
    }

    fn grow(&mut self, more: usize) -> Result<()> {
        let free = self.0.capacity() - self.0.len();
        if more <= free {
            return Ok(());
        }
        let too_long = || Raise::memory("the resulting array would be too long");
        let bytes = self.0.len().checked_add(more).and_then(|n| n.checked_mul(size_of::<Value>()));
        memory::reserve(bytes.filter(|bytes| *bytes <= MAX_LIST_BYTES).ok_or_else(too_long)?)?;
        self.0.try_reserve_exact(more).map_err(|_| too_long())
    }
}

/// Elements `start..end` of a list, as far as they exist.
///
/// # Errors
/// `MemoryError`, and those of [`work::spend`].
pub fn elements(list: &List, start: usize, end: usize) -> Result<Vec<Value>> {
    let mut items = Items::new();
    items.extend(list, start, end)?;
    Ok(items.into_vec())
}

/// Copies the entries of `from` into `into`, which may be the same dict.
///
/// # Errors
/// `MemoryError`, and those of [`work::spend`].
pub fn merge(into: &Dict, from: &Dict) -> Result<()> {
    /// What an entry costs compared to an element.
    const ENTRY: usize = 8;
    // By position, so that nothing is copied in between; a dict merged into itself does not grow.
    for at in 0..from.len() {
        work::spend(ENTRY)?;
        if let Some((key, value)) = from.entry_at(at) {
            into.insert(key, value);
        }
    }
    Ok(())
}

/// A text under construction.
#[derive(Default)]
pub struct TextBuilder(String);

impl TextBuilder {
    /// An empty text.
    pub fn new() -> Self {
        TextBuilder::default()
    }

    /// An empty text with room for this many bytes.
    ///
    /// # Errors
    /// `MemoryError` if they are too many, and those of [`work::spend`].
    pub fn with_capacity(bytes: usize) -> Result<Self> {
        let mut text = TextBuilder::new();
        text.grow(bytes)?;
        Ok(text)
    }

    /// Appends a piece.
    ///
    /// # Errors
    /// As [`TextBuilder::with_capacity`].
    #[inline]
    pub fn push_str(&mut self, piece: &str) -> Result<()> {
        if self.0.capacity() - self.0.len() < piece.len() {
            // Twice the length may be too much where the piece alone is not.
            let more = piece.len().max(self.0.len());
            self.grow(more).or_else(|_| self.grow(piece.len()))?;
        }
        work::scan(piece.len())?;
        self.0.push_str(piece);
        Ok(())
    }

    /// Appends a character.
    ///
    /// # Errors
    /// As [`TextBuilder::with_capacity`].
    pub fn push(&mut self, c: char) -> Result<()> {
        self.push_str(c.encode_utf8(&mut [0; 4]))
    }

    /// Appends a text this many times.
    ///
    /// # Errors
    /// As [`TextBuilder::with_capacity`].
    pub fn repeat(&mut self, text: &str, count: usize) -> Result<()> {
        let Some(bytes) = text.len().checked_mul(count) else { return Err(too_long()) };
        if bytes == 0 {
            return Ok(());
        }
        self.grow(bytes)?;
        let in_piece = (CHUNK * 16 / text.len().max(1)).clamp(1, count.max(1));
        let piece = text.repeat(in_piece);
        (0..count / in_piece).try_for_each(|_| self.push_str(&piece))?;
        self.push_str(&piece[..(count % in_piece) * text.len()])
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The text, for functions that append to a `String`; what they append is charged by them or small.
    pub fn buffer(&mut self) -> &mut String {
        &mut self.0
    }

    fn grow(&mut self, more: usize) -> Result<()> {
        let bytes = self.0.len().checked_add(more).filter(|bytes| *bytes <= Str::MAX_BYTES);
        memory::reserve(bytes.ok_or_else(too_long)?)?;
        self.0.try_reserve(more).map_err(|_| Raise::memory("not enough memory for a string"))
    }
}

#[cold]
fn too_long() -> Box<Raise> {
    Raise::memory("the resulting string would be too long")
}

/// The places of a text where a part begins, from left to right, without overlaps. An empty part is found nowhere.
pub struct Finder<'t> {
    text: &'t str,
    part: &'t str,
    /// Where the next search begins.
    from: usize,
}

impl<'t> Finder<'t> {
    /// Bytes searched between two charges, at least.
    const WINDOW: usize = 1 << 18;

    /// Finds `part` in `text`.
    pub fn new(text: &'t str, part: &'t str) -> Self {
        Finder { text, part, from: 0 }
    }

    /// Hands each place to `found`, until that says to stop.
    ///
    /// # Errors
    /// Those of [`work::spend`] and of `found`.
    pub fn each(mut self, mut found: impl FnMut(usize) -> Result<bool>) -> Result<()> {
        if self.part.is_empty() {
            return Ok(());
        }
        // Windows overlap by a part less a byte, so none is missed; as they are longer than that, the time stays linear.
        let step = Self::WINDOW.max(2 * self.part.len());
        while self.from + self.part.len() <= self.text.len() {
            let end = self.text.ceil_char_boundary((self.from + step).min(self.text.len()));
            let window = &self.text[self.from..end];
            work::scan(window.len())?;
            let start = self.from;
            let next = self.text.floor_char_boundary((end + 1).saturating_sub(self.part.len()));
            self.from = if end == self.text.len() { end } else { next };
            for (at, _) in window.match_indices(self.part) {
                self.from = self.from.max(start + at + self.part.len());
                if !found(start + at)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The first place.
    ///
    /// # Errors
    /// Those of [`work::spend`].
    pub fn first(self) -> Result<Option<usize>> {
        let mut first = None;
        self.each(|at| {
            first = Some(at);
            Ok(false)
        })?;
        Ok(first)
    }
}
