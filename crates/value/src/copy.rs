//! Copies.
//!
//! Invariant: a deep copy has the same shape as its original, sharing and cycles included; each object met is copied once.

use crate::build::{elements, merge};
use crate::error::Result;
use crate::{Dict, Fields, Instance, List, Value, instantiate, work};
use oxbow_cc::{Cc, Heap};
use std::collections::HashMap;

/// A new list, dict or struct with the same elements; anything else is itself.
///
/// # Errors
/// `MemoryError`, and those of [`work::spend`].
pub fn copy(heap: &Heap, value: &Value) -> Result<Value> {
    Ok(match value {
        Value::List(list) => Value::list(heap, elements(list, 0, usize::MAX)?),
        Value::Dict(dict) => {
            // In the heap from the start, so that the heap is told of its growth.
            let copied = heap.alloc(Dict::new());
            merge(&copied, dict)?;
            Value::Dict(copied)
        }
        Value::Instance(instance) => {
            Value::Instance(instantiate(heap, instance.ty.clone(), instance.values()))
        }
        other => other.clone(),
    })
}

/// Copies lists, dicts and structs recursively; everything else is shared.
///
/// # Errors
/// `MemoryError`, and those of [`work::spend`].
pub fn deep_copy(heap: &Heap, value: &Value) -> Result<Value> {
    let mut copier = Copier { heap, copies: HashMap::default(), pending: Vec::new() };
    let copied = copier.copy_of(value);
    while let Some(pair) = copier.pending.pop() {
        copier.fill(pair)?;
    }
    Ok(copied)
}

/// An original and its copy, which is still empty.
enum Pair {
    List(Cc<List>, Cc<List>),
    Dict(Cc<Dict>, Cc<Dict>),
    Instance(Cc<Instance>, Cc<Instance>),
}

struct Copier<'a> {
    heap: &'a Heap,
    /// Originals by address. They stay alive with the value that is being copied, which nothing changes meanwhile.
    copies: HashMap<usize, Value, foldhash::fast::RandomState>,
    pending: Vec<Pair>,
}

impl Copier<'_> {
    fn copy_of(&mut self, value: &Value) -> Value {
        let address = match value {
            Value::List(list) => Cc::as_ptr(list).addr(),
            Value::Dict(dict) => Cc::as_ptr(dict).addr(),
            Value::Instance(instance) => Cc::as_ptr(instance).addr(),
            other => return other.clone(),
        };
        if let Some(copied) = self.copies.get(&address) {
            return copied.clone();
        }
        let copied = self.empty_copy(value);
        self.copies.insert(address, copied.clone());
        copied
    }

    /// A copy without contents, which is filled later.
    fn empty_copy(&mut self, value: &Value) -> Value {
        match value {
            Value::List(list) => {
                let copied = self.heap.alloc(List::default());
                self.pending.push(Pair::List(list.clone(), copied.clone()));
                Value::List(copied)
            }
            Value::Dict(dict) => {
                let copied = self.heap.alloc(Dict::new());
                self.pending.push(Pair::Dict(dict.clone(), copied.clone()));
                Value::Dict(copied)
            }
            Value::Instance(instance) => {
                let nulls = vec![Value::Null; instance.len()];
                let copied = instantiate(self.heap, instance.ty.clone(), nulls);
                self.pending.push(Pair::Instance(instance.clone(), copied.clone()));
                Value::Instance(copied)
            }
            other => other.clone(),
        }
    }

    /// Contents are taken out first: allocating may run a collection, which must find no cell in use.
    fn fill(&mut self, pair: Pair) -> Result<()> {
        /// What an object costs compared to an element.
        const OBJECT: usize = 32;
        work::spend(OBJECT)?;
        match pair {
            Pair::List(original, copied) => {
                let mut items = elements(&original, 0, usize::MAX)?;
                for item in &mut items {
                    work::spend(1)?;
                    *item = self.copy_of(item);
                }
                copied.replace(items);
            }
            Pair::Dict(original, copied) => {
                for at in 0..original.len() {
                    work::spend(8)?;
                    let Some((key, value)) = original.entry_at(at) else { break };
                    copied.insert(key, self.copy_of(&value));
                }
            }
            Pair::Instance(original, copied) => {
                for (slot, value) in original.values().iter().enumerate() {
                    copied.set(slot, self.copy_of(value));
                }
            }
        }
        Ok(())
    }
}
