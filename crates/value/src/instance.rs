//! Struct instances, and the queue of those that await their `drop` method.
//!
//! Invariant: an instance has exactly as many values as its type has fields. No value is dropped while the cell is borrowed.

use crate::{Str, StructType, Value};
use oxbow_cc::{Cc, Finalize, Trace};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::VecDeque;
use std::mem;

/// A struct value, shared by reference.
#[derive(Trace)]
#[trace(finalize, label_with = Instance::label, external = Instance::buffer)]
pub struct Instance {
    /// Its type.
    pub ty: Cc<StructType>,
    fields: RefCell<Box<[Value]>>,
}

impl Instance {
    /// An instance; `fields` in the order of the declaration.
    ///
    /// # Panics
    /// If there are not as many values as fields.
    pub fn new(ty: Cc<StructType>, fields: Box<[Value]>) -> Self {
        assert_eq!(fields.len(), ty.fields.len(), "one value for each field");
        Instance { ty, fields: RefCell::new(fields) }
    }

    /// Value of a field.
    ///
    /// # Panics
    /// If the type has no such slot (slots come from the type itself).
    #[inline]
    pub fn get(&self, slot: usize) -> Value {
        self.fields.borrow()[slot].clone()
    }

    /// Value of a field if that is an int: reads it without touching any count. Panics like [`Instance::get`].
    #[inline]
    pub fn with_int(&self, slot: usize) -> Option<i64> {
        match self.fields.borrow()[slot] {
            Value::Int(n) => Some(n),
            _ => None,
        }
    }

    /// Assigns a field. The old value is dropped afterwards. Panics like [`Instance::get`].
    #[inline]
    pub fn set(&self, slot: usize, value: Value) {
        drop(self.swap(slot, value));
    }

    /// Assigns a field and returns the old value. Panics like [`Instance::get`].
    #[inline]
    pub fn swap(&self, slot: usize, value: Value) -> Value {
        mem::replace(&mut self.fields.borrow_mut()[slot], value)
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.fields.borrow().len()
    }

    /// Whether the struct has no fields.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All values in the order of the declaration.
    pub fn values(&self) -> Vec<Value> {
        self.fields.borrow().to_vec()
    }

    /// Value of the field called `name`.
    pub fn field(&self, name: &Str) -> Option<Value> {
        self.ty.slot_of(name).map(|slot| self.get(usize::from(slot)))
    }

    /// Bytes of the fields.
    fn buffer(&self) -> usize {
        self.fields.try_borrow().map_or(0, |fields| fields.len() * size_of::<Value>())
    }

    /// What collector logs call it: the struct's name.
    fn label(&self) -> Cow<'static, str> {
        Cow::Owned(self.ty.name.to_string())
    }

    /// The values, for operations of this crate that run no foreign code and drop no last reference meanwhile.
    pub(crate) fn slots(&self) -> Ref<'_, Box<[Value]>> {
        self.fields.borrow()
    }
}

impl Finalize for Instance {
    fn finalize(&self) {}

    /// Brings the instance back to life in the engine's queue if its type has a `drop` method.
    fn finalize_cc(this: &Cc<Self>) {
        if let Some(queue) = this.ty.finalizers() {
            queue.pending.borrow_mut().push_back(this.clone());
        }
    }
}

/// Instances whose `drop` method is still to run, in the order in which they died. One for each engine.
///
/// Who takes an instance out runs its `drop` and lets go of it; the collector hands no instance in twice.
#[derive(Default)]
pub struct Finalizers {
    pending: RefCell<VecDeque<Cc<Instance>>>,
    ran: Cell<u64>,
}

impl Finalizers {
    /// Takes out the instance that died first.
    pub fn pop(&self) -> Option<Cc<Instance>> {
        self.pending.borrow_mut().pop_front()
    }

    /// Counts an instance taken out whose `drop` is about to run.
    pub fn count_run(&self) {
        self.ran.set(self.ran.get() + 1);
    }

    /// Number of `drop` methods run so far.
    pub fn ran(&self) -> u64 {
        self.ran.get()
    }

    /// Whether nothing is pending.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.pending.borrow().is_empty()
    }

    /// Number of pending instances.
    pub fn len(&self) -> usize {
        self.pending.borrow().len()
    }

    /// Lets go of all pending instances without running anything.
    pub fn clear(&self) {
        drop(self.pending.take());
    }
}
