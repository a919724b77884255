//! Modules: the top-level names and types of a file, or of a part of the standard library.
//!
//! Invariant: a slot, once given to a name, stays its slot. Cached type references are forgotten whenever a declaration or import could
//! change what a name means.

use crate::code::ModuleCode;
use crate::edge::index_in;
use crate::source::Source;
use crate::struct_type::next_id;
use crate::{Str, StrKey, StrMap, StructType, Value};
use indexmap::Equivalent;
use oxbow_cc::{Cc, SlotVec, Trace};
use std::cell::{Cell, RefCell};
use std::hash::Hash;
use std::rc::Rc;
use std::sync::Arc;

/// A namespace with variables and types.
#[derive(Trace)]
#[trace(label = "module", edge_names = Module::edge_name)]
pub struct Module {
    /// Name as printed.
    #[trace(skip)]
    pub name: Str,
    /// Its file, if it has one.
    #[trace(skip)]
    pub source: Option<Arc<Source>>,
    /// What it was made from, if it is a file; of a session's module the newest input.
    #[trace(skip)]
    code: RefCell<Option<Rc<ModuleCode>>>,
    /// Identity, for inline caches: unique in this process, also among struct types.
    pub id: u32,
    /// Belongs to the standard library.
    pub is_standard: bool,
    /// Belongs to a session: inputs extend it, and their declarations may replace earlier ones.
    pub is_open: bool,
    members: SlotVec<Value>,
    #[trace(skip)]
    slots: RefCell<StrMap<u16>>,
    types: RefCell<StrMap<TypeEntry>>,
    /// Changes when a type's name may have got another meaning here.
    epoch: Cell<u32>,
    type_slots: RefCell<Vec<Option<TypeEntry>>>,
    imported: RefCell<Vec<Cc<Module>>>,
}

