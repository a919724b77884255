//! `Value`: what a variable holds.
//!
//! Invariant: 16 bytes, the kind in the first word, so that values are passed on in two registers. References are counted pointers, so cloning and dropping values is all there is to keeping objects alive.
//! `Unset`, `Variable` and `Thrown` are the machine's own and never reach a script or a host. The variants without a pointer come
//! first, so that one comparison tells whether there is a count to keep.

use crate::error::Result;
use crate::{
    Closure, Dict, Generator, HostFunction, HostObject, Instance, List, Module, NativeFunction, Range, Str,
    Thrown, Variable, WeakRef,
};
use crate::{convert, equal, show};
use oxbow_cc::{Cc, Heap, SlotValue, Trace};
use std::fmt;

/// A value of the language. `==` is the language's own equality.
#[derive(Default, Trace)]
#[trace(slot, edge_names = Value::edge_name)]
#[repr(u64)]
pub enum Value {
    /// `null`
    #[default]
    Null = 0,
    /// `true`, `false`
    Bool(bool) = 1,
    /// 64-bit integer.
    Int(i64) = 2,
    /// IEEE double.
    Float(f64) = 3,
    /// An empty register or undeclared variable.
    #[doc(hidden)]
    Unset = 4,
    /// Immutable text.
    Str(Str) = 5,
    /// `[..]`
    List(Cc<List>) = 6,
    /// `{..}`
    Dict(Cc<Dict>) = 7,
    /// Struct instance.
    Instance(Cc<Instance>) = 8,
    /// Script function.
    Closure(Cc<Closure>) = 9,
    /// Function of the runtime.
    Native(Cc<NativeFunction>) = 10,
    /// Function of the host.
    HostFn(Cc<HostFunction>) = 11,
    /// Object of the host.
    Host(Cc<HostObject>) = 12,
    /// `a..b`
    Range(Cc<Range>) = 13,
    /// Suspended generator.
    Generator(Cc<Generator>) = 14,
    /// Namespace.
    Module(Cc<Module>) = 15,
    /// Weak reference.
    Weak(Cc<WeakRef>) = 16,
    /// A variable shared by closures, in the register of the frame that declared it.
    #[doc(hidden)]
    Variable(Cc<Variable>) = 17,
    /// An error held by a handler.
    #[doc(hidden)]
    Thrown(Cc<Thrown>) = 18,
}

const _: () = assert!(size_of::<Value>() == 16 && size_of::<Option<Value>>() == 16);

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Self {
        self.duplicate()
    }
}

impl Value {
    /// In snapshots the kind of a value is no part of the way to it.
    fn edge_name(&self, _: &str) -> Option<String> {
        Some(String::new())
    }

    /// Address of the object behind a value, as snapshots of the heap know it; `None` for strings and what is no object.
    pub fn address(&self) -> Option<usize> {
        Some(match self {
            Value::List(object) => Cc::as_ptr(object).addr(),
            Value::Dict(object) => Cc::as_ptr(object).addr(),
            Value::Instance(object) => Cc::as_ptr(object).addr(),
            Value::Closure(object) => Cc::as_ptr(object).addr(),
            Value::Native(object) => Cc::as_ptr(object).addr(),
            Value::HostFn(object) => Cc::as_ptr(object).addr(),
            Value::Host(object) => Cc::as_ptr(object).addr(),
            Value::Range(object) => Cc::as_ptr(object).addr(),
            Value::Generator(object) => Cc::as_ptr(object).addr(),
            Value::Module(object) => Cc::as_ptr(object).addr(),
            Value::Weak(object) => Cc::as_ptr(object).addr(),
            Value::Variable(object) => Cc::as_ptr(object).addr(),
            Value::Thrown(object) => Cc::as_ptr(object).addr(),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Unset | Value::Str(_) => {
                return None;
            }
        })
    }

    /// A new string.
    pub fn str(heap: &Heap, text: &str) -> Value {
        Value::Str(Str::new(heap, text))
    }

    /// A new list.
    pub fn list(heap: &Heap, items: Vec<Value>) -> Value {
        Value::List(heap.alloc(List::new(items)))
    }

    /// A new dict.
    pub fn dict(heap: &Heap, dict: Dict) -> Value {
        Value::Dict(heap.alloc(dict))
    }

    /// The kind as a bit: 1 shifted by the variant's number.
    #[inline(always)]
    pub(crate) fn kind_bit(&self) -> u32 {
        1 << match self {
            Value::Null => 0,
            Value::Bool(_) => 1,
            Value::Int(_) => 2,
            Value::Float(_) => 3,
            Value::Unset => 4,
            Value::Str(_) => 5,
            Value::List(_) => 6,
            Value::Dict(_) => 7,
            Value::Instance(_) => 8,
            Value::Closure(_) => 9,
            Value::Native(_) => 10,
            Value::HostFn(_) => 11,
            Value::Host(_) => 12,
            Value::Range(_) => 13,
            Value::Generator(_) => 14,
            Value::Module(_) => 15,
            Value::Weak(_) => 16,
            Value::Variable(_) => 17,
            Value::Thrown(_) => 18,
        }
    }

    /// Whether this is `null`.
    #[inline]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// Whether this marks an empty register or undeclared variable.
    #[inline]
    pub fn is_unset(&self) -> bool {
        matches!(self, Value::Unset)
    }

    /// Whether this is a function of any kind.
    #[inline]
    pub fn is_callable(&self) -> bool {
        matches!(self, Value::Closure(_) | Value::Native(_) | Value::HostFn(_))
    }

    /// Whether a condition holds for this value.
    #[inline]
    pub fn truthy(&self) -> bool {
        convert::truthy(self)
    }

    /// Identity for references, `==` for everything else.
    pub fn same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::List(a), Value::List(b)) => Cc::ptr_eq(a, b),
            (Value::Dict(a), Value::Dict(b)) => Cc::ptr_eq(a, b),
            _ => equal::equal(self, other),
        }
    }

    /// The text form (`string(v)`); a string gives itself without copying.
    ///
    /// # Errors
    /// `MemoryError` if the text is too long.
    pub fn text(&self, heap: &Heap) -> Result<Str> {
        match self {
            Value::Str(text) => Ok(text.clone()),
            other => Ok(Str::from_compact(heap, show::compact(other)?)),
        }
    }
}

/// The language's `==`: structural for strings, lists and dicts; see [`equal::equal`].
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        equal::equal(self, other)
    }
}

/// Scalars and strings as Rust would print them, other kinds by name only: safe for any structure.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(x) => write!(f, "{x}"),
            Value::Int(x) => write!(f, "{x}"),
            Value::Float(x) => write!(f, "{x:?}"),
            Value::Str(x) => write!(f, "{x:?}"),
            Value::List(x) => write!(f, "array({})", x.len()),
            Value::Dict(x) => write!(f, "dict({})", x.len()),
            other => f.write_str(other.type_name()),
        }
    }
}

macro_rules! from {
    ($($from:ty => $variant:ident;)*) => {$(
        impl From<$from> for Value {
            fn from(content: $from) -> Value {
                Value::$variant(content)
            }
        }
    )*};
}

from! {
    bool => Bool;
    i64 => Int;
    f64 => Float;
    Str => Str;
    Cc<List> => List;
    Cc<Dict> => Dict;
    Cc<Instance> => Instance;
    Cc<Closure> => Closure;
    Cc<NativeFunction> => Native;
    Cc<HostFunction> => HostFn;
    Cc<HostObject> => Host;
    Cc<Range> => Range;
    Cc<Generator> => Generator;
    Cc<Module> => Module;
    Cc<WeakRef> => Weak;
}
