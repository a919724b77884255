//! Members by name: fields, module members, methods (sections 7.6 and 7.7 of the language).
//!
//! Invariant: a site's cache holds, for a struct type, a field slot, or `METHOD` + a method's index if the type has no field of that name; for a
//! built-in kind the index of the method in the kind's table. Tables only grow, so a cached index stays right.

use super::builtins::Kind;
use super::ops_calls::{CallShape, bad_site};
use super::ops_containers::no_such_field;
use super::ops_host::host_method;
use super::window::Window;
use super::{Globals, Vm};
use oxbow_cc::Cc;
use oxbow_value::change::ChangeInstance;
use oxbow_value::code::{FieldCache, Site};
use oxbow_value::error::ErrorKind;
use oxbow_value::{
    Closure, Fields, Instance, Module, NativeBody, Raise, Result, Str, TypeEntry, Value, names,
};
use std::mem;

/// Cached slots from here on are method indexes.
pub(super) const METHOD: u32 = 1 << 31;

impl Vm {
    /// `GetField`
    #[inline(never)]
    pub(super) fn get_field(
        &mut self,
        mut w: Window,
        free: u8,
        dst: u16,
        object: u16,
        site: u16,
    ) -> Result<()> {
        let Site::Field(cache) = w.site(site) else { return Err(bad_site()) };
        let name = &cache.name;
        let value = match w.reg(object) {
            Value::Instance(instance) => {
                let Some(slot) = instance.ty.slot_of(name) else {
                    return Err(no_such_field(&instance.ty, name));
                };
                remember(cache, instance.ty.id, slot.into());
                instance.get(slot.into())
            }
            other => self.member(other, name)?,
        };
        w.free(free, object);
        w.set(dst, value);
        Ok(())
    }

    /// A member of a value other than a host object.
    pub(crate) fn member(&self, object: &Value, name: &Str) -> Result<Value> {
        match object {
            Value::Instance(instance) => match instance.field(name) {
                Some(value) => Ok(value),
                None => Err(no_such_field(&instance.ty, name)),
            },
            Value::Dict(dict) => {
                dict.get(name).ok_or_else(|| Raise::key(format_args!("no key '{name}' in the dict")))
            }
            Value::Module(module) => module.member(name).ok_or_else(|| self.no_such_member(module, name)),
            Value::Null => Err(of_null("read member", name)),
            other => Err(self.no_member(other, name)),
        }
    }

    /// Assigns a member of a value other than a host object.
    pub(crate) fn set_member(&self, object: &Value, name: &Str, value: Value) -> Result<()> {
        match object {
            Value::Instance(instance) => match instance.ty.slot_of(name) {
                Some(slot) => {
                    instance.set(slot.into(), value);
                    Ok(())
                }
                None => Err(no_such_field(&instance.ty, name)),
            },
            Value::Dict(_) => {
                let raise = Raise::type_error(format_args!("cannot assign to member '{name}' of a dict"));
                Err(raise.with_hint(format!("write d[\"{name}\"] = ...")))
            }
            Value::Null => Err(of_null("assign to member", name)),
            other => {
                let what = format_args!("cannot assign to member '{name}' of {}", other.type_name());
                Err(Raise::type_error(what))
            }
        }
    }

    /// `SetField`
    #[inline(never)]
    pub(super) fn set_field(
        &mut self,
        mut w: Window,
        free: u8,
        object: u16,
        src: u16,
        site: u16,
    ) -> Result<()> {
        let Site::Field(cache) = w.site(site) else { return Err(bad_site()) };
        let name = &cache.name;
        if let Value::Instance(instance) = w.reg(object)
            && let Some(slot) = instance.ty.slot_of(name)
        {
            remember(cache, instance.ty.id, slot.into());
        }
        self.set_member(w.reg(object), name, w.reg(src).clone())?;
        w.free(free & 1, object);
        w.free(free & 2, src);
        Ok(())
    }

