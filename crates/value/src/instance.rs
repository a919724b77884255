//! Struct instances, and the queue of those that await their `drop` method.
//!
//! Invariant: an instance has a slot for each field of its type, and its tag is the type's identity. A value is replaced before it is dropped.

use crate::{Str, StructType, Value};
use oxbow_cc::{Cc, Finalize, Heap, Slot, Tail, Trace, replace_by_words};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// A struct value, shared by reference: its type, and behind it room for its fields and no more. See [`Fields`].
pub type Instance = Tail<InstanceHead, Slot<Value>>;

/// What all instances have.
#[derive(Trace)]
#[trace(finalize, finalize_if = InstanceHead::has_drop, label_with = InstanceHead::label, label_key = InstanceHead::label_key, item_names = InstanceHead::field_name)]
pub struct InstanceHead {
    /// Its type.
    pub ty: Cc<StructType>,
}

/// A new instance; the values of its fields in the order of the declaration.
///
/// # Panics
/// If there are not as many values as fields.
#[inline]
pub fn instantiate<I>(heap: &Heap, ty: Cc<StructType>, values: I) -> Cc<Instance>
where
    I: IntoIterator<Item = Value>,
    I::IntoIter: ExactSizeIterator,
{
    let values = values.into_iter();
    assert_eq!(values.len(), ty.fields.len(), "one value for each field");
    heap.alloc_tagged_tail(ty.id, InstanceHead { ty }, values.map(Slot::new))
}

/// [`instantiate`] with values that are moved out of a slice, which is left `Unset`.
#[inline]
pub fn instantiate_from(heap: &Heap, ty: Cc<StructType>, values: &mut [Value]) -> Cc<Instance> {
    instantiate(heap, ty, values.iter_mut().map(|value| replace_by_words(value, Value::Unset)))
}

/// The fields of an instance, in the order of the declaration.
pub trait Fields {
    /// Identity of the type ([`StructType::id`]), one load nearer.
    fn type_id(&self) -> u32;

    /// Value of a field.
    ///
    /// # Panics
    /// If the type has no such slot (slots come from the type itself).
    fn get(&self, slot: usize) -> Value;

    /// Number of fields.
    fn len(&self) -> usize;

    /// Value of the field called `name`.
    fn field(&self, name: &Str) -> Option<Value>;

    /// Value of a field if that is an int. Panics like [`Fields::get`].
    #[inline]
    fn with_int(&self, slot: usize) -> Option<i64> {
        match self.get(slot) {
            Value::Int(n) => Some(n),
            _ => None,
        }
    }

    /// Whether the struct has no fields.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All values.
    fn values(&self) -> Vec<Value> {
        (0..self.len()).map(|slot| self.get(slot)).collect()
    }
}

impl Fields for Cc<Instance> {
    #[inline(always)]
    fn type_id(&self) -> u32 {
        self.tag()
    }

    #[inline(always)]
    fn get(&self, slot: usize) -> Value {
        self.slice()[slot].get()
    }

    #[inline]
    fn len(&self) -> usize {
        self.slice().len()
    }

    fn field(&self, name: &Str) -> Option<Value> {
        self.ty.slot_of(name).map(|slot| self.get(usize::from(slot)))
    }
}

impl InstanceHead {
    /// Whether the type has a `drop` method. One that is gone already is asked for its queue, and has none.
    #[inline]
    fn has_drop(&self) -> bool {
        Cc::try_deref(&self.ty).is_some_and(StructType::has_drop)
    }

    /// What snapshots call an edge: the field.
    fn field_name(&self, slot: usize) -> Option<String> {
        self.ty.fields.get(slot).map(|(field, _)| field.to_string())
    }

    /// Instances of one type have one label.
    fn label_key(&self) -> usize {
        Cc::as_ptr(&self.ty).addr()
    }

    /// What collector logs call it: the struct's name.
    fn label(&self) -> Cow<'static, str> {
        Cow::Owned(self.ty.name.to_string())
    }
}

impl Finalize for InstanceHead {
    fn finalize(&self) {}

    /// Brings the instance back to life in the engine's queue if its type has a `drop` method.
    fn finalize_tail<T: Trace>(this: &Cc<Tail<Self, T>>) {
        let Some(this) = this.with_items() else { return };
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
