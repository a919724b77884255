//! `Value`: what a variable holds.
//!
//! Invariant: 16 bytes. References are counted pointers, so cloning and dropping values is all there is to keeping objects alive.
//! The last three variants are the machine's own and never reach a script or a host.

use crate::{
    Closure, Dict, Generator, Instance, List, Module, NativeFunction, Range, Str, Thrown, Variable, WeakRef,
};
use oxbow_cc::Cc;

/// A value of the language.
#[derive(Clone, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// 64-bit integer.
    Int(i64),
    /// IEEE double.
    Float(f64),
    /// Immutable text.
    Str(Str),
    /// `[..]`
    List(Cc<List>),
    /// `{..}`
    Dict(Cc<Dict>),
    /// Struct instance.
    Instance(Cc<Instance>),
    /// Script function.
    Closure(Cc<Closure>),
    /// Function of the runtime or of the host.
    Native(Cc<NativeFunction>),
    /// `a..b`
    Range(Cc<Range>),
    /// Suspended generator.
    Generator(Cc<Generator>),
    /// Namespace.
    Module(Cc<Module>),
    /// Weak reference.
    Weak(Cc<WeakRef>),
    /// An empty register or undeclared variable.
    #[doc(hidden)]
    Unset,
    /// A variable shared by closures, in the register of the frame that declared it.
    #[doc(hidden)]
    Variable(Cc<Variable>),
    /// An error held by a handler.
    #[doc(hidden)]
    Thrown(Cc<Thrown>),
}

const _: () = assert!(size_of::<Value>() == 16);
