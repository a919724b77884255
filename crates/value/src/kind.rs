//! The names of kinds, as `typeof` gives them.

use crate::{Str, Value, shared};

pub(crate) const KINDS: [&str; 14] = [
    "null",
    "bool",
    "int",
    "float",
    "string",
    "array",
    "dict",
    "function",
    "range",
    "generator",
    "module",
    "weak",
    "variable",
    "error",
];

impl Value {
    /// What `typeof` returns: the kind, or for instances the struct's name.
    pub fn type_name(&self) -> &str {
        match self {
            Value::Instance(instance) => &instance.ty.name,
            Value::Host(object) => &object.class().name,
            other => KINDS[other.kind()],
        }
    }

    /// The same as a text that is shared: nothing is allocated.
    pub fn type_text(&self) -> Str {
        match self {
            Value::Instance(instance) => instance.ty.name.clone(),
            Value::Host(object) => object.class().name.clone(),
            other => shared::kind(other.kind()).unwrap_or_else(|| Str::constant(KINDS[other.kind()])),
        }
    }

    /// The place of the kind's name.
    fn kind(&self) -> usize {
        match self {
            Value::Null | Value::Unset => 0,
            Value::Bool(_) => 1,
            Value::Int(_) => 2,
            Value::Float(_) => 3,
            Value::Str(_) => 4,
            Value::List(_) => 5,
            Value::Dict(_) | Value::Instance(_) | Value::Host(_) => 6,
            Value::Closure(_) | Value::Native(_) | Value::HostFn(_) => 7,
            Value::Range(_) => 8,
            Value::Generator(_) => 9,
            Value::Module(_) => 10,
            Value::Weak(_) => 11,
            Value::Variable(_) => 12,
            Value::Thrown(_) => 13,
        }
    }
}
