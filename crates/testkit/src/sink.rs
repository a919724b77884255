//! A writer that several owners share and whose content can be read back.
//!
//! Invariant: all clones write to the same bytes, in the order of the calls.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Collects what is written to any of its clones.
#[derive(Clone, Default)]
pub struct Sink(Rc<RefCell<Vec<u8>>>);

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Sink::default()
    }

    /// A clone to hand to whoever writes.
    pub fn writer(&self) -> Box<dyn Write> {
        Box::new(self.clone())
    }

    /// Writes a text.
    pub fn push(&self, text: &str) {
        self.0.borrow_mut().extend_from_slice(text.as_bytes());
    }

    /// What was written so far; bytes that are not UTF-8 are replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.borrow()).into_owned()
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
