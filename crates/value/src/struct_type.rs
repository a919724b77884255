//! Struct types: what the instances of one declaration have in common.
//!
//! Invariant: name, fields and identity never change, so a field slot found once for a type is right for ever. Methods may be
//! declared at any time.

use crate::check;
use crate::code::StructDecl;
use crate::instance::{Fields, Finalizers};
use crate::types::TypeSpec;
use crate::{Module, Str, StrKey, StrMap, Value};
use indexmap::Equivalent;
use oxbow_cc::{Cc, FinalizerSwitch, SlotVec, Trace};
use std::cell::{Cell, RefCell};
use std::hash::Hash;
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicU32, Ordering};

/// A struct declaration at run time.
#[derive(Trace)]
#[trace(label = "struct")]
pub struct StructType {
    /// Identity, for inline caches: unique in this process, from [`StructType::FIRST_ID`].
    pub id: u32,
    /// Name.
    #[trace(skip)]
    pub name: Str,
    /// Fields in order with their types.
    #[trace(skip)]
    pub fields: Box<[(Str, TypeSpec)]>,
    /// Interfaces promised.
    #[trace(skip)]
    pub implements: Box<[Str]>,
    /// The module that declared it, in which its field types are resolved.
    pub module: Option<Cc<Module>>,
    #[trace(skip)]
    checks: Box<[FieldCheck]>,
    #[trace(skip)]
    slots: StrMap<u16>,
    /// Names and places of the methods.
    #[trace(skip)]
    method_names: RefCell<StrMap<u32>>,
    methods: SlotVec<Value>,
    /// Where dying instances go once a `drop` method is declared. The queue belongs to the engine; without one there is nobody to
    /// run finalizers.
    #[trace(skip)]
    finalizers: RefCell<Weak<Finalizers>>,
    /// On from the declaration of a `drop` method.
    has_drop: FinalizerSwitch,
}

impl StructType {
    /// Smaller identities are never given to a type: 0 marks an empty cache, the others are free for the machine's built-in kinds.
    pub const FIRST_ID: u32 = 64;

    /// A new type with an identity of its own.
    ///
    /// # Panics
    /// After 2^32 - 64 types and modules in one process.
    pub fn new(
        name: Str,
        fields: Box<[(Str, TypeSpec)]>,
        implements: Box<[Str]>,
        module: Option<Cc<Module>>,
    ) -> Self {
        let slots = fields.iter().zip(0..).map(|((field, _), slot)| (field.clone(), slot)).collect();
        let checks = fields.iter().map(|(_, spec)| FieldCheck::new(spec)).collect();
        let (method_names, methods, finalizers, has_drop) = Default::default();
        StructType {
            id: next_id(),
            name,
            fields,
            implements,
            module,
            checks,
            slots,
            method_names,
            methods,
            finalizers,
            has_drop,
        }
    }

    /// Whether values fit the fields, in the order of the declaration; named types are looked up in `module`, the one that declared the struct.
    #[inline]
    pub fn accepts(&self, values: &[Value], module: &Module) -> bool {
        let quick = |(check, value): (&FieldCheck, &Value)| check.passes(value, module);
        if self.checks.iter().zip(values).all(quick) {
            return true;
        }
        let mut fields = self.fields.iter().zip(&self.checks).zip(values);
        fields.all(|(((_, spec), check), value)| {
            check.passes(value, module) || check.look_up(value, spec, module)
        })
    }

    /// Slot of a field.
    pub fn slot_of(&self, field: &Str) -> Option<u16> {
        self.slots.get(field).copied()
    }

    /// Slot of a field.
    pub fn slot_of_str(&self, field: &str) -> Option<u16> {
        self.slots.get(&StrKey::new(field)).copied()
    }

    /// Field names in order.
    pub fn field_names(&self) -> impl Iterator<Item = &Str> {
        self.fields.iter().map(|(name, _)| name)
    }

