//! What the library gives to the machine: functions, methods of built-in kinds, and hints for names that do not exist.
//!
//! Invariant: the tables do not change once an engine uses them: compiled code refers to them by index.

use oxbow_cc::{Cc, Heap};
use oxbow_value::{Module, StrKey, StrMap, Value};

/// Global functions, standard modules and methods.
#[derive(Default)]
pub struct Builtins {
    /// Global functions; compiled code refers to them by index.
    pub functions: StrMap<Value>,
    /// Standard modules, indexed from `FIRST_MODULE`: a name such as `string` may stand for a function and for a module.
    pub modules: StrMap<Value>,
    /// Methods of built-in kinds.
    pub methods: Methods,
    /// Hints for unknown names.
    pub hints: Hints,
    /// Where the functions live. Last, so that it outlives them.
    pub heap: Option<Heap>,
}

/// Methods by kind of receiver. The receiver is the first argument; argument limits count it, messages do not.
#[derive(Default)]
#[allow(missing_docs, reason = "named like the kinds")]
pub struct Methods {
    pub string: StrMap<Value>,
    pub list: StrMap<Value>,
    pub dict: StrMap<Value>,
    pub range: StrMap<Value>,
    pub generator: StrMap<Value>,
    pub weak: StrMap<Value>,
}

/// A candidate-name iterator handed to a hint function.
pub type Names<'i, 's> = &'i mut (dyn Iterator<Item = &'s str> + 'i);

/// Hint lines for names that do not exist; the defaults give none.
#[derive(Clone, Copy)]
pub struct Hints {
    /// For an undefined variable or function, given the visible names.
    pub name: fn(name: &str, visible: Names<'_, '_>) -> Option<String>,
    /// For an unknown member of the named standard module, given its members.
    pub member: fn(module: &str, name: &str, members: Names<'_, '_>) -> Option<String>,
    /// For an unknown method of a built-in kind (as `typeof` names it), given its methods.
    pub method: fn(kind: &str, name: &str, methods: Names<'_, '_>) -> Option<String>,
}

impl Default for Hints {
    fn default() -> Self {
        Hints { name: |_, _| None, member: |_, _, _| None, method: |_, _, _| None }
    }
}

/// Kinds with built-in methods, as keys of inline caches: below every struct type's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    String = 1,
    List = 2,
    Dict = 3,
    Range = 4,
    Generator = 5,
    Weak = 6,
}

impl Kind {
    /// The kind of a receiver that has built-in methods.
    #[inline]
    pub(super) fn of(value: &Value) -> Option<Kind> {
        match value {
            Value::Str(_) => Some(Kind::String),
            Value::List(_) => Some(Kind::List),
            Value::Dict(_) => Some(Kind::Dict),
            Value::Range(_) => Some(Kind::Range),
            Value::Generator(_) => Some(Kind::Generator),
            Value::Weak(_) => Some(Kind::Weak),
            _ => None,
        }
    }
}

impl Methods {
    /// The table of a kind.
    #[inline]
    pub(super) fn of(&self, kind: Kind) -> &StrMap<Value> {
        match kind {
            Kind::String => &self.string,
            Kind::List => &self.list,
            Kind::Dict => &self.dict,
            Kind::Range => &self.range,
            Kind::Generator => &self.generator,
            Kind::Weak => &self.weak,
        }
    }
}

impl Builtins {
    /// A standard module.
    pub fn module(&self, name: &str) -> Option<Cc<Module>> {
        match self.modules.get(&StrKey::new(name)) {
            Some(Value::Module(module)) => Some(module.clone()),
            _ => None,
        }
    }
}
