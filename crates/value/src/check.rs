//! Does a value fit an annotation?

use crate::error::{ErrorKind, Raise, Result};
use crate::types::{TypeKind, TypeSpec};
use crate::{Instance, InterfaceType, Module, TypeEntry, Value};
use oxbow_cc::Cc;
use std::fmt::Display;
use std::rc::Rc;

/// Whether the value may be bound to something annotated so; named types are looked up in `module`.
#[inline]
pub fn fits(value: &Value, spec: &TypeSpec, module: &Module) -> bool {
    spec.alternatives.iter().any(|kind| fits_kind(value, kind, module)) || (spec.nullable && value.is_null())
}

/// Checks a variable, parameter or result; `subject` names it: `Variable 'x'`, `Parameter 'n' of function 'half'`.
///
/// # Errors
/// `NullError` for a null that is not accepted, else `TypeError`.
#[inline]
pub fn check(value: &Value, spec: &TypeSpec, module: &Module, subject: impl Display) -> Result<()> {
    if fits(value, spec, module) { Ok(()) } else { Err(refusal(value, spec, &subject, ErrorKind::NullError)) }
}

/// Checks a field of a struct literal; `module` is the one that declared the struct.
///
/// # Errors
/// `TypeError`, also for null.
#[inline]
pub fn check_field(value: &Value, spec: &TypeSpec, module: &Module, strukt: &str, field: &str) -> Result<()> {
    if fits(value, spec, module) {
        return Ok(());
    }
    let subject = format_args!("Field '{field}' of struct '{strukt}'");
    Err(refusal(value, spec, &subject, ErrorKind::TypeError))
}

/// Checks the number of arguments of a call; `usize::MAX` as `max` means any number.
///
/// # Errors
/// `ArgumentError`.
#[inline]
pub fn arity(name: &str, min: usize, max: usize, got: usize) -> Result<()> {
    if (min..=max).contains(&got) { Ok(()) } else { Err(wrong_arity(name, min, max, got)) }
}

/// Whether an instance fits because an alternative names its very type.
pub(crate) fn fits_struct(instance: &Instance, spec: &TypeSpec, module: &Module) -> bool {
    spec.alternatives.iter().any(|kind| match kind {
        TypeKind::Named(slot) => {
            let is_type =
                |entry: &TypeEntry| matches!(entry, TypeEntry::Struct(ty) if Cc::ptr_eq(ty, &instance.ty));
            module.with_type(*slot, is_type).unwrap_or(false)
        }
        _ => false,
    })
}

fn fits_kind(value: &Value, kind: &TypeKind, module: &Module) -> bool {
    match kind {
        TypeKind::Any => true,
        TypeKind::Void => value.is_null(),
        TypeKind::Int => matches!(value, Value::Int(_)),
        TypeKind::Float => matches!(value, Value::Float(_)),
        TypeKind::Str => matches!(value, Value::Str(_)),
        TypeKind::Bool => matches!(value, Value::Bool(_)),
        TypeKind::List => matches!(value, Value::List(_)),
        TypeKind::Dict => matches!(value, Value::Dict(_)),
        TypeKind::Function => value.is_callable(),
        TypeKind::Named(slot) => {
            let declared = module.with_type(*slot, |ty| fits_type(value, ty));
            declared.unwrap_or_else(|| is_host_type(value, module, *slot))
        }
    }
}

/// A name that no module declares may be that of a host type.
#[cold]
fn is_host_type(value: &Value, module: &Module, slot: u16) -> bool {
    matches!(value, Value::Host(object) if object.class().name == *module.type_text(slot))
}

fn fits_type(value: &Value, ty: &TypeEntry) -> bool {
    match (ty, value) {
        (TypeEntry::Struct(ty), Value::Instance(instance)) => Cc::ptr_eq(ty, &instance.ty),
        (TypeEntry::Interface(interface), Value::Instance(instance)) => implements(instance, interface),
        (TypeEntry::Enum(_), Value::Int(_)) => true,
        _ => false,
    }
}

/// The struct promises the interface, under the name that it has in the module that declared the struct.
fn implements(instance: &Instance, interface: &Rc<InterfaceType>) -> bool {
    let ty = &instance.ty;
    ty.implements.iter().any(|name| match &ty.module {
        None => *name == interface.name,
        Some(module) => {
            matches!(module.lookup_type(name), Some(TypeEntry::Interface(known)) if Rc::ptr_eq(&known, interface))
        }
    })
}

#[cold]
fn refusal(value: &Value, spec: &TypeSpec, subject: &dyn Display, for_null: ErrorKind) -> Box<Raise> {
    let (expected, actual) = (&spec.text, value.type_name());
    let message = format_args!("{subject} expects {expected}, but got {actual}");
    match for_null {
        ErrorKind::NullError if value.is_null() => Raise::null(message),
        _ => Raise::type_error(message),
    }
}

/// Always `MIN-MAX`, also when both are the same: programs look for it.
#[cold]
fn wrong_arity(name: &str, min: usize, max: usize, got: usize) -> Box<Raise> {
    let expected = match max {
        usize::MAX => format!("at least {min}"),
        _ => format!("{min}-{max}"),
    };
    let plural = if min == 1 && max == usize::MAX { "" } else { "s" };
    Raise::argument(format_args!("Function {name} expects {expected} argument{plural}, got {got}"))
}
