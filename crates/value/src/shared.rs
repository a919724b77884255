//! Texts that all programs of a thread share: the ASCII characters and the names of kinds. Programs that go through a text character by
//! character, or ask for kinds, neither allocate nor compare bytes: an equal text is the same object, another one has another hash.
//!
//! Invariant: they live in a heap of their own, so that nobody's figures count them.

use crate::Str;
use crate::kind::KINDS;
use oxbow_cc::{Heap, Policy};

struct Shared {
    ascii: [Str; 128],
    kinds: [Str; KINDS.len()],
    /// Goes after the texts.
    _heap: Heap,
}

impl Shared {
    fn new() -> Shared {
        let heap = Heap::new();
        heap.set_policy(Policy::Manual);
        let text = |text: &str| {
            let text = Str::unshared(&heap, text);
            text.hash32();
            text
        };
        let ascii = std::array::from_fn(|code| text(char::from(code as u8).encode_utf8(&mut [0; 4])));
        Shared { ascii, kinds: KINDS.map(text), _heap: heap }
    }
}

thread_local! {
    static SHARED: Shared = Shared::new();
}

/// The text of one ASCII character; `None` for other bytes, and while the thread's storage is torn down.
#[inline]
pub(crate) fn ascii(byte: u8) -> Option<Str> {
    SHARED.try_with(|shared| shared.ascii.get(usize::from(byte)).cloned()).ok().flatten()
}

/// The name of a kind; `None` while the thread's storage is torn down.
pub(crate) fn kind(index: usize) -> Option<Str> {
    SHARED.try_with(|shared| shared.kinds.get(index).cloned()).ok().flatten()
}
