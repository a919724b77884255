//! Type annotations in the form that is checked at run time.
//!
//! Invariant: aliases are resolved and type parameters have become `Any`; what is left is decided by looking at the value's kind, and
//! for named types by the module's type references.

use crate::Str;

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
