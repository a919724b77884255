//! Struct instances, and the queue of those that await their `drop` method.
//!
//! Invariant: an instance has a slot for each field of its type. A value is replaced before it is dropped.

use crate::edge::index_in;
use crate::{Str, StructType, Value};
use oxbow_cc::{Cc, Finalize, Slot, Trace};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Fields that an instance holds in place: most structs have no more, and so need one allocation.
const NEAR: usize = 4;

/// A struct value, shared by reference.
#[derive(Trace)]
#[trace(finalize, finalize_by = ty, label_with = Instance::label, edge_names = Instance::edge_name, external = Instance::buffer)]
pub struct Instance {
    /// Its type.
    pub ty: Cc<StructType>,
    /// Identity of the type ([`StructType::id`]), one load nearer.
    pub type_id: u32,
    /// The first fields in place; null where the type has fewer.
    fields: [Slot<Value>; NEAR],
    /// The other fields.
    more: Box<[Slot<Value>]>,
}

impl Instance {
    /// An instance; `fields` in the order of the declaration.
    ///
    /// # Panics
    /// If there are not as many values as fields.
    pub fn new(ty: Cc<StructType>, fields: Box<[Value]>) -> Self {
        assert_eq!(fields.len(), ty.fields.len(), "one value for each field");
        Instance::from_values(ty, fields)
    }

    /// An instance whose fields, in the order of the declaration, an iterator yields. Missing ones are null, further ones are ignored.
    #[inline]
    pub fn from_values(ty: Cc<StructType>, values: impl IntoIterator<Item = Value>) -> Self {
        let mut values = values.into_iter().map(Slot::new);
        let fields = std::array::from_fn(|_| values.next().unwrap_or_default());
        let more = match ty.fields.len().checked_sub(NEAR) {
            None | Some(0) => Box::default(),
            Some(more) => (0..more).map(|_| values.next().unwrap_or_default()).collect(),
        };
        Instance { type_id: ty.id, ty, fields, more }
    }

    /// An instance whose fields, in the order of the declaration, are moved out of a slice, which is left `Unset`.
    ///
    /// # Panics
    /// If there are not as many values as fields.
    #[inline]
    pub fn take_from(ty: Cc<StructType>, values: &mut [Value]) -> Self {
        assert_eq!(values.len(), ty.fields.len(), "one value for each field");
        let take = |value: &mut Value| Slot::new(std::mem::replace(value, Value::Unset));
        let near = NEAR.min(values.len());
        let (near, far) = values.split_at_mut(near);
        let fields = std::array::from_fn(|i| near.get_mut(i).map(take).unwrap_or_default());
        let more = if far.is_empty() { Box::default() } else { far.iter_mut().map(take).collect() };
        Instance { type_id: ty.id, ty, fields, more }
    }

    /// Value of a field.
    ///
    /// # Panics
    /// If the type has no such slot (slots come from the type itself).
    #[inline(always)]
    pub fn get(&self, slot: usize) -> Value {
        self.slot(slot).get()
    }

    /// Value of a field if that is an int. Panics like [`Instance::get`].
    #[inline]
    pub fn with_int(&self, slot: usize) -> Option<i64> {
        match self.get(slot) {
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
    #[inline(always)]
    pub fn swap(&self, slot: usize, value: Value) -> Value {
        self.slot(slot).replace(value)
    }

    /// The cell of a field. Panics like [`Instance::get`].
    #[inline(always)]
    pub fn slot(&self, slot: usize) -> &Slot<Value> {
        match slot.checked_sub(NEAR) {
            None => &self.fields[slot],
            Some(slot) => &self.more[slot],
        }
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.ty.fields.len()
    }

    /// Whether the struct has no fields.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All values in the order of the declaration.
    pub fn values(&self) -> Vec<Value> {
        (0..self.len()).map(|slot| self.get(slot)).collect()
    }

    /// Value of the field called `name`.
    pub fn field(&self, name: &Str) -> Option<Value> {
        self.ty.slot_of(name).map(|slot| self.get(usize::from(slot)))
    }

    /// Bytes of the fields that are not in place.
    fn buffer(&self) -> usize {
        self.more.len() * size_of::<Value>()
    }

    /// What snapshots call an edge: the field.
    fn edge_name(&self, name: &str) -> Option<String> {
        let slot = match index_in(name, "fields") {
            Some(slot) => slot,
            None => NEAR + index_in(name, "more")?,
        };
        self.ty.fields.get(slot).map(|(field, _)| field.to_string())
    }

    /// What collector logs call it: the struct's name.
    fn label(&self) -> Cow<'static, str> {
        Cow::Owned(self.ty.name.to_string())
    }
}

impl Finalize for Instance {
    fn finalize(&self) {}

    /// Brings the instance back to life in the engine's queue if its type has a `drop` method.
    fn finalize_cc(this: &Cc<Self>) {
        if let Some(queue) = this.ty.finalizers() {
            queue.pending.borrow_mut().push_back(this.clone());
            queue.waiting.set(queue.waiting.get() + 1);
        }
    }
}

/// Instances whose `drop` method is still to run, in the order in which they died. One for each engine.
///
/// Who takes an instance out runs its `drop` and lets go of it; the collector hands no instance in twice.
#[derive(Default)]
pub struct Finalizers {
    pending: RefCell<VecDeque<Cc<Instance>>>,
    /// Their number, for the machine's safe points.
    waiting: Cell<usize>,
    ran: Cell<u64>,
}

impl Finalizers {
    /// Takes out the instance that died first.
    pub fn pop(&self) -> Option<Cc<Instance>> {
        let first = self.pending.borrow_mut().pop_front()?;
        self.waiting.set(self.waiting.get() - 1);
        Some(first)
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
        self.waiting.get() == 0
    }

    /// Number of pending instances.
    pub fn len(&self) -> usize {
        self.waiting.get()
    }

    /// Addresses of the pending instances.
    pub fn addresses(&self) -> Vec<usize> {
        self.pending.borrow().iter().map(|instance| Cc::as_ptr(instance).addr()).collect()
    }

    /// Lets go of all pending instances without running anything.
    pub fn clear(&self) {
        let cleared = self.pending.take();
        self.waiting.set(0);
        drop(cleared);
    }
}
