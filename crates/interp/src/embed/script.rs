//! A compiled program.

use super::loader::Import;
use crate::vm::roots::Roots;
use oxbow_value::code::ModuleCode;
use std::rc::Rc;

/// A program compiled once; it can run many times in the engine that compiled it, each run with fresh module variables.
#[derive(Clone)]
pub struct Script {
    /// Files in dependency order with their resolved imports; the last is the program file.
    pub(super) units: Vec<(Rc<ModuleCode>, Vec<Import>)>,
    /// Identity of the engine: code refers to its globals by index.
    pub(super) owner: Rc<Roots>,
}

impl Script {
    /// The compiled files, in dependency order.
    pub(crate) fn modules(&self) -> impl Iterator<Item = &ModuleCode> {
        self.units.iter().map(|(code, _)| &**code)
    }
}

impl std::fmt::Debug for Script {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.modules().map(|code| code.name.as_str())).finish()
    }
}