/// What a type name means.
#[derive(Clone, Trace)]
pub enum TypeEntry {
    /// A struct.
    Struct(Cc<StructType>),
    /// An enum.
    Enum(#[trace(skip)] Rc<EnumType>),
    /// An interface.
    Interface(#[trace(skip)] Rc<InterfaceType>),
}

/// An enum: names for ints.
#[derive(Debug)]
pub struct EnumType {
    /// Name.
    pub name: Str,
    /// Values by variant name, in order.
    pub variants: StrMap<i64>,
}

/// An interface: methods that a struct promises to have.
#[derive(Debug)]
pub struct InterfaceType {
    /// Name.
    pub name: Str,
    /// Method names.
    pub methods: Box<[Str]>,
}

impl TypeEntry {
    /// Name of the type.
    pub fn name(&self) -> &Str {
        match self {
            TypeEntry::Struct(ty) => &ty.name,
            TypeEntry::Enum(ty) => &ty.name,
            TypeEntry::Interface(ty) => &ty.name,
        }
    }
}

impl Module {
    /// The module of a compiled file: variables unset, enums and interfaces declared.
    pub fn from_code(code: Rc<ModuleCode>) -> Self {
        let mut module = Module::empty(code.name.clone());
        module.source = Some(code.source.clone());
        module.extend(code);
        module
    }

    /// The module of a session, with nothing in it.
    pub fn open(name: Str) -> Self {
        Module { is_open: true, ..Module::empty(name) }
    }

    /// Adds the variables (unset), enums and interfaces of more code, whose slots and type references begin with those of the code before.
    pub fn extend(&self, code: Rc<ModuleCode>) {
        let new = code.slots.get(self.members.len()..).unwrap_or_default();
        self.slots.borrow_mut().extend(new.iter().cloned().zip(self.members.len() as u16..));
        new.iter().for_each(|_| self.members.push(Value::Unset));
        for (name, variants) in &code.enums {
            let variants = variants.iter().cloned().collect();
            self.declare_type(
                name.clone(),
                TypeEntry::Enum(Rc::new(EnumType { name: name.clone(), variants })),
            );
        }
        for (name, methods) in &code.interfaces {
            let interface = InterfaceType { name: name.clone(), methods: methods.clone() };
            self.declare_type(name.clone(), TypeEntry::Interface(Rc::new(interface)));
        }
        drop(self.code.replace(Some(code)));
    }

    /// A module of the standard library.
    pub fn standard(name: Str, members: impl IntoIterator<Item = (Str, Value)>) -> Self {
        let module = Module { is_standard: true, ..Module::empty(name) };
        for (name, value) in members {
            module.define(name, value);
        }
        module
    }

    fn empty(name: Str) -> Self {
        Module {
            id: next_id(),
            name,
            source: None,
            code: RefCell::default(),
            is_standard: false,
            is_open: false,
            members: SlotVec::default(),
            slots: RefCell::default(),
            types: RefCell::default(),
            epoch: Cell::default(),
            type_slots: RefCell::default(),
            imported: RefCell::default(),
        }
    }
}

/// Variables.
impl Module {
    /// The variable in a slot; `Unset` before its declaration has run and for slots that do not exist.
    #[inline]
    pub fn get(&self, slot: u16) -> Value {
        self.members.get(usize::from(slot)).unwrap_or(Value::Unset)
    }

    /// Assigns the variable in a slot; the old value is dropped afterwards. Slots that do not exist are ignored.
    #[inline]
    pub(crate) fn set(&self, slot: u16, value: Value) {
        drop(self.members.replace(usize::from(slot), value));
    }

    /// The slot of a variable.
    pub fn slot_of(&self, name: &Str) -> Option<u16> {
        self.slots.borrow().get(name).copied()
    }

    /// The slot of a variable.
    pub fn slot_of_str(&self, name: &str) -> Option<u16> {
        self.slots.borrow().get(&StrKey::new(name)).copied()
    }

    /// The name of a slot.
    pub fn name_of(&self, slot: u16) -> Option<Str> {
        self.slots.borrow().get_index(usize::from(slot)).map(|(name, _)| name.clone())
    }

    /// The value of a variable that exists and is set.
    pub fn member(&self, name: &Str) -> Option<Value> {
        self.find_member(name)
    }

    /// The value of a variable that exists and is set.
    pub fn member_str(&self, name: &str) -> Option<Value> {
        self.find_member(&StrKey::new(name))
    }

    /// Assigns a variable by name, giving it a slot if it has none; `None` (and nothing done) if all 2^16 slots are taken.
    pub(crate) fn define(&self, name: Str, value: Value) -> Option<u16> {
        let slot = match self.slot_of(&name) {
            Some(known) => known,
            None => self.new_slot(name)?,
        };
        self.set(slot, value);
        Some(slot)
    }

    fn new_slot(&self, name: Str) -> Option<u16> {
        let slot = u16::try_from(self.members.len()).ok()?;
        self.members.push(Value::Unset);
        self.slots.borrow_mut().insert(name, slot);
        Some(slot)
    }

    /// What snapshots call an edge: the variable, or the type.
    fn edge_name(&self, name: &str) -> Option<String> {
        if let Some(slot) = index_in(name, "members") {
            let slots = self.slots.try_borrow().ok()?;
            return slots.get_index(slot).map(|(name, _)| name.to_string());
        }
        let index = index_in(name, "types")?;
        let kind = if name.ends_with("key") { "name of type" } else { "type" };
        let types = self.types.try_borrow().ok()?;
        types.get_index(index).map(|(name, _)| format!("{kind} {name}"))
    }

    /// Names of all variables, by slot.
    pub fn member_names(&self) -> Vec<Str> {
        self.slots.borrow().keys().cloned().collect()
    }

    /// Unsets all variables; the old values are dropped afterwards, in order.
    pub fn clear_members(&self) {
        let unset = vec![Value::Unset; self.members.len()];
        drop(self.members.take(unset));
    }

    fn find_member(&self, name: &(impl Hash + Equivalent<Str>)) -> Option<Value> {
        let slot = self.slots.borrow().get(name).copied()?;
        Some(self.get(slot)).filter(|value| !value.is_unset())
    }
}

/// Types.
impl Module {
    /// Declares a type, replacing one of the same name.
    pub(crate) fn declare_type(&self, name: Str, entry: TypeEntry) {
        let replaced = self.types.borrow_mut().insert(name, entry);
        drop(replaced);
        self.forget_resolved();
    }

    /// Makes the types of another module usable without its name, unless this module has its own. A newer module of a file that a session
    /// imported before takes the place of the older one.
    pub(crate) fn import(&self, module: Cc<Module>) {
        let file = |module: &Module| module.source.as_ref().map(|source| source.name.clone());
        let mut imported = self.imported.borrow_mut();
        let known = imported
            .iter()
            .position(|other| Cc::ptr_eq(other, &module) || (self.is_open && file(other) == file(&module)));
        let replaced = match known {
            Some(place) => Some(std::mem::replace(&mut imported[place], module)),
            None => {
                imported.push(module);
                None
            }
        };
        drop(imported);
        drop(replaced);
        self.forget_resolved();
    }

    /// The type of this name that this module itself declares.
    pub fn declared_type(&self, name: &Str) -> Option<TypeEntry> {
        self.types.borrow().get(name).cloned()
    }

    /// The type of this name: this module's own, else that of the module imported first.
    pub fn lookup_type(&self, name: &Str) -> Option<TypeEntry> {
        let imported = || self.imported.borrow().iter().find_map(|module| module.declared_type(name));
        self.declared_type(name).or_else(imported)
    }

    /// Names of the types that `lookup_type` finds, this module's own first.
    pub fn type_names(&self) -> Vec<Str> {
        let own: Vec<Str> = self.types.borrow().keys().cloned().collect();
        let imported = self.imported.borrow();
        own.into_iter()
            .chain(
                imported.iter().flat_map(|module| module.types.borrow().keys().cloned().collect::<Vec<_>>()),
            )
            .collect()
    }

    /// The type that a type reference of this module's code means, if it is declared by now.
    #[inline]
    pub fn resolve_type(&self, slot: u16) -> Option<TypeEntry> {
        self.with_type(slot, TypeEntry::clone)
    }

    /// The struct that a type reference of this module's code means.
    #[inline]
    pub fn resolve_struct(&self, slot: u16) -> Option<Cc<StructType>> {
        let as_struct = |entry: &TypeEntry| match entry {
            TypeEntry::Struct(ty) => Some(ty.clone()),
            _ => None,
        };
        self.with_type(slot, as_struct).flatten()
    }

    /// A number that changes when a type's name may have got another meaning in this module.
    #[inline(always)]
    pub(crate) fn epoch(&self) -> u32 {
        self.epoch.get()
    }

    /// Looks at what a type reference means without touching any count. `look` runs no foreign code and declares nothing.
    pub(crate) fn with_type<R>(&self, slot: u16, look: impl FnOnce(&TypeEntry) -> R) -> Option<R> {
        if let Some(Some(cached)) = self.type_slots.borrow().get(usize::from(slot)) {
            return Some(look(cached));
        }
        self.resolve_anew(slot).map(|entry| look(&entry))
    }

    /// A type reference as written.
    pub fn type_text(&self, slot: u16) -> String {
        let code = self.code.borrow();
        let reference = code.as_ref().and_then(|code| code.type_refs.get(usize::from(slot)));
        reference.map_or_else(String::new, |r| match &r.module {
            Some(module) => format!("{module}.{}", r.name),
            None => r.name.to_string(),
        })
    }

    #[cold]
    fn resolve_anew(&self, slot: u16) -> Option<TypeEntry> {
        let code = self.code.borrow().clone()?;
        let reference = code.type_refs.get(usize::from(slot))?;
        let entry = match &reference.module {
            None => self.lookup_type(&reference.name)?,
            Some(namespace) => match self.member(namespace)? {
                Value::Module(module) => module.lookup_type(&reference.name)?,
                _ => return None,
            },
        };
        let mut slots = self.type_slots.borrow_mut();
        slots.resize(code.type_refs.len(), None);
        slots[usize::from(slot)] = Some(entry.clone());
        Some(entry)
    }

    fn forget_resolved(&self) {
        self.epoch.set(self.epoch.get().wrapping_add(1));
        drop(self.type_slots.take());
    }
}
