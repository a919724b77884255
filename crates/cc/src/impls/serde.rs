//! The crate `serde`: pointers are written and read by value.
//!
//! Sharing is lost: two pointers to one object are written as two values and read back as two objects, and writing a
//! cycle never ends (the serializer's own limit of depth, or the native stack, ends it). Serialize graphs by identity instead:
//! as a list of nodes that refer to each other by index.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cc::Cc;
use crate::cell::CcCell;
use crate::trace::Trace;
use crate::weak::Weak;

impl<T: ?Sized + Serialize> Serialize for Cc<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Trace + Deserialize<'de>> Deserialize<'de> for Cc<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cc<T>, D::Error> {
        T::deserialize(deserializer).map(Cc::new)
    }
}

impl<'de, T: Trace + Deserialize<'de>> Deserialize<'de> for Cc<[T]> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cc<[T]>, D::Error> {
        Vec::deserialize(deserializer).map(Cc::from)
    }
}

impl<'de> Deserialize<'de> for Cc<str> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cc<str>, D::Error> {
        String::deserialize(deserializer).map(Cc::from)
    }
}

impl<T: ?Sized + Serialize> Serialize for CcCell<T> {
    /// As an optional value.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

impl<'de, T: ?Sized> Deserialize<'de> for CcCell<T>
where
    Cc<T>: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CcCell<T>, D::Error> {
        Option::deserialize(deserializer).map(CcCell::new)
    }
}

impl<T: ?Sized + Serialize> Serialize for Weak<T> {
    /// As an optional value: none if it cannot be upgraded. There is no way to read one back.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.upgrade().serialize(serializer)
    }
}
