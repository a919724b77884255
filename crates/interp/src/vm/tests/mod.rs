//! Tests of the machine on hand-assembled code, by theme.

mod asm;
mod calls;
mod errors;
mod finalizers;
mod generators;
mod limits;
mod members;
mod values;
mod verifier;
