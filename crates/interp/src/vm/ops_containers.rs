//! Literals, subscripts, destructuring.
//!
//! Invariant: elements are moved out of the registers that built them, so that a literal costs no count traffic; nothing is moved before everything that can
//! fail has been checked.

use super::Vm;
use super::ops_calls::{bad_site, fits_at_a_glance};
use super::window::Window;
use oxbow_cc::Cc;
use oxbow_value::change::{ChangeDict, ChangeList};
use oxbow_value::code::{Site, StructSite};
use oxbow_value::error::ErrorKind;
use oxbow_value::types::TypeSpec;
use oxbow_value::{
    Dict, List, Module, Raise, Range, Result, Str, StructType, Value, check, convert, index, instantiate,
    instantiate_from, names, show,
};
use std::mem;

/// Longest text of a value in a message.
const EXCERPT: usize = 60;

impl Vm {
    /// `NewList`
    #[inline(never)]
    pub(super) fn new_list(&mut self, mut w: Window, dst: u16, from: u16, count: u16) -> Result<()> {
        let items = w.regs_mut(from, count).iter_mut().map(take).collect();
        w.set(dst, Value::List(self.ctx.heap.alloc(List::new(items))));
        self.after_allocation(w)
    }

    /// `ListExtend`
    #[inline(never)]
    pub(super) fn list_extend(&mut self, mut w: Window, list: u16, from: u16, count: u16) -> Result<()> {
        let Value::List(list) = w.reg(list).clone() else { return Err(bad_site()) };
        list.extend(w.regs_mut(from, count).iter_mut().map(take).collect());
        self.after_allocation(w)
    }

    /// `Push` to a list that has to grow.
    #[cold]
    #[inline(never)]
    pub(super) fn grow_list(&mut self, w: Window, list: &List, item: Value) -> Result<()> {
        list.push(item);
        self.after_allocation(w)
    }

    /// `NewDict`
    #[inline(never)]
    pub(super) fn new_dict(&mut self, mut w: Window, dst: u16, from: u16, count: u16) -> Result<()> {
        let dict = Dict::with_capacity(count.into());
        self.fill(&dict, w.regs_mut(from, 2 * count))?;
        w.set(dst, Value::Dict(self.ctx.heap.alloc(dict)));
        self.after_allocation(w)
    }

    /// `DictExtend`
    #[inline(never)]
    pub(super) fn dict_extend(&mut self, mut w: Window, dict: u16, from: u16, count: u16) -> Result<()> {
        let Value::Dict(dict) = w.reg(dict).clone() else { return Err(bad_site()) };
        self.fill(&dict, w.regs_mut(from, 2 * count))?;
        self.after_allocation(w)
    }

    fn fill(&self, dict: &Dict, pairs: &mut [Value]) -> Result<()> {
        for pair in pairs.chunks_exact_mut(2) {
            let key = convert::key(&self.ctx.heap, &pair[0])?;
            dict.insert(key, take(&mut pair[1]));
            pair[0] = Value::Unset;
        }
        Ok(())
    }

    /// `NewRange`
    #[inline(never)]
    pub(super) fn new_range(
        &mut self,
        mut w: Window,
        inclusive: bool,
        dst: u16,
        a: u16,
        b: u16,
    ) -> Result<()> {
        let range = Range::from_values(w.reg(a), w.reg(b), inclusive)?;
        w.set(dst, Value::Range(self.ctx.heap.alloc(range)));
        self.after_allocation(w)
    }

    /// `NewStruct`
    #[inline(never)]
    pub(super) fn new_struct(&mut self, mut w: Window, dst: u16, from: u16, site: u16) -> Result<()> {
        let Site::Struct(site) = w.site(site) else { return Err(bad_site()) };
        let ty = struct_type(&w, site)?;
        if site.in_order.get() == ty.id {
            let mut written = w;
            let values = written.regs_mut(from, site.fields.len() as u16);
            if ty.accepts(values, ty.module.as_ref().unwrap_or(&w.closure().module)) {
                let instance = instantiate_from(&self.ctx.heap, ty, values);
                w.set(dst, Value::Instance(instance));
                return self.after_allocation(w);
            }
        }
        self.new_struct_out_of_order(w, dst, from, site, ty)
    }

