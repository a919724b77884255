//! A compiled program.

use super::loader::Import;
use oxbow_value::code::ModuleCode;
use std::rc::Rc;

/// A program compiled once; it can run many times, each run with fresh module variables.
#[derive(Clone)]
pub struct Script {
    /// Files in dependency order with their resolved imports; the last is the program file.
    pub(super) units: Vec<(Rc<ModuleCode>, Vec<Import>)>,
}

impl Script {
    /// The compiled files, in dependency order.
    pub fn modules(&self) -> impl Iterator<Item = &ModuleCode> {
        self.units.iter().map(|(code, _)| &**code)
    }
}
