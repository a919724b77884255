//! Values from and to the types of the host.
//!
//! Invariant: a conversion loses nothing silently: an integer that does not fit, a float with a fraction for an integer, or a list of the
//! wrong length is an error. Conversions of nested types follow the *type*, not the value, so their depth is bounded.

use super::error::Error;
use super::function::Function;
use super::handle::Handle;
use super::scope::Scope;
use indexmap::IndexMap;
use oxbow_value::change::ChangeDict;
use oxbow_value::{Dict, ErrorKind, Str, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::rc::Rc;

/// A host type that becomes a value.
pub trait IntoValue {
    /// The value.
    ///
    /// # Errors
    /// It cannot be represented.
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error>;
}

/// A host type that is made from a value.
pub trait FromValue: Sized {
    /// As the parameter of a host function it may be left out; it is made from null then.
    const OPTIONAL: bool = false;

    /// The host's value.
    ///
    /// # Errors
    /// The value has another kind or is out of range.
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error>;
}

/// "expected X, but got Y"
#[cold]
pub(super) fn expected(what: &str, got: &Value) -> Error {
    Error::type_error(format_args!("expected {what}, but got {}", got.type_name()))
}

#[cold]
fn out_of_range(n: impl std::fmt::Display, ty: &str) -> Error {
    Error::new(ErrorKind::ArgumentError, format!("Argument error: {n} is out of the range of {ty}"))
}

impl IntoValue for Value {
    #[inline]
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        scope.check_owner(&self)?;
        Ok(self)
    }
}

impl IntoValue for &Value {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.clone().into_value(scope)
    }
}

impl FromValue for Value {
    const OPTIONAL: bool = true;

    #[inline]
    fn from_value(value: Value, _: &mut Scope<'_>) -> Result<Self, Error> {
        Ok(value)
    }
}

impl IntoValue for () {
    #[inline]
    fn into_value(self, _: &mut Scope<'_>) -> Result<Value, Error> {
        Ok(Value::Null)
    }
}

/// Accepts anything.
impl FromValue for () {
    const OPTIONAL: bool = true;

    fn from_value(_: Value, _: &mut Scope<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

impl IntoValue for bool {
    #[inline]
    fn into_value(self, _: &mut Scope<'_>) -> Result<Value, Error> {
        Ok(Value::Bool(self))
    }
}

impl FromValue for bool {
    #[inline]
    fn from_value(value: Value, _: &mut Scope<'_>) -> Result<Self, Error> {
        match value {
            Value::Bool(b) => Ok(b),
            other => Err(expected("bool", &other)),
        }
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl IntoValue for $int {
            #[inline]
            fn into_value(self, _: &mut Scope<'_>) -> Result<Value, Error> {
                i64::try_from(self).map(Value::Int).map_err(|_| out_of_range(self, "int"))
            }
        }

        impl FromValue for $int {
            #[inline]
            fn from_value(value: Value, _: &mut Scope<'_>) -> Result<Self, Error> {
                match value {
                    Value::Int(n) => <$int>::try_from(n).map_err(|_| out_of_range(n, stringify!($int))),
                    other => Err(expected("int", &other)),
                }
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl IntoValue for $float {
            #[inline]
            fn into_value(self, _: &mut Scope<'_>) -> Result<Value, Error> {
                Ok(Value::Float(self.into()))
            }
        }

        /// Ints are accepted as well.
        impl FromValue for $float {
            #[inline]
            fn from_value(value: Value, _: &mut Scope<'_>) -> Result<Self, Error> {
                match value {
                    Value::Float(x) => Ok(x as $float),
                    Value::Int(n) => Ok(n as $float),
                    other => Err(expected("number", &other)),
                }
            }
        }
    )*};
}

floats! { f32 f64 }

macro_rules! texts {
    ($($text:ty)*) => {$(
        impl IntoValue for $text {
            fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
                let text: &str = self.as_ref();
                Ok(Value::str(scope.heap(), text))
            }
        }
    )*};
}

texts! { &str Cow<'_, str> Box<str> Rc<str> &String }

impl IntoValue for String {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        Ok(Value::Str(Str::from_string(scope.heap(), self)))
    }
}

impl IntoValue for char {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.encode_utf8(&mut [0; 4]).to_owned().into_value(scope)
    }
}

impl IntoValue for Str {
    fn into_value(self, _: &mut Scope<'_>) -> Result<Value, Error> {
        Ok(Value::Str(self))
    }
}

/// Shares the text instead of copying it.
impl FromValue for Str {
    fn from_value(value: Value, _: &mut Scope<'_>) -> Result<Self, Error> {
        match value {
            Value::Str(text) => Ok(text),
            other => Err(expected("string", &other)),
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        Str::from_value(value, scope).map(|text| text.as_str().to_owned())
    }
}

impl FromValue for Box<str> {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        Str::from_value(value, scope).map(|text| text.as_str().into())
    }
}

impl FromValue for char {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        let text = Str::from_value(value, scope)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(c),
            _ => Err(Error::new(
                ErrorKind::ArgumentError,
                "Argument error: expected a string of one character",
            )),
        }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    #[inline]
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.map_or(Ok(Value::Null), |value| value.into_value(scope))
    }
}