    /// `TypeMember`
    #[inline(never)]
    pub(super) fn type_member(&mut self, mut w: Window, dst: u16, site: u16) -> Result<()> {
        let Site::Type { type_slot, member, hint } = w.site(site) else { return Err(bad_site()) };
        let module = &w.closure().module;
        let value = match module.resolve_type(*type_slot) {
            Some(TypeEntry::Enum(ty)) => match ty.variants.get(member) {
                Some(number) => Value::Int(*number),
                None => return Err(unknown("enum", &ty.name, "variant", member, ty.variants.keys())),
            },
            Some(TypeEntry::Struct(ty)) => match ty.method(member) {
                Some(method) => method,
                None => return Err(unknown("struct", &ty.name, "method", member, &ty.method_names())),
            },
            Some(TypeEntry::Interface(ty)) => {
                return Err(Raise::type_error(format_args!("interface '{}' has no members", ty.name)));
            }
            None => {
                let name = module.type_text(*type_slot);
                let mut raise = Raise::new(ErrorKind::NameError, format!("Undefined variable: {name}"));
                raise.hint = hint.as_ref().map(Str::to_string).or_else(|| self.name_hint(module, &name));
                return Err(raise);
            }
        };
        w.set(dst, value);
        Ok(())
    }

    /// What the cache of a method call's site says, if it is about the receiver.
    #[inline(always)]
    pub(super) fn method_at_site(&self, receiver: &Value, cache: &FieldCache) -> Option<Target> {
        let (cached, slot) = (cache.type_id.get(), cache.slot.get());
        match receiver {
            Value::Instance(instance) if instance.type_id() == cached && slot >= METHOD => {
                match instance.ty.method_at((slot - METHOD) as usize) {
                    Some(Value::Closure(callee)) => Some(Target::Closure(callee)),
                    _ => None,
                }
            }
            Value::Module(module) if module.id == cached => Some(Target::Member(module.get(slot as u16))),
            receiver => cache.native_for(receiver).map(Target::Native),
        }
    }

    /// `CallMethod`
    #[inline(never)]
    pub(super) fn call_method(&mut self, w: Window, argc: u8, dst: u16, base: u16, site: u16) -> Result<()> {
        let Site::Field(cache) = w.site(site) else { return Err(bad_site()) };
        let with_receiver = CallShape { start: base, argc: u16::from(argc) + 1, dst, hidden: 1 };
        let receiver = w.reg(base);
        let cached = cache.type_id.get();
        if let Value::Instance(instance) = receiver {
            let index = cache.slot.get().wrapping_sub(METHOD);
            if instance.type_id() == cached
                && index < METHOD
                && let Some(method) = instance.ty.method_at(index as usize)
            {
                return self.call_value(w, method, with_receiver);
            }
        } else if let Value::Module(module) = receiver
            && module.id == cached
            && let member = module.get(cache.slot.get() as u16)
            && member.is_callable()
        {
            let mut w = w;
            w.set(base, Value::Unset);
            return self.call_value(w, member, CallShape::plain(base, argc, dst));
        } else if let Some(kind) = Kind::of(receiver)
            && kind as u32 == cached
            && let Some((_, method)) =
                self.globals.library.methods.of(kind).get_index(cache.slot.get() as usize)
        {
            let method = method.clone();
            return self.call_value(w, method, with_receiver);
        }
        self.call_method_uncached(w, CallShape::plain(base, argc, dst), with_receiver, site)
    }

    /// `CallMember`, when the function is not known yet or not a native one.
    #[inline(never)]
    pub(super) fn call_member(
        &mut self,
        mut w: Window,
        argc: u8,
        dst: u16,
        base: u16,
        site: u16,
    ) -> Result<()> {
        let cache = w.member_site(site);
        let index = cache.module.ok_or_else(bad_site)?;
        let module = self.globals.at(index).cloned().ok_or_else(bad_site)?;
        // What the host defines it may define anew.
        if let Value::Module(library) = &module
            && Globals::is_of_library(index)
            && let Some(Value::Native(native)) = library.member(&cache.name)
            && native.takes(argc.into())
        {
            cache.native.set(Some((mem::discriminant(&module), native.body)));
        }
        w.set(base, module);
        self.call_method(w, argc, dst, base, site)
    }