    /// A literal seen for the first time, whose fields are not written in order, or whose values do not fit.
    #[inline(never)]
    fn new_struct_out_of_order(
        &mut self,
        mut w: Window,
        dst: u16,
        from: u16,
        site: &StructSite,
        ty: Cc<StructType>,
    ) -> Result<()> {
        if site.order.borrow().0 != ty.id {
            let order = field_order(&ty, site)?;
            let in_order = order.len() == site.fields.len() && order.iter().zip(0..).all(|(a, b)| *a == b);
            site.in_order.set(if in_order { ty.id } else { 0 });
            *site.order.borrow_mut() = (ty.id, order);
        }
        let order = site.order.borrow();
        let module = ty.module.as_ref().unwrap_or(&w.closure().module);
        let fits = |(slot, (_, spec)): (usize, &(Str, TypeSpec))| {
            let value = w.reg(from + order.1[slot]);
            fits_at_a_glance(value, spec) || check::fits(value, spec, module)
        };
        let written_once = site.fields.len() == ty.fields.len();
        if !written_once || !ty.fields.iter().enumerate().all(fits) {
            check_as_written(&w, &ty, site, from)?;
        }
        let mut written = w;
        let values = order.1.iter().map(|i| written.take(from + i));
        let instance = instantiate(&self.ctx.heap, ty, values);
        if !written_once {
            // A field written twice keeps its last value; the others end here.
            written.regs_mut(from, site.fields.len() as u16).fill(Value::Unset);
        }
        drop(order);
        w.set(dst, Value::Instance(instance));
        self.after_allocation(w)
    }

    /// `GetIndex`
    #[inline(never)]
    pub(super) fn get_index(
        &mut self,
        mut w: Window,
        free: u8,
        dst: u16,
        object: u16,
        index: u16,
    ) -> Result<()> {
        let found = match (w.reg(object), w.reg(index)) {
            (Value::Dict(dict), Value::Str(key)) => dict.get(key),
            _ => None,
        };
        let value = match found {
            Some(value) => value,
            None => index::get(w.reg(object), w.reg(index))?,
        };
        w.free(free & 1, object);
        w.free(free & 2, index);
        w.set(dst, value);
        Ok(())
    }

    /// `SetIndex`
    #[inline(never)]
    pub(super) fn set_index(
        &mut self,
        mut w: Window,
        free: u8,
        object: u16,
        index: u16,
        src: u16,
    ) -> Result<()> {
        index::set(&self.ctx.heap, w.reg(object), w.reg(index), w.reg(src).clone())?;
        w.free(free & 1, object);
        w.free(free & 2, index);
        w.free(free & 4, src);
        Ok(())
    }

    /// `Slice`
    #[inline(never)]
    pub(super) fn slice(&mut self, mut w: Window, dst: u16, object: u16, from: u16) -> Result<()> {
        let value = index::slice(&self.ctx.heap, w.reg(object), w.reg(from), w.reg(from + 1))?;
        w.set(dst, value);
        self.after_allocation(w)
    }

    /// `UnpackList`
    #[inline(never)]
    pub(super) fn unpack_list(
        &mut self,
        w: Window,
        rest: bool,
        dst: u16,
        src: u16,
        count: u16,
    ) -> Result<()> {
        match w.reg(src).clone() {
            Value::List(list) => self.unpack(w, &list, dst, count, rest),
            other => Err(destructuring(
                ErrorKind::TypeError,
                format!("expected a list, but got {}", other.type_name()),
            )),
        }
    }

    /// `UnpackItem`
    #[inline(never)]
    pub(super) fn unpack_item(&mut self, mut w: Window, dst: u16, src: u16, site: u16) -> Result<()> {
        let Site::Unpack { names, rest } = w.site(site) else { return Err(bad_site()) };
        let (count, rest) = (names.len() as u16, *rest);
        match w.reg(src).clone() {
            Value::List(list) => self.unpack(w, &list, dst, count, rest),
            Value::Dict(dict) => {
                let values: Vec<Value> =
                    names.iter().map(|name| dict.get(name).unwrap_or_default()).collect();
                for (r, value) in (dst..).zip(values) {
                    w.set(r, value);
                }
                if rest {
                    w.set(dst + count, Value::List(self.ctx.heap.alloc(List::new(Vec::new()))));
                }
                self.after_allocation(w)
            }
            other => {
                let what = format!("expected a list or a dict, but got {}", other.type_name());
                Err(destructuring(ErrorKind::TypeError, what))
            }
        }
    }

