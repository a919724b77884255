//! From any serializable host data to values, by `serde`.
//!
//! Invariant: nesting beyond a fixed depth is an error, so foreign data cannot exhaust the native stack. Structs, maps and struct variants become
//! dicts, sequences and tuples lists, unit variants strings, other variants dicts with one entry; bytes become a list of ints.

use super::data_out::{Depth, custom};
use super::error::Error;
use super::scope::Scope;
use oxbow_cc::{Cc, Heap};
use oxbow_value::change::ChangeDict;
use oxbow_value::{Dict, Str, Value, convert};
use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

impl Scope<'_> {
    /// Converts any serializable data.
    ///
    /// # Errors
    /// A number that does not fit into 64 bits, nesting deeper than 500 levels, or what the data itself reports.
    pub fn serialize<T: Serialize + ?Sized>(&self, data: &T) -> Result<Value, Error> {
        data.serialize(Writer { heap: self.heap(), depth: Depth::default() })
    }
}

impl super::Engine {
    /// Converts any serializable data: see [`Scope::serialize`].
    ///
    /// # Errors
    /// Those of [`Scope::serialize`].
    pub fn serialize<T: Serialize + ?Sized>(&mut self, data: &T) -> Result<Value, Error> {
        self.scope().serialize(data)
    }
}

#[derive(Clone, Copy)]
struct Writer<'h> {
    heap: &'h Heap,
    depth: Depth,
}

impl<'h> Writer<'h> {
    fn inner<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        let depth = self.depth.deeper()?;
        Depth::guard(|| value.serialize(Writer { depth, ..self }))
    }

    fn variant(self, name: &str, content: Value) -> Value {
        let dict = Dict::with_capacity(1);
        dict.insert(Str::new(self.heap, name), content);
        Value::dict(self.heap, dict)
    }

    fn items(self, len: usize, variant: Option<&'static str>) -> Items<'h> {
        Items { writer: self, items: Vec::with_capacity(len.min(4096)), variant }
    }

    fn entries(self, len: usize, variant: Option<&'static str>) -> Entries<'h> {
        let dict = self.heap.alloc(Dict::with_capacity(len.min(4096)));
        Entries { writer: self, dict, key: None, variant }
    }
}

/// A list under construction.
struct Items<'h> {
    writer: Writer<'h>,
    items: Vec<Value>,
    variant: Option<&'static str>,
}

impl Items<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.items.push(self.writer.inner(value)?);
        Ok(())
    }

    fn finish(self) -> Value {
        let list = Value::list(self.writer.heap, self.items);
        self.variant.map_or(list.clone(), |name| self.writer.variant(name, list))
    }
}

/// A dict under construction.
struct Entries<'h> {
    writer: Writer<'h>,
    dict: Cc<Dict>,
    key: Option<Str>,
    variant: Option<&'static str>,
}

impl Entries<'_> {
    fn put<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Error> {
        let value = self.writer.inner(value)?;
        self.dict.insert(Str::new(self.writer.heap, key), value);
        Ok(())
    }

    fn finish(self) -> Value {
        let dict = Value::Dict(self.dict);
        self.variant.map_or(dict.clone(), |name| self.writer.variant(name, dict))
    }
}

macro_rules! integers {
    ($($method:ident $int:ty;)*) => {$(
        fn $method(self, n: $int) -> Result<Value, Error> {
            i64::try_from(n).map(Value::Int).map_err(|_| custom(format!("{n} is out of the range of int")))
        }
    )*};
}

impl<'h> Serializer for Writer<'h> {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = Items<'h>;
    type SerializeTuple = Items<'h>;
    type SerializeTupleStruct = Items<'h>;
    type SerializeTupleVariant = Items<'h>;
    type SerializeMap = Entries<'h>;
    type SerializeStruct = Entries<'h>;
    type SerializeStructVariant = Entries<'h>;

    integers! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64; serialize_i128 i128;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64; serialize_u128 u128;
    }

    fn serialize_bool(self, b: bool) -> Result<Value, Error> {
        Ok(Value::Bool(b))
    }

    fn serialize_f32(self, x: f32) -> Result<Value, Error> {
        Ok(Value::Float(x.into()))
    }

    fn serialize_f64(self, x: f64) -> Result<Value, Error> {
        Ok(Value::Float(x))
    }

    fn serialize_char(self, c: char) -> Result<Value, Error> {
        Ok(Value::str(self.heap, c.encode_utf8(&mut [0; 4])))
    }

    fn serialize_str(self, text: &str) -> Result<Value, Error> {
        Ok(Value::str(self.heap, text))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, Error> {
        Ok(Value::list(self.heap, bytes.iter().map(|b| Value::Int((*b).into())).collect()))
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        self.inner(value)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        self.inner(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        let value = self.inner(value)?;
        Ok(self.variant(variant, value))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Items<'h>, Error> {
        Ok(self.items(len.unwrap_or(0), None))
    }

    fn serialize_tuple(self, len: usize) -> Result<Items<'h>, Error> {
        Ok(self.items(len, None))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Items<'h>, Error> {
        Ok(self.items(len, None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Items<'h>, Error> {
        Ok(self.items(len, Some(variant)))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Entries<'h>, Error> {
        Ok(self.entries(len.unwrap_or(0), None))
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Entries<'h>, Error> {
        Ok(self.entries(len, None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Entries<'h>, Error> {
        Ok(self.entries(len, Some(variant)))
    }
}

macro_rules! sequences {
    ($($trait:ident $method:ident;)*) => {$(
        impl $trait for Items<'_> {
            type Ok = Value;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.push(value)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(self.finish())
            }
        }
    )*};
}

sequences! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

macro_rules! structs {
    ($($trait:ident)*) => {$(
        impl $trait for Entries<'_> {
            type Ok = Value;
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.put(key, value)
            }

            fn end(self) -> Result<Value, Error> {
                Ok(self.finish())
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Entries<'_> {
    type Ok = Value;
    type Error = Error;

    /// Keys that are no strings become their text forms, as in a dict literal.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let key = self.writer.inner(key)?;
        self.key = Some(convert::key(self.writer.heap, &key).map_err(|raise| Error::from_raise(*raise))?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let value = self.writer.inner(value)?;
        self.dict.insert(self.key.take().unwrap_or_default(), value);
        Ok(())
    }

    fn end(self) -> Result<Value, Error> {
        Ok(self.finish())
    }
}