    /// What `receiver.name(..)` calls, and whether the receiver is its first argument: for calls from the host.
    pub(crate) fn find_method(&self, receiver: &Value, name: &str) -> Result<(Value, bool)> {
        let cache = FieldCache::new(Str::constant(name));
        let found = match receiver {
            Value::Instance(instance) => method_of_instance(instance, &cache)?,
            Value::Host(object) => Found::Method(host_method(object, &cache.name)?),
            Value::Module(module) => match module.member(&cache.name) {
                Some(member) => Found::Plain(member),
                None => return Err(self.no_such_function(module, &cache.name)),
            },
            receiver => match self.method_of_kind(receiver, &cache, None) {
                Some(method) => Found::Method(method),
                None => return Err(self.no_method(receiver, &cache.name)),
            },
        };
        Ok(match found {
            Found::Method(method) => (method, true),
            Found::Plain(callee) => (callee, false),
        })
    }

    /// Resolves a method call by section 7.7 and fills the cache.
    #[inline(never)]
    fn call_method_uncached(
        &mut self,
        mut w: Window,
        without_receiver: CallShape,
        with_receiver: CallShape,
        site: u16,
    ) -> Result<()> {
        let Site::Field(cache) = w.site(site) else { return Err(bad_site()) };
        let base = with_receiver.start;
        let found = match w.reg(base) {
            Value::Instance(instance) => method_of_instance(instance, cache)?,
            Value::Module(module) => match module.member(&cache.name) {
                Some(member) => {
                    if let Some(slot) = module.slot_of(&cache.name) {
                        remember(cache, module.id, slot.into());
                    }
                    Found::Plain(member)
                }
                None => return Err(self.no_such_function(module, &cache.name)),
            },
            Value::Host(object) => Found::Method(host_method(object, &cache.name)?),
            Value::Null => return Err(of_null("call method", &cache.name)),
            receiver => match self.method_of_kind(receiver, cache, Some(with_receiver.argc)) {
                Some(method) => Found::Method(method),
                None => match receiver {
                    Value::Dict(dict) if dict.get(&cache.name).is_some_and(|value| value.is_callable()) => {
                        Found::Plain(dict.get(&cache.name).unwrap_or_default())
                    }
                    _ => return Err(self.no_method(receiver, &cache.name)),
                },
            },
        };
        match found {
            Found::Method(method) => self.call_value(w, method, with_receiver),
            Found::Plain(callee) => {
                w.set(base, Value::Unset);
                self.call_value(w, callee, without_receiver)
            }
        }
    }

    /// The method of a built-in kind; the site's cache learns it if it takes `argc` arguments.
    fn method_of_kind(&self, receiver: &Value, cache: &FieldCache, argc: Option<u16>) -> Option<Value> {
        let kind = Kind::of(receiver)?;
        let (index, _, method) = self.globals.library.methods.of(kind).get_full(&cache.name)?;
        remember(cache, kind as u32, index as u32);
        if let (Value::Native(native), Some(argc)) = (method, argc)
            && native.takes(argc)
        {
            cache.native.set(Some((mem::discriminant(receiver), native.body)));
        }
        Some(method.clone())
    }

    /// An unknown member of a module, read.
    #[cold]
    fn no_such_member(&self, module: &Cc<Module>, name: &Str) -> Box<Raise> {
        let members = module.member_names();
        let mut raise = Raise::new(
            ErrorKind::NameError,
            format!("Name error: module '{}' has no member '{name}'", module.name),
        );
        raise.hint = self.member_hint(module, name, &members);
        raise
    }

