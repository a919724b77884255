//! Where a random program takes its decisions from: a generator with a seed, or bytes that a fuzzer varies.
//!
//! Invariant: the same source gives the same decisions; a spent one gives 0 for ever, so every program ends.

use std::collections::VecDeque;

/// A source of decisions.
#[derive(Debug)]
pub enum Choices {
    /// Endless.
    Random(Random),
    /// One byte for a choice among up to 256, otherwise two.
    Bytes(VecDeque<u8>),
}

impl Choices {
    /// A number below `n`, which is at most 65,536 for bytes.
    pub fn below(&mut self, n: u64) -> u64 {
        match self {
            Choices::Random(random) => random.below(n),
            Choices::Bytes(bytes) => {
                let mut next = || u64::from(bytes.pop_front().unwrap_or(0));
                let value = if n > 256 { next() << 8 | next() } else { next() };
                value % n.max(1)
            }
        }
    }

    /// Whether no decision is left.
    pub fn is_spent(&self) -> bool {
        matches!(self, Choices::Bytes(bytes) if bytes.is_empty())
    }
}

/// Splitmix64.
#[derive(Debug)]
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}