/// `None` is null.
impl<T: FromValue> FromValue for Option<T> {
    const OPTIONAL: bool = true;

    #[inline]
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        if value.is_null() { Ok(None) } else { T::from_value(value, scope).map(Some) }
    }
}

impl IntoValue for Handle {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.value_in(&scope.vm.roots)
    }
}

impl IntoValue for &Handle {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.value_in(&scope.vm.roots)
    }
}

/// Roots the value.
impl FromValue for Handle {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        scope.handle(value)
    }
}

impl IntoValue for Function {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.handle().into_value(scope)
    }
}

impl IntoValue for &Function {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        self.handle().into_value(scope)
    }
}

/// Roots the function.
impl FromValue for Function {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        if value.is_callable() { scope.function(value) } else { Err(expected("function", &value)) }
    }
}

fn list(values: impl IntoIterator<Item = impl IntoValue>, scope: &mut Scope<'_>) -> Result<Value, Error> {
    let items = values.into_iter().map(|value| value.into_value(scope)).collect::<Result<Vec<_>, _>>()?;
    Ok(Value::list(scope.heap(), items))
}

fn items<T: FromValue, C: FromIterator<T>>(value: Value, scope: &mut Scope<'_>) -> Result<C, Error> {
    let Value::List(list) = value else { return Err(expected("array", &value)) };
    list.to_vec().into_iter().map(|item| T::from_value(item, scope)).collect()
}

macro_rules! sequences {
    ($($({$($bounds:tt)*})? $sequence:ty;)*) => {$(
        impl<T: IntoValue $($($bounds)*)?> IntoValue for $sequence {
            fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
                list(self, scope)
            }
        }

        impl<T: FromValue $($($bounds)*)?> FromValue for $sequence {
            fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
                items(value, scope)
            }
        }
    )*};
}

sequences! {
    Vec<T>;
    VecDeque<T>;
    {+ Ord} BTreeSet<T>;
    {+ Hash + Eq} HashSet<T>;
}

impl<T: IntoValue, const N: usize> IntoValue for [T; N] {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        list(self, scope)
    }
}

/// A list of exactly this length.
impl<T: FromValue, const N: usize> FromValue for [T; N] {
    fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
        let items: Vec<T> = items(value, scope)?;
        items.try_into().map_err(|items: Vec<T>| wrong_length(N, items.len()))
    }
}

impl<T: IntoValue + Clone> IntoValue for &[T] {
    fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
        list(self.iter().cloned(), scope)
    }
}

#[cold]
fn wrong_length(wanted: usize, got: usize) -> Error {
    let message = format!("Argument error: expected an array of {wanted} elements, but got {got}");
    Error::new(ErrorKind::ArgumentError, message)
}

macro_rules! maps {
    ($([$($extra:tt)*] $map:ty, $key:ident: {$($bounds:tt)*};)*) => {$(
        impl<$key: AsRef<str> + $($bounds)*, V: IntoValue $($extra)*> IntoValue for $map {
            fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
                let dict = Dict::with_capacity(self.len());
                for (key, value) in self {
                    let value = value.into_value(scope)?;
                    dict.insert(Str::new(scope.heap(), key.as_ref()), value);
                }
                Ok(Value::dict(scope.heap(), dict))
            }
        }

        impl<$key: From<String> + $($bounds)*, V: FromValue $($extra)*> FromValue for $map {
            fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
                let Value::Dict(dict) = value else { return Err(expected("dict", &value)) };
                let entry = |(key, value): (Str, Value)| Ok((K::from(key.to_string()), V::from_value(value, scope)?));
                dict.entries().into_iter().map(entry).collect()
            }
        }
    )*};
}

maps! {
    [, S: BuildHasher + Default] HashMap<K, V, S>, K: {Hash + Eq};
    [, S: BuildHasher + Default] IndexMap<K, V, S>, K: {Hash + Eq};
    [] BTreeMap<K, V>, K: {Ord};
}

macro_rules! tuples {
    ($($len:literal: $($name:ident)*;)*) => {$(
        /// A list.
        impl<$($name: IntoValue),*> IntoValue for ($($name,)*) {
            #[allow(non_snake_case, reason = "one macro for all lengths")]
            fn into_value(self, scope: &mut Scope<'_>) -> Result<Value, Error> {
                let ($($name,)*) = self;
                let items = vec![$($name.into_value(scope)?),*];
                Ok(Value::list(scope.heap(), items))
            }
        }

        /// A list of exactly this length.
        impl<$($name: FromValue),*> FromValue for ($($name,)*) {
            fn from_value(value: Value, scope: &mut Scope<'_>) -> Result<Self, Error> {
                let Value::List(list) = value else { return Err(expected("array", &value)) };
                if list.len() != $len {
                    return Err(wrong_length($len, list.len()));
                }
                let mut items = list.to_vec().into_iter();
                Ok(($($name::from_value(items.next().unwrap_or_default(), scope)?,)*))
            }
        }
    )*};
}

tuples! {
    1: A;
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
    7: A B C D E F G;
    8: A B C D E F G H;
}
