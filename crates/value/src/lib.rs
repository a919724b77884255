//! The objects of a dynamic language on `oxbow-cc`, each with a traverse hook.
//!
//! Invariants that hold for every file:
//! - Values are counted references; whoever holds a `Value` keeps its object alive. There is no list of roots.
//! - No operation recurses natively over values: structures of any depth and any cycles are handled with explicit stacks.
//! - No method returns while one of an object's cells is borrowed, and replaced values are dropped after the borrow has ended.

// What a variable holds, and the objects behind it.
mod dict;
mod edge;
mod function;
mod generator;
mod host;
mod instance;
mod list;
mod module;
mod range;
mod shared;
mod string;
mod struct_type;
mod value;
mod weak;

// What can be done with values.
pub mod arith;
pub mod build;
pub mod change;
pub mod check;
pub mod convert;
pub mod copy;
pub mod equal;
pub mod index;
pub mod memory;
pub mod names;
pub mod order;
pub mod show;
pub mod work;

mod float;
mod kind;

// Programs, errors, the outside.
pub mod code;
pub mod error;
pub mod native;
pub mod source;
pub mod types;

pub use dict::Dict;
pub use error::{ErrorKind, Raise, Result, StackEntry, Thrown};
pub use function::{Closure, ClosureHead, Variable, new_closure};
pub use generator::{Generator, GeneratorState, Suspended};
pub use host::{
    EqualHook, Failure, HostBody, HostClass, HostData, HostFunction, HostObject, LengthHook, TextHook,
    panic_message,
};
pub use instance::{Fields, Finalizers, Instance, InstanceHead, instantiate, instantiate_from};
pub use list::List;
pub use module::{EnumType, InterfaceType, Module, TypeEntry};
pub use native::{Capabilities, Context, NativeBody, NativeFunction};
pub use range::Range;
pub use string::{Str, StrHasher, StrKey, StrMap, Text};
pub use struct_type::StructType;
pub use value::Value;
pub use weak::WeakRef;
