//! Tools over source texts: the formatter, the checker, and what editors ask. They read the tokens and the tree that the compiler reads.

pub mod check;
pub mod format;
pub mod input;