    fn unpack(&mut self, mut w: Window, list: &List, dst: u16, count: u16, rest: bool) -> Result<()> {
        let len = list.len();
        if len < usize::from(count) {
            let what = format!("expected at least {count} elements, but got {len}");
            return Err(destructuring(ErrorKind::IndexError, what));
        }
        for i in 0..count {
            w.set(dst + i, list.get(i.into()).unwrap_or_default());
        }
        if rest {
            let others = list.slice(count.into(), len);
            w.set(dst + count, Value::List(self.ctx.heap.alloc(List::new(others))));
        }
        self.after_allocation(w)
    }

    /// `UnpackKey`
    #[inline(never)]
    pub(super) fn unpack_key(&mut self, mut w: Window, dst: u16, src: u16, key: u16) -> Result<()> {
        let value = match (w.reg(src), w.constant(key.into())) {
            (Value::Dict(dict), Value::Str(key)) => dict.get(key).unwrap_or_default(),
            (other, _) => {
                let what = format!("expected a dict, but got {}", other.type_name());
                return Err(destructuring(ErrorKind::TypeError, what));
            }
        };
        w.set(dst, value);
        Ok(())
    }

    /// `RaiseNoMatch`
    #[cold]
    pub(super) fn no_match(&mut self, w: Window, src: u16) -> Box<Raise> {
        let subject = show::excerpt(w.reg(src), EXCERPT);
        Raise::new(ErrorKind::MatchError, format!("Match error: no arm matches {subject}"))
    }
}

/// The struct that a literal names.
fn struct_type(w: &Window, site: &StructSite) -> Result<Cc<StructType>> {
    let module = &w.closure().module;
    match module.resolve_struct(site.type_slot) {
        Some(ty) => Ok(ty),
        None => Err(no_struct(module, site)),
    }
}

#[cold]
fn no_struct(module: &Module, site: &StructSite) -> Box<Raise> {
    match module.resolve_type(site.type_slot) {
        Some(_) => Raise::type_error(format_args!("{} is not a struct", module.type_text(site.type_slot))),
        None => {
            let name = module.type_text(site.type_slot);
            let mut raise = Raise::new(ErrorKind::NameError, format!("Name error: unknown struct '{name}'"));
            raise.hint = names::did_you_mean(&name, module.type_names());
            raise
        }
    }
}

/// Checks every value of the literal, those of fields written twice as well, in the order in which they were written.
#[cold]
fn check_as_written(w: &Window, ty: &StructType, site: &StructSite, from: u16) -> Result<()> {
    let module = ty.module.as_ref().unwrap_or(&w.closure().module);
    for (name, i) in site.fields.iter().zip(from..) {
        let Some(slot) = ty.slot_of(name) else { return Err(no_such_field(ty, name)) };
        let (field, spec) = &ty.fields[usize::from(slot)];
        check::check_field(w.reg(i), spec, module, ty.name.as_str(), field.as_str())?;
    }
    Ok(())
}

/// For each slot of the type the place of its field in the literal; raises for unknown and missing fields.
#[cold]
fn field_order(ty: &StructType, site: &StructSite) -> Result<Box<[u16]>> {
    let mut order: Vec<Option<u16>> = vec![None; ty.fields.len()];
    for (field, i) in site.fields.iter().zip(0..) {
        let Some(slot) = ty.slot_of(field) else { return Err(no_such_field(ty, field)) };
        order[usize::from(slot)] = Some(i);
    }
    let missing = |slot: usize| {
        let what = format_args!("missing field '{}' of struct '{}'", ty.fields[slot].0, ty.name);
        Raise::type_error(what)
    };
    order.into_iter().enumerate().map(|(slot, i)| i.ok_or_else(|| missing(slot))).collect()
}

/// The error for a field that a struct does not have.
#[cold]
pub(super) fn no_such_field(ty: &StructType, field: &Str) -> Box<Raise> {
    let mut raise = Raise::type_error(format_args!("struct '{}' has no field '{field}'", ty.name));
    raise.hint = names::did_you_mean(field.as_str(), ty.field_names());
    raise
}

#[cold]
fn destructuring(kind: ErrorKind, what: String) -> Box<Raise> {
    Raise::new(kind, format!("Destructuring error: {what}"))
}

fn take(value: &mut Value) -> Value {
    mem::replace(value, Value::Unset)
}
