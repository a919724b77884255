//! What the library gives to the machine: functions, methods of built-in kinds, and hints for names that do not exist.
//!
//! Invariant: the tables do not change while code that refers to them by index is alive, but for additions at the end.

use oxbow_cc::{Cc, Heap};
use oxbow_value::{Module, Str, StrKey, StrMap, Value};

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
    /// The library's own heap: kept, because a heap without handles collects at every chance.
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

/// Index of the first standard module.
const FIRST_MODULE: usize = 0x8000;

impl Builtins {
    /// The function or module at `index`.
    #[inline]
    pub(super) fn at(&self, index: u16) -> Option<&Value> {
        let index = usize::from(index);
        let entry = match index.checked_sub(FIRST_MODULE) {
            None => self.functions.get_index(index),
            Some(index) => self.modules.get_index(index),
        };
        entry.map(|(_, value)| value)
    }

    /// Index of a function, for compiled code.
    pub(crate) fn function_index(&self, name: &str) -> Option<u16> {
        self.functions.get_index_of(&StrKey::new(name)).map(|index| index as u16)
    }

    /// Index of a standard module, for compiled code.
    pub(crate) fn module_index(&self, name: &str) -> Option<u16> {
        self.modules.get_index_of(&StrKey::new(name)).map(|index| (FIRST_MODULE + index) as u16)
    }

    /// A standard module.
    pub(crate) fn module(&self, name: &str) -> Option<Cc<Module>> {
        match self.modules.get(&StrKey::new(name)) {
            Some(Value::Module(module)) => Some(module.clone()),
            _ => None,
        }
    }

    /// Every name a script may use without declaring it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.functions.keys().chain(self.modules.keys()).map(Str::as_str)
    }

    /// The callable built-in of that name.
    pub(super) fn callable(&self, name: &Str) -> Option<&Value> {
        self.functions.get(name).filter(|value| value.is_callable())
    }
}
