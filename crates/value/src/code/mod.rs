//! Compiled functions: data that the compiler writes once and the machine reads.
//!
//! Invariant: a `Code` never changes after it was made, but for the caches inside its sites. It owns no collectable object
//! (constants are strings and numbers), so it is shared by plain `Rc` and never traced.

#[allow(rustdoc::broken_intra_doc_links, reason = "`r[x]` is register notation, no link")]
mod op;
mod operands;
mod print;
mod site;

pub use op::{NOWHERE, Off24, Op};
pub use operands::{Operand, SiteKind};
pub use print::print_code;
pub use site::{FieldCache, Site, StructDecl, StructSite};

use crate::source::{Source, Span};
use crate::types::TypeSpec;
use crate::{Str, Value};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// A compiled function, lambda, `main` block or module initialiser.
#[derive(Debug)]
pub struct Code {
    /// Name as printed: `scale`, `Pt.show`, `__lambda_0`, `main`.
    pub name: Str,
    /// Source file.
    pub source: Arc<Source>,
    /// Instructions; the last one never falls through.
    pub ops: Box<[Op]>,
    /// For each instruction, the source text to blame.
    pub spans: Box<[Span]>,
    /// Constants: null, bool, int, float or string.
    pub constants: Box<[Value]>,
    /// Inline-cache sites and other operands too large for an instruction.
    pub sites: Box<[Site]>,
    /// Functions that `Op::Closure` instantiates.
    pub children: Box<[Rc<Code>]>,
    /// Where each captured variable comes from when a closure of this code is made.
    pub captures: Box<[Capture]>,
    /// Protected ranges; the innermost comes first.
    pub handlers: Box<[Handler]>,
    /// Parameters in order; they occupy the first registers.
    pub params: Box<[ParamSpec]>,
    /// Parameters without a default.
    pub required: u16,
    /// Number of registers of a frame.
    pub registers: u16,
    /// Calling it makes a generator.
    pub is_generator: bool,
    /// The runtime's own code: left out of stack traces.
    pub is_internal: bool,
    /// Names of variables, for reports; nothing else looks at them.
    pub names: Names,
    /// What the machine learnt when it verified the code.
    pub entry: Entry,
}

/// Which variables a function's registers and captures are.
#[derive(Debug, Default)]
pub struct Names {
    /// Captured variables, like `Code::captures`.
    pub captures: Box<[Rc<str>]>,
    /// Local variables, in the order of their declarations.
    pub locals: Box<[Local]>,
}

/// A local variable while it is in scope.
#[derive(Debug)]
pub struct Local {
    /// Its name.
    pub name: Rc<str>,
    /// Where it is: itself, or the shared variable it lives in.
    pub register: u16,
    /// First instruction behind its declaration.
    pub start: u32,
    /// First instruction behind its scope.
    pub end: u32,
}

impl Local {
    /// `end` while the scope is open.
    pub const OPEN: u32 = u32::MAX;
}

impl Names {
    /// The variable in a register when `pc` is the next instruction.
    pub fn local(&self, register: u16, pc: u32) -> Option<&str> {
        let here = |local: &&Local| local.register == register && local.start < pc && pc <= local.end;
        self.locals.iter().rfind(here).map(|local| &*local.name)
    }
}

/// How a call enters a function: written by the machine when it verifies the code, before it first runs.
#[derive(Debug)]
pub struct Entry {
    /// The number of arguments with which a call needs no checks at all; `Entry::CHECKED` if there is none, or not verified yet.
    pub plain_args: Cell<u16>,
    /// The verifier has accepted the code.
    pub verified: Cell<bool>,
}

impl Entry {
    /// No number of arguments goes unchecked.
    pub const CHECKED: u16 = u16::MAX;
}

impl Default for Entry {
    fn default() -> Self {
        Entry { plain_args: Cell::new(Entry::CHECKED), verified: Cell::new(false) }
    }
}

/// A parameter as the machine needs it.
#[derive(Debug)]
pub struct ParamSpec {
    /// Its name.
    pub name: Str,
    /// Its type, checked before the body runs when the argument was given.
    pub ty: Option<TypeSpec>,
}

/// The source of a captured variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    /// The shared variable in this register of the enclosing frame.
    Local(u16),
    /// This captured variable of the enclosing closure.
    Up(u16),
}

/// A protected range of instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First protected instruction.
    pub start: u32,
    /// First instruction behind the range.
    pub end: u32,
    /// Where to continue.
    pub target: u32,
    /// Register that receives the error; it and all registers above are cleared first.
    pub register: u16,
}

/// A compiled file: its initialiser and the tables that a `Module` is made from.
#[derive(Debug)]
pub struct ModuleCode {
    /// Module name as printed (file stem).
    pub name: Str,
    /// Source file.
    pub source: Arc<Source>,
    /// Top-level variables (functions, imports, exports) by slot.
    pub slots: Box<[Str]>,
    /// Types named anywhere in the file, by type slot; resolved when first needed.
    pub type_refs: Box<[TypeRef]>,
    /// Declares structs and functions, then runs `export` initialisers in order; takes no arguments.
    pub init: Rc<Code>,
    /// The `main` block as a function without parameters.
    pub main: Option<Rc<Code>>,
    /// Enums declared at top level.
    pub enums: Box<[(Str, Variants)]>,
    /// Interfaces declared at top level, with their method names.
    pub interfaces: Box<[(Str, Box<[Str]>)]>,
}

/// The variants of an enum with their values, in order.
pub type Variants = Box<[(Str, i64)]>;

/// A type named in a file: `Name` or `module.Name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeRef {
    /// The namespace variable, if qualified.
    pub module: Option<Str>,
    /// The name.
    pub name: Str,
}