    /// An unknown member of a module, called.
    #[cold]
    fn no_such_function(&self, module: &Cc<Module>, name: &Str) -> Box<Raise> {
        if !module.is_standard {
            return self.no_such_member(module, name);
        }
        let members = module.member_names();
        let message = format!("Unknown {} function: {name}", module.name);
        let mut raise = Raise::new(ErrorKind::NameError, message);
        raise.hint = self.member_hint(module, name, &members);
        raise
    }

    fn member_hint(&self, module: &Module, name: &Str, members: &[Str]) -> Option<String> {
        if module.is_standard {
            let mut members = members.iter().map(Str::as_str);
            let hint = (self.globals.library.hints.member)(module.name.as_str(), name.as_str(), &mut members);
            if hint.is_some() {
                return hint;
            }
        }
        names::did_you_mean(name.as_str(), members)
    }

    /// A member read from a value that has none; a method of that name is named with its parentheses.
    #[cold]
    fn no_member(&self, value: &Value, name: &Str) -> Box<Raise> {
        let raise = Raise::type_error(format_args!("{} has no member '{name}'", value.type_name()));
        match Kind::of(value) {
            Some(kind) if self.globals.library.methods.of(kind).contains_key(name) => {
                raise.with_hint(format!("'{name}' is a method: write .{name}()"))
            }
            _ => raise,
        }
    }

    #[cold]
    fn no_method(&self, receiver: &Value, name: &Str) -> Box<Raise> {
        let kind_name = receiver.type_name();
        let mut raise = Raise::type_error(format_args!("{kind_name} has no method '{name}'"));
        if let Some(kind) = Kind::of(receiver) {
            let table = self.globals.library.methods.of(kind);
            let hint = (self.globals.library.hints.method)(
                kind_name,
                name.as_str(),
                &mut table.keys().map(Str::as_str),
            );
            raise.hint = hint.or_else(|| names::did_you_mean(name.as_str(), table.keys()));
        }
        raise
    }
}

/// A method found by its site's cache.
pub(super) enum Target {
    /// Of the script.
    Closure(Cc<Closure>),
    /// Of a built-in kind.
    Native(NativeBody),
    /// Member of a module: called without the receiver.
    Member(Value),
}

/// What a method call resolves to.
enum Found {
    /// Called with the receiver as first argument.
    Method(Value),
    /// Called with the written arguments alone.
    Plain(Value),
}

fn method_of_instance(instance: &Cc<Instance>, cache: &FieldCache) -> Result<Found> {
    let (ty, name) = (&instance.ty, &cache.name);
    let field = ty.slot_of(name).map(|slot| instance.get(slot.into()));
    if let Some(value) = &field
        && value.is_callable()
    {
        return Ok(Found::Plain(value.clone()));
    }
    if let Some(index) = ty.method_index(name)
        && let Some(method) = ty.method_at(index)
    {
        if field.is_none() {
            remember(cache, ty.id, METHOD + index as u32);
        }
        return Ok(Found::Method(method));
    }
    let mut raise = match field {
        Some(value) => {
            let what =
                format_args!("field '{name}' of struct '{}' is {}, not callable", ty.name, value.type_name());
            Raise::type_error(what)
        }
        None => Raise::type_error(format_args!("struct '{}' has no method '{name}'", ty.name)),
    };
    raise.hint = names::did_you_mean(name.as_str(), ty.method_names());
    Err(raise)
}

fn remember(cache: &FieldCache, type_id: u32, slot: u32) {
    cache.type_id.set(type_id);
    cache.slot.set(slot);
}

#[cold]
fn of_null(what: &str, name: &Str) -> Box<Raise> {
    Raise::new(ErrorKind::NullError, format!("Null safety error: cannot {what} '{name}' of null"))
}

#[cold]
fn unknown<'a>(
    what: &str,
    owner: &Str,
    kind: &str,
    name: &Str,
    known: impl IntoIterator<Item = &'a Str>,
) -> Box<Raise> {
    let message = format!("Name error: {what} '{owner}' has no {kind} '{name}'");
    let mut raise = Raise::new(ErrorKind::NameError, message);
    raise.hint = names::did_you_mean(name.as_str(), known);
    raise
}
