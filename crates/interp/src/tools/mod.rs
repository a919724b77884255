//! Tools over source texts: the formatter and the checker. Both read the tree that the compiler reads.

pub mod check;
pub mod format;
