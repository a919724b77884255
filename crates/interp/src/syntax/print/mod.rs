//! Printers for the eye: tokens and trees as text, for snapshots and `--emit` like listings.

mod outline;
mod tokens;
mod tree;

pub(crate) use tokens::print_tokens;
pub(crate) use tree::print_ast;
