//! From values to any deserializable host data, by `serde`.
//!
//! Invariant: nesting beyond a fixed depth is an error, so a cycle ends and the native stack suffices. Struct instances look like maps.

use super::error::Error;
use super::scope::Scope;
use oxbow_cc::Cc;
use oxbow_value::{Dict, ErrorKind, Fields, List, Str, Value};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
};

impl Scope<'_> {
    /// Converts a value to any deserializable type.
    ///
    /// # Errors
    /// The value does not fit the type, or nests deeper than 500 levels (as every cycle does).
    pub fn deserialize<T: DeserializeOwned>(&self, value: &Value) -> Result<T, Error> {
        deserialize(value)
    }
}

impl super::Engine {
    /// Converts a value to any deserializable type: see [`Scope::deserialize`].
    ///
    /// # Errors
    /// Those of [`Scope::deserialize`].
    pub fn deserialize<T: DeserializeOwned>(&self, value: &Value) -> Result<T, Error> {
        deserialize(value)
    }
}

fn deserialize<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Reader { value: value.clone(), depth: Depth::default() })
}

/// How deep a conversion is in its data.
#[derive(Clone, Copy, Default)]
pub(super) struct Depth(u16);

impl Depth {
    const MAX: u16 = 500;

    /// One level down.
    pub(super) fn deeper(self) -> Result<Depth, Error> {
        if self.0 < Depth::MAX {
            Ok(Depth(self.0 + 1))
        } else {
            Err(custom("the data nests deeper than 500 levels"))
        }
    }

    /// Runs a level with enough native stack.
    pub(super) fn guard<R>(level: impl FnOnce() -> R) -> R {
        stacker::maybe_grow(64 << 10, 1 << 20, level)
    }
}

/// A conversion error.
#[cold]
pub(super) fn custom(message: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::ArgumentError, format!("Argument error: {message}"))
}

impl serde::de::Error for Error {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        custom(message)
    }
}

impl serde::ser::Error for Error {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        custom(message)
    }
}

struct Reader {
    value: Value,
    depth: Depth,
}

impl IntoDeserializer<'static, Error> for Reader {
    type Deserializer = Reader;

    fn into_deserializer(self) -> Reader {
        self
    }
}

impl Reader {
    fn list<V: Visitor<'static>>(self, list: &List, visitor: V) -> Result<V::Value, Error> {
        let depth = self.depth.deeper()?;
        let items = list.to_vec().into_iter().map(move |value| Reader { value, depth });
        Depth::guard(|| {
            let mut items = SeqDeserializer::new(items);
            let result = visitor.visit_seq(&mut items)?;
            items.end()?;
            Ok(result)
        })
    }

    fn map<V: Visitor<'static>>(self, entries: Vec<(Str, Value)>, visitor: V) -> Result<V::Value, Error> {
        let depth = self.depth.deeper()?;
        let entries = entries.into_iter().map(move |(key, value)| (key.to_string(), Reader { value, depth }));
        Depth::guard(|| {
            let mut entries = MapDeserializer::new(entries);
            let result = visitor.visit_map(&mut entries)?;
            entries.end()?;
            Ok(result)
        })
    }
}

impl Deserializer<'static> for Reader {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Int(n) => visitor.visit_i64(*n),
            Value::Float(x) => visitor.visit_f64(*x),
            Value::Str(text) => visitor.visit_str(text),
            Value::List(list) => {
                let list = Cc::clone(list);
                self.list(&list, visitor)
            }
            Value::Dict(dict) => {
                let entries = dict.entries();
                self.map(entries, visitor)
            }
            Value::Instance(instance) => {
                let names = instance.ty.field_names().cloned();
                let entries = names.zip(instance.values()).collect();
                self.map(entries, visitor)
            }
            other => Err(custom(format_args!("{} cannot be converted to host data", other.type_name()))),
        }
    }

    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'static>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            Value::Str(name) => visitor.visit_enum(name.to_string().into_deserializer()),
            Value::Dict(dict) if dict.len() == 1 => match Dict::entry_at(dict, 0) {
                Some((name, value)) => {
                    let content = Reader { value, depth: self.depth.deeper()? };
                    visitor.visit_enum(Variant { name: name.to_string(), content })
                }
                None => Err(custom("expected a variant")),
            },
            other => Err(custom(format_args!(
                "expected a variant name or a dict with one entry, but got {}",
                other.type_name()
            ))),
        }
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// A variant with content.
struct Variant {
    name: String,
    content: Reader,
}

impl EnumAccess<'static> for Variant {
    type Error = Error;
    type Variant = Reader;

    fn variant_seed<V: DeserializeSeed<'static>>(self, seed: V) -> Result<(V::Value, Reader), Error> {
        let name: serde::de::value::StringDeserializer<Error> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self.content))
    }
}

impl VariantAccess<'static> for Reader {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if self.value.is_null() { Ok(()) } else { Err(custom("this variant has no content")) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'static>>(self, seed: T) -> Result<T::Value, Error> {
        Depth::guard(|| seed.deserialize(self))
    }

    fn tuple_variant<V: Visitor<'static>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'static>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }
}
