//! The names of kinds, as `typeof` gives them.

use crate::Value;

impl Value {
    /// What `typeof` returns: the kind, or for instances the struct's name.
    pub fn type_name(&self) -> &str {
        match self {
            Value::Null | Value::Unset => "null",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "string",
            Value::List(_) => "array",
            Value::Dict(_) => "dict",
            Value::Instance(instance) => &instance.ty.name,
            Value::Host(object) => &object.class().name,
            Value::Closure(_) | Value::Native(_) | Value::HostFn(_) => "function",
            Value::Range(_) => "range",
            Value::Generator(_) => "generator",
            Value::Module(_) => "module",
            Value::Weak(_) => "weak",
            Value::Variable(_) => "variable",
            Value::Thrown(_) => "error",
        }
    }
}
