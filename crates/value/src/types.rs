//! Type annotations in the form that is checked at run time.
//!
//! Invariant: aliases are resolved and type parameters have become `Any`; what is left is decided by looking at the value's kind, and
//! for named types by the module's type references.

use crate::{Str, Value};

/// An annotation: the value must be of one of the alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeSpec {
    /// As written, for messages.
    pub text: Str,
    /// Alternatives; at least one.
    pub alternatives: Box<[TypeKind]>,
    /// Null is accepted as well.
    pub nullable: bool,
}

impl TypeKind {
    /// The kinds of values that are accepted whatever they hold, as bits ([`Value::kind_bit`]).
    pub(crate) fn accepted(&self) -> u32 {
        match self {
            TypeKind::Any => u32::MAX,
            TypeKind::Void => Value::Null.kind_bit(),
            TypeKind::Bool => 1 << 1,
            TypeKind::Int => 1 << 2,
            TypeKind::Float => 1 << 3,
            TypeKind::Str => 1 << 5,
            TypeKind::List => 1 << 6,
            TypeKind::Dict => 1 << 7,
            TypeKind::Function => 1 << 9 | 1 << 10 | 1 << 11,
            TypeKind::Named(_) => 0,
        }
    }
}

/// One alternative of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// Anything, null included.
    Any,
    /// Null only.
    Void,
    /// `int`
    Int,
    /// `float`
    Float,
    /// `string`
    Str,
    /// `bool`
    Bool,
    /// Any list.
    List,
    /// Any dict.
    Dict,
    /// Any callable.
    Function,
    /// A struct, enum or interface: slot of the module's type references.
    Named(u16),
}
