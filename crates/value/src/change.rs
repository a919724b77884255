//! Filling containers: for the machine and its library alone.
//!
//! Invariant: all objects that a container holds belong to its own engine. The machine and the library meet values of one engine only. A host may have
//! several, so the public face does not show these traits: hosts fill containers through an engine, which checks what they hand in.

use crate::module::TypeEntry;
use crate::{Dict, Instance, List, Module, Str, Value, Variable};
use oxbow_cc::{Cc, Slot};

macro_rules! changes {
    ($($(#[$doc:meta])* $trait:ident of $object:ident { $($(#[$what:meta])* fn $name:ident($($arg:ident: $ty:ty),*) $(-> $out:ty)?;)* })*) => {$(
        $(#[$doc])*
        pub trait $trait {
            $($(#[$what])* fn $name(&self, $($arg: $ty),*) $(-> $out)?;)*
        }

        impl $trait for $object {
            $(
                #[inline(always)]
                fn $name(&self, $($arg: $ty),*) $(-> $out)? {
                    $object::$name(self, $($arg),*)
                }
            )*
        }
    )*};
}

changes! {
    /// Changes of a list.
    ChangeList of List {
        /// Replaces the element at `index`; false (and nothing done) if there is none.
        fn set(index: usize, value: Value) -> bool;
        /// Replaces the element at `index` and returns the old one; returns the new one (and does nothing) if there is none.
        fn swap(index: usize, value: Value) -> Value;
        /// Appends.
        fn push(value: Value);
        /// Appends if there is room for it, else gives the value back.
        fn push_within_capacity(value: Value) -> std::result::Result<(), Value>;
        /// Inserts before `index`, at the end if the list is shorter.
        fn insert(index: usize, value: Value);
        /// Exchanges the contents; returns the old ones.
        fn replace(items: Vec<Value>) -> Vec<Value>;
        /// Appends all.
        fn extend(values: Vec<Value>);
    }

    /// Changes of a dict.
    ChangeDict of Dict {
        /// Adds an entry at the end, or replaces the value of an existing one, which keeps its position.
        fn insert(key: Str, value: Value);
        /// Copies the entries of `other` (which may be this very dict) into this one.
        fn merge(other: &Dict);
    }

    /// Changes of a shared variable.
    ChangeVariable of Variable {
        /// Assigns. The old value is dropped afterwards.
        fn set(value: Value);
        /// Assigns and returns the old value.
        fn swap(value: Value) -> Value;
    }

    /// Changes of a module.
    ChangeModule of Module {
        /// Assigns the variable in a slot; the old value is dropped afterwards. Slots that do not exist are ignored.
        fn set(slot: u16, value: Value);
        /// Assigns a variable by name, giving it a slot if it has none; `None` (and nothing done) if all 2^16 slots are taken.
        fn define(name: Str, value: Value) -> Option<u16>;
        /// Declares a type, replacing one of the same name.
        fn declare_type(name: Str, entry: TypeEntry);
        /// Makes the types of another module usable without its name, unless this module has its own. A newer module of a file that a session
        /// imported before takes the place of the older one.
        fn import(module: Cc<Module>);
    }
}

/// Changes of a struct instance. All panic like [`Fields::get`](crate::Fields::get).
pub trait ChangeInstance {
    /// The cell of a field.
    fn cell(&self, slot: usize) -> &Slot<Value>;

    /// Assigns a field and returns the old value.
    #[inline(always)]
    fn swap(&self, slot: usize, value: Value) -> Value {
        self.cell(slot).replace(value)
    }

    /// Assigns a field. The old value is dropped afterwards.
    #[inline(always)]
    fn set(&self, slot: usize, value: Value) {
        drop(self.swap(slot, value));
    }
}

impl ChangeInstance for Cc<Instance> {
    #[inline(always)]
    fn cell(&self, slot: usize) -> &Slot<Value> {
        &self.slice()[slot]
    }
}
