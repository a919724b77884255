//! From syntax tree to bytecode.
//!
//! `module` compiles a file, `session` an input of a session; `analysis` finds the variables that closures share; `scope` says what a name means at a place; `builder` writes instructions and keeps
//! track of registers; `fuse` joins instructions of a finished function; the other rooms translate one group of constructs each. The compiler rejects what can be
//! decided without running: assignments to constants, broken `implements` promises, functions that exceed a limit of the instruction
//! format. Everything else (undefined names, wrong types) becomes an instruction that raises when it is reached.

mod analysis;
mod assign;
mod builder;
mod call;
mod condition;
mod exits;
mod expr;
mod function;
mod fuse;
mod literal;
mod loops;
mod matching;
mod module;
mod name;
mod operator;
mod protect;
mod scalars;
mod scope;
mod session;
mod statement;
mod types;

pub(crate) use module::{Deaths, Env, ImportedModule, compile_module};
pub(crate) use session::{Declared, compile_input};

use crate::syntax::Diagnostic;
use crate::syntax::span::{Source, Span};
use analysis::Facts;
use builder::Builder;
use oxbow_value::code::TypeRef;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// The state of compiling one file.
pub(crate) struct Compiler<'a> {
    env: &'a Env<'a>,
    source: Arc<Source>,
    facts: Facts,
    /// It is an input of a session.
    is_session: bool,
    /// Functions being compiled, outermost first.
    functions: Vec<Builder>,
    /// Top-level variables: slot and whether they are constants.
    module_slots: HashMap<Rc<str>, (u16, bool)>,
    /// Slots of a session's names that have no value, and so do not count as declared.
    spare_slots: HashMap<Rc<str>, u16>,
    slot_names: Vec<Rc<str>>,
    type_refs: Vec<TypeRef>,
    /// Enums declared at top level: variants by name.
    enums: HashMap<Rc<str>, HashMap<Rc<str>, i64>>,
    /// Structs, enums and interfaces declared at top level.
    declared_types: std::collections::HashSet<Rc<str>>,
    /// Types imported by name, under the names they have here.
    imported_types: ImportedModule,
    /// Names that `use debug` is bound to.
    debug_names: std::collections::HashSet<Rc<str>>,
    next_var: u32,
    next_lambda: u32,
    errors: Vec<Diagnostic>,
}

/// Runs a step of a recursive walk with room on the native stack: a tree may be some thousand nodes high, and hosts call from small stacks.
pub(crate) fn deep<R>(step: impl FnOnce() -> R) -> R {
    const RED_ZONE: usize = 128 << 10;
    const PIECE: usize = 1 << 20;
    stacker::maybe_grow(RED_ZONE, PIECE, step)
}

impl Compiler<'_> {
    /// The function under construction.
    fn f(&mut self) -> &mut Builder {
        self.functions.last_mut().expect("a function is open while code is emitted")
    }

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::new(message, span));
    }
}
