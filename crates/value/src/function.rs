//! Script functions and the variables they share.
//!
//! Invariant: a closure has exactly as many captured variables as its code's `captures`. A variable may hold `Unset` until its
//! declaration has run.

use crate::code::Code;
use crate::{Module, Value};
use oxbow_cc::{Cc, Trace, Tracer};
use std::cell::RefCell;
use std::rc::Rc;

/// A function of the script together with what it captured.
pub struct Closure {
    /// What it does.
    pub code: Rc<Code>,
    /// Where its top-level names live.
    pub module: Cc<Module>,
    /// Captured variables, in the order of `code.captures`.
    pub captured: Box<[Cc<Variable>]>,
}

// SAFETY: placeholder
