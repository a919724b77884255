//! Equality.
//!
//! Invariant: terminates on every graph, in time near linear in the containers met. Once a comparison has met a few containers, pairs
//! found under comparison are merged into classes; a pair within one class counts as equal and is not entered again (if it
//! turned out unequal, the whole comparison would already be false).

use crate::order::compare_int_float;
use crate::{Dict, HostObject, List, Value};
use oxbow_cc::Cc;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The language's `==`: never fails, never runs script code.
#[inline]
pub fn equal(a: &Value, b: &Value) -> bool {
    match shallow(a, b) {
        Some(verdict) => verdict,
        None => deep(a, b),
    }
}

/// Whether a subject matches the value of a pattern that is an expression: null, numbers by value, strings, bools; nothing else.
pub fn matches(subject: &Value, pattern: &Value) -> bool {
    let comparable =
        matches!(pattern, Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_));
    comparable && shallow(subject, pattern) == Some(true)
}

/// Decides everything but the contents of two lists or two dicts of the same length.
#[inline]
fn shallow(a: &Value, b: &Value) -> Option<bool> {
    Some(match (a, b) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Null, Value::Null) | (Value::Unset, Value::Unset) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => {
            compare_int_float(*a, *b) == Some(Ordering::Equal)
        }
        (Value::List(a), Value::List(b)) if a.len() == b.len() => {
            return if a.is_empty() { Some(true) } else { None };
        }
        (Value::Dict(a), Value::Dict(b)) if a.len() == b.len() => {
            return if a.is_empty() { Some(true) } else { None };
        }
        _ => same_object(a, b),
    })
}

fn same_object(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Instance(a), Value::Instance(b)) => Cc::ptr_eq(a, b),
        (Value::Closure(a), Value::Closure(b)) => Cc::ptr_eq(a, b),
        (Value::Native(a), Value::Native(b)) => Cc::ptr_eq(a, b),
        (Value::HostFn(a), Value::HostFn(b)) => Cc::ptr_eq(a, b),
        (Value::Host(a), Value::Host(b)) => HostObject::equal(a, b),
        (Value::Range(a), Value::Range(b)) => **a == **b,
        (Value::Generator(a), Value::Generator(b)) => Cc::ptr_eq(a, b),
        (Value::Module(a), Value::Module(b)) => Cc::ptr_eq(a, b),
        (Value::Weak(a), Value::Weak(b)) => Cc::ptr_eq(a, b),
        (Value::Variable(a), Value::Variable(b)) => Cc::ptr_eq(a, b),
        (Value::Thrown(a), Value::Thrown(b)) => Cc::ptr_eq(a, b),
        _ => false,
    }
}

/// Compares containers pair by pair; the first difference ends it.
#[cold]
fn deep(a: &Value, b: &Value) -> bool {
    let mut pending = vec![(a.clone(), b.clone())];
    let mut classes = Classes::default();
    while let Some((a, b)) = pending.pop() {
        classes.count(pending.len());
        let alike = match (&a, &b) {
            (Value::List(a), Value::List(b)) => {
                classes.merge(Cc::as_ptr(a).addr(), Cc::as_ptr(b).addr()) || lists_alike(a, b, &mut pending)
            }
            (Value::Dict(a), Value::Dict(b)) => {
                classes.merge(Cc::as_ptr(a).addr(), Cc::as_ptr(b).addr()) || dicts_alike(a, b, &mut pending)
            }
            _ => false,
        };
        if !alike {
            return false;
        }
    }
    true
}

/// Pairs of containers still to be compared; holding them keeps their addresses theirs.
type Pending = Vec<(Value, Value)>;

fn lists_alike(a: &List, b: &List, pending: &mut Pending) -> bool {
    let (a, b) = (a.items(), b.items());
    a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| alike(a, b, pending))
}

fn dicts_alike(a: &Dict, b: &Dict, pending: &mut Pending) -> bool {
    a.len() == b.len() && a.all(|key, a| b.look(key, |b| alike(a, b, pending)).unwrap_or(false))
}

fn alike(a: &Value, b: &Value, pending: &mut Pending) -> bool {
    shallow(a, b).unwrap_or_else(|| {
        pending.push((a.clone(), b.clone()));
        true
    })
}

/// Addresses of containers under comparison, in classes of those assumed equal.
#[derive(Default)]
struct Classes {
    /// Pairs met and waiting so far.
    seen: usize,
    parents: HashMap<usize, usize, foldhash::fast::RandomState>,
}

impl Classes {
    /// Comparisons smaller than this keep no classes: they are the rule, and even shared structure cannot make them long.
    const FREE: usize = 32;

    fn count(&mut self, waiting: usize) {
        self.seen = self.seen.saturating_add(1 + waiting / 8);
    }

    /// Puts both into one class; true if they were in one already, so that comparing them again would tell nothing new.
    fn merge(&mut self, a: usize, b: usize) -> bool {
        if self.seen <= Self::FREE {
            return false;
        }
        // A container compared with itself still has to be looked into once: it may hold a nan.
        let known = self.parents.contains_key(&a);
        let (a, b) = (self.root(a), self.root(b));
        self.parents.insert(a, b);
        a == b && known
    }

    fn root(&mut self, mut member: usize) -> usize {
        loop {
            let parent = *self.parents.entry(member).or_insert(member);
            if parent == member {
                return member;
            }
            // Halves the path for the next search.
            let grandparent = self.parents.get(&parent).copied().unwrap_or(parent);
            self.parents.insert(member, grandparent);
            member = grandparent;
        }
    }
}
