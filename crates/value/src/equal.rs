//! Equality.
//!
//! Invariant: terminates on every graph, in time near linear in the containers met. Once a comparison has met a few containers, pairs
//! found under comparison are merged into classes; a pair within one class counts as equal and is not entered again (if it
//! turned out unequal, the whole comparison would already be false).

use crate::error::Result;
use crate::order::compare_int_float;
use crate::{Dict, HostObject, List, Value, work};
use oxbow_cc::Cc;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The language's `==`, for hosts: what [`try_equal`] says, and false where that fails. Never runs script code.
#[inline]
pub fn equal(a: &Value, b: &Value) -> bool {
    try_equal(a, b).unwrap_or(false)
}

/// The language's `==`.
///
/// # Errors
/// A hook of the host panicked, or those of [`work::spend`].
#[inline]
pub fn try_equal(a: &Value, b: &Value) -> Result<bool> {
    match at_a_glance(a, b) {
        Some(verdict) => Ok(verdict),
        None => deep(a, b),
    }
}

/// Whether a subject matches the value of a pattern that is an expression: null, numbers by value, strings, bools; nothing else.
pub fn matches(subject: &Value, pattern: &Value) -> bool {
    let comparable =
        matches!(pattern, Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_));
    comparable && at_a_glance(subject, pattern) == Some(true)
}

/// Decides everything but the contents of two lists or two dicts of the same length, and host objects.
#[inline]
pub(crate) fn at_a_glance(a: &Value, b: &Value) -> Option<bool> {
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
        (Value::Host(a), Value::Host(b)) if !Cc::ptr_eq(a, b) => return None,
        _ => same_object(a, b),
    })
}

fn same_object(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Instance(a), Value::Instance(b)) => Cc::ptr_eq(a, b),
        (Value::Closure(a), Value::Closure(b)) => Cc::ptr_eq(a, b),
        (Value::Native(a), Value::Native(b)) => Cc::ptr_eq(a, b),
        (Value::HostFn(a), Value::HostFn(b)) => Cc::ptr_eq(a, b),
        (Value::Host(a), Value::Host(b)) => Cc::ptr_eq(a, b),
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
fn deep(a: &Value, b: &Value) -> Result<bool> {
    let mut pending = vec![(a.clone(), b.clone())];
    let mut classes = Classes::default();
    while let Some((a, b)) = pending.pop() {
        classes.count(pending.len());
        work::spend(4)?;
        let alike = match (&a, &b) {
            (Value::List(a), Value::List(b)) => {
                classes.merge(Cc::as_ptr(a).addr(), Cc::as_ptr(b).addr()) || lists_alike(a, b, &mut pending)?
            }
            (Value::Dict(a), Value::Dict(b)) => {
                classes.merge(Cc::as_ptr(a).addr(), Cc::as_ptr(b).addr()) || dicts_alike(a, b, &mut pending)?
            }
            (Value::Host(a), Value::Host(b)) => HostObject::equal(a, b)?,
            _ => false,
        };
        if !alike {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Pairs still to be compared; holding them keeps their addresses theirs.
type Pending = Vec<(Value, Value)>;

fn lists_alike(a: &List, b: &List, pending: &mut Pending) -> Result<bool> {
    in_pieces(|from| {
        let (a, b) = (a.items(), b.items());
        let (x, y) = (a.get(from..).unwrap_or_default(), b.get(from..).unwrap_or_default());
        if a.len() == b.len() { compared(x.iter().zip(y), pending) } else { Compared::Different }
    })
}

fn dicts_alike(a: &Dict, b: &Dict, pending: &mut Pending) -> Result<bool> {
    in_pieces(|from| {
        if a.len() != b.len() {
            return Compared::Different;
        }
        a.beside(b, from, |pairs| {
            let mut missing = false;
            let both = pairs.map_while(|(x, y)| {
                missing = y.is_none();
                Some((x, y?))
            });
            let compared = compared(both, pending);
            if missing { Compared::Different } else { compared }
        })
    })
}

/// How far a comparison of elements came.
enum Compared {
    /// They are alike to the end.
    Alike,
    Different,
    /// So many are alike, at this cost; the rest has not been looked at.
    SoFar(usize, usize),
}

/// Runs a comparison piece by piece. Nothing is borrowed while its cost is charged.
fn in_pieces(mut compare: impl FnMut(usize) -> Compared) -> Result<bool> {
    let mut from = 0;
    loop {
        match compare(from) {
            Compared::Alike => return Ok(true),
            Compared::Different => return Ok(false),
            Compared::SoFar(count, cost) => {
                from += count;
                work::spend(cost)?;
            }
        }
    }
}

fn compared<'v>(pairs: impl Iterator<Item = (&'v Value, &'v Value)>, pending: &mut Pending) -> Compared {
    let (mut count, mut cost) = (0, 0);
    for (a, b) in pairs {
        if cost >= work::SLICE {
            return Compared::SoFar(count, cost);
        }
        match at_a_glance(a, b) {
            Some(true) => {}
            Some(false) => return Compared::Different,
            None => pending.push((a.clone(), b.clone())),
        }
        count += 1;
        cost += if let Value::Str(text) = a { 1 + text.len() / 64 } else { 1 };
    }
    Compared::Alike
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
