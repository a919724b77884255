//! What the library gives to the machine: functions, methods of built-in kinds, and hints for names that do not exist.
//!
//! Invariant: the tables do not change once an engine uses them: compiled code refers to them by index.

use oxbow_cc::{Cc, Heap};
use oxbow_value::{Module, StrKey, StrMap, Value};

/// Global functions, standard modules and methods.
#[derive(Default)]
pub(crate) struct Builtins {
    /// Global functions; compiled code refers to them by index.
    pub(crate) functions: StrMap<Value>,
    /// Standard modules, indexed from `FIRST_MODULE`: a name such as `string` may stand for a function and for a module.
    pub(crate) modules: StrMap<Value>,
    /// Methods of built-in kinds.
    pub(crate) methods: Methods,
    /// Hints for unknown names.
    pub(crate) hints: Hints,
    /// Where the functions live. Last, so that it outlives them.
    pub(crate) heap: Option<Heap>,
}

/// Methods by kind of receiver. The receiver is the first argument; argument limits count it, messages do not.
#[derive(Default)]
#[allow(missing_docs, reason = "named like the kinds")]
pub(crate) struct Methods {
    pub(crate) string: StrMap<Value>,
    pub(crate) list: StrMap<Value>,
    pub(crate) dict: StrMap<Value>,
    pub(crate) range: StrMap<Value>,
    pub(crate) generator: StrMap<Value>,
    pub(crate) weak: StrMap<Value>,
}

/// A candidate-name iterator handed to a hint function.
pub(crate) type Names<'i, 's> = &'i mut (dyn Iterator<Item = &'s str> + 'i);

/// Hint lines for names that do not exist; the defaults give none.
#[derive(Clone, Copy)]
pub(crate) struct Hints {
    /// For an undefined variable or function, given the visible names.
    pub(crate) name: fn(name: &str, visible: Names<'_, '_>) -> Option<String>,
    /// For an unknown member of the named standard module, given its members.
    pub(crate) member: fn(module: &str, name: &str, members: Names<'_, '_>) -> Option<String>,
    /// For an unknown method of a built-in kind (as `typeof` names it), given its methods.
    pub(crate) method: fn(kind: &str, name: &str, methods: Names<'_, '_>) -> Option<String>,
}

impl Default for Hints {
    fn default() -> Self {
        Hints { name: |_, _| None, member: |_, _, _| None, method: |_, _, _| None }
    }
}

/// Kinds with built-in methods, as keys of inline caches: below every struct type's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Kind {
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
    pub(crate) fn of(value: &Value) -> Option<Kind> {
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
    pub(crate) fn of(&self, kind: Kind) -> &StrMap<Value> {
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
    pub(crate) fn module(&self, name: &str) -> Option<Cc<Module>> {
        match self.modules.get(&StrKey::new(name)) {
            Some(Value::Module(module)) => Some(module.clone()),
            _ => None,
        }
    }
}
