//! Operands too large for an instruction, and the inline caches beside them.
//!
//! Invariant: a cache is a hint. It is keyed by the identity of a struct type and holds a slot that was right for that type;
//! types never change their fields, so a matching key means a right slot.

use crate::error::ErrorKind;
use crate::types::TypeSpec;
use crate::{NativeBody, Str, Value};
use std::cell::{Cell, RefCell};
use std::mem::{self, Discriminant};
use std::rc::Rc;

/// What an instruction's `site` operand names.
#[derive(Debug)]
pub enum Site {
    /// `GetField`, `SetField`, `CallMethod`, `CallMember`.
    Field(FieldCache),
    /// `NewStruct`.
    Struct(StructSite),
    /// `TypeMember`: `Type.member`, e.g. `Color.Red`, `Pt.show`, `m.Color.Red`.
    Type {
        /// Which type, as a slot of the module's type references.
        type_slot: u16,
        /// Method or variant.
        member: Str,
        /// Hint line if there is no such type, in case a variable was meant.
        hint: Option<Str>,
    },
    /// `CallNamed`: the identifier as written, and its hint if nothing of that name can be called.
    Callee {
        /// The identifier.
        name: Str,
        /// Hint line for `Undefined function`.
        hint: Option<Str>,
    },
    /// `UnpackItem`.
    Unpack {
        /// Names, which are also dict keys.
        names: Box<[Str]>,
        /// Whether a rest name follows.
        rest: bool,
    },
    /// `Check`.
    Check {
        /// Expected type.
        ty: TypeSpec,
        /// What is checked, as the message names it: `Variable 'x'`, `Result of function 'f'`.
        subject: Str,
    },
    /// `Raise`.
    Raise {
        /// Kind.
        kind: ErrorKind,
        /// Whole message, category included.
        message: Str,
        /// Hint line of an uncaught error.
        hint: Option<Str>,
    },
    /// `DeclareStruct`.
    StructDecl(Rc<StructDecl>),
    /// `DeclareMethod`.
    Method {
        /// The struct, as a slot of the module's type references; declared for later structs of that name as well.
        owner: Str,
        /// Method name.
        name: Str,
    },
}

/// A struct as declared.
#[derive(Debug)]
pub struct StructDecl {
    /// Name.
    pub name: Str,
    /// Fields in order with their types.
    pub fields: Box<[(Str, TypeSpec)]>,
    /// Interfaces promised.
    pub implements: Box<[Str]>,
}

/// A member name with what it meant last time.
#[derive(Debug)]
pub struct FieldCache {
    /// The name.
    pub name: Str,
    /// Identity of the struct type seen last (`StructType::id`), 0 for none.
    pub type_id: Cell<u32>,
    /// Field slot for that type.
    pub slot: Cell<u32>,
    /// `CallMember`: the built-in module whose member is named.
    pub module: Option<u16>,
    /// The native method that the name means for receivers of a kind, if it takes as many arguments as the site gives; of `CallMember`, the
    /// function, with the kind of modules.
    pub native: Cell<Option<(Discriminant<Value>, NativeBody)>>,
}

impl FieldCache {
    /// An empty cache for `name`.
    pub fn new(name: Str) -> Self {
        FieldCache { name, type_id: Cell::new(0), slot: Cell::new(0), module: None, native: Cell::new(None) }
    }

    /// An empty cache for member `name` of a built-in module.
    pub fn of_module(module: u16, name: Str) -> Self {
        FieldCache { module: Some(module), ..FieldCache::new(name) }
    }

    /// The native method for this receiver, if it is known.
    #[inline(always)]
    pub fn native_for(&self, receiver: &Value) -> Option<NativeBody> {
        match self.native.get() {
            Some((kind, body)) if kind == mem::discriminant(receiver) => Some(body),
            _ => None,
        }
    }
}

/// A struct literal: the type named, the fields in written order, and how they map to the type seen last.
#[derive(Debug)]
pub struct StructSite {
    /// Which type, as a slot of the module's type references.
    pub type_slot: u16,
    /// Field names as written.
    pub fields: Box<[Str]>,
    /// Identity of the type whose fields, all of them and in order, are those of the literal (0 for none).
    pub in_order: Cell<u32>,
    /// Identity of the type for which `order` holds (0 for none), and for each slot of that type the place of its field in
    /// the literal.
    pub order: RefCell<(u32, Box<[u16]>)>,
}