    /// Whether a declaration says the same about fields and their types.
    pub fn same_shape(&self, other: &StructDecl) -> bool {
        let same = |(a, b): (&(Str, TypeSpec), &(Str, TypeSpec))| a.0 == b.0 && a.1.text == b.1.text;
        self.fields.len() == other.fields.len() && self.fields.iter().zip(&other.fields).all(same)
    }

    /// A method.
    pub fn method(&self, name: &Str) -> Option<Value> {
        self.find_method(name)
    }

    /// A method.
    pub fn method_str(&self, name: &str) -> Option<Value> {
        self.find_method(&StrKey::new(name))
    }

    /// The place of a method in the order of declaration, which never changes.
    pub fn method_index(&self, name: &Str) -> Option<usize> {
        self.method_names.borrow().get(name).map(|&index| index as usize)
    }

    /// The method at that place.
    #[inline]
    pub fn method_at(&self, index: usize) -> Option<Value> {
        self.methods.get(index)
    }

    /// Names of the methods declared so far.
    pub fn method_names(&self) -> Vec<Str> {
        self.method_names.borrow().keys().cloned().collect()
    }

    /// Declares a method, replacing one of the same name. From the declaration of `drop` on, instances that die are handed to
    /// `finalizers` first.
    pub fn declare_method(&self, name: Str, function: Value, finalizers: &Rc<Finalizers>) {
        if name == "drop" {
            self.finalizers.replace(Rc::downgrade(finalizers));
            self.has_drop.set(true);
        }
        let known = self.method_index(&name);
        match known {
            Some(index) => drop(self.methods.replace(index, function)),
            None => {
                self.method_names.borrow_mut().insert(name, self.methods.len() as u32);
                self.methods.push(function);
            }
        }
    }

    /// Whether instances that die are handed to the queue first.
    #[inline]
    pub(crate) fn has_drop(&self) -> bool {
        self.has_drop.is_on()
    }

    /// The queue for dying instances, if there is a `drop` method and an engine to run it.
    pub(crate) fn finalizers(&self) -> Option<Rc<Finalizers>> {
        self.finalizers.borrow().upgrade()
    }

    fn find_method(&self, name: &(impl Hash + Equivalent<Str>)) -> Option<Value> {
        let index = self.method_names.borrow().get(name).copied()?;
        self.methods.get(index as usize)
    }
}

/// What a field's annotation accepts without looking anything up.
///
/// Invariant: `known` is right as long as the module's names mean what they meant at `epoch`.
#[derive(Debug)]
struct FieldCheck {
    /// Kinds of values, as bits ([`Value::kind_bit`]).
    kinds: u32,
    /// Identity of the struct type whose instance passed last.
    known: Cell<u32>,
    epoch: Cell<u32>,
}

impl FieldCheck {
    fn new(spec: &TypeSpec) -> FieldCheck {
        let null = if spec.nullable { Value::Null.kind_bit() } else { 0 };
        let kinds = spec.alternatives.iter().fold(null, |kinds, kind| kinds | kind.accepted());
        FieldCheck { kinds, known: Cell::new(0), epoch: Cell::new(0) }
    }

    #[inline(always)]
    fn passes(&self, value: &Value, module: &Module) -> bool {
        if self.kinds & value.kind_bit() != 0 {
            return true;
        }
        matches!(value, Value::Instance(instance)
            if instance.type_id() == self.known.get() && module.epoch() == self.epoch.get())
    }

    /// The whole check; takes note of the struct type of an instance that passes by its type's name.
    #[cold]
    fn look_up(&self, value: &Value, spec: &TypeSpec, module: &Module) -> bool {
        if let Value::Instance(instance) = value
            && check::fits_struct(instance, spec, module)
        {
            self.known.set(instance.type_id());
            self.epoch.set(module.epoch());
            return true;
        }
        check::fits(value, spec, module)
    }
}

/// The next identity.
pub(crate) fn next_id() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(StructType::FIRST_ID);
    let next = NEXT.try_update(Ordering::Relaxed, Ordering::Relaxed, |id| id.checked_add(1));
    next.expect("fewer than 2^32 struct types and modules in one process")
}
