//! Where objects were made: a table beside the heap, only while somebody wants to know.
//!
//! Invariant: every new object is noted before another can take its address, so what stands at the address of a live object is
//! its own. Entries of dead objects are overwritten, or swept out when they outnumber the live ones; so the table never holds more than about
//! twice as many entries as the heap has objects.

use super::frame::Frame;
use super::window::Window;
use oxbow_cc::Heap;
use oxbow_value::source::Source;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Fewer entries are not swept.
const FEW: usize = 4096;

/// Places by address.
#[derive(Default)]
pub(crate) struct Sites {
    places: RefCell<HashMap<usize, (Arc<Source>, u32)>>,
    /// Number of entries at which dead ones are swept out.
    sweep_at: Cell<usize>,
}

impl Sites {
    /// Notes that the instruction before the window's next one made what was allocated since the last call. Functions of the library are passed
    /// over: what they make is made by whoever called them.
    pub(super) fn note(&self, heap: &Heap, w: &Window, frames: &[Frame]) {
        let addresses = heap.take_recorded();
        if addresses.is_empty() {
            return;
        }
        let mut code = w.code();
        let mut pc = w.index();
        for frame in frames.iter().rev().skip(1) {
            if !code.is_internal {
                break;
            }
            code = &frame.closure.code;
            pc = frame.pc as usize;
        }
        let start = code.spans.get(pc.saturating_sub(1)).map_or(0, |span| span.start);
        let mut places = self.places.borrow_mut();
        places.extend(addresses.into_iter().map(|address| (address, (code.source.clone(), start))));
        if places.len() > self.sweep_at.get().max(FEW) {
            let live: HashSet<usize> = heap.addresses().into_iter().collect();
            places.retain(|address, _| live.contains(address));
            self.sweep_at.set(2 * places.len());
        }
    }

    /// Number of entries.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.places.borrow().len()
    }

    /// Where the object at an address was made: `file:line`.
    pub(crate) fn place(&self, address: usize) -> Option<String> {
        let places = self.places.borrow();
        let (source, start) = places.get(&address)?;
        Some(format!("{}:{}", source.name, source.line_column(*start).0))
    }
}
