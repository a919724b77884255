//! Declarations that take effect when reached, and names that turn out not to be there.
//!
//! Invariant: a method declared before its struct waits in the module under `Owner.name`, a name that no variable can have, and moves to the struct
//! when that is declared.

use super::Vm;
use super::ops_calls::bad_site;
use super::window::Window;
use oxbow_cc::Cc;
use oxbow_value::change::ChangeModule;
use oxbow_value::code::{Site, StructDecl};
use oxbow_value::error::ErrorKind;
use oxbow_value::{Module, Raise, Result, Str, StructType, TypeEntry, Value, Variable};

impl Vm {
    /// `DeclareStruct`
    #[cold]
    #[inline(never)]
    pub(super) fn declare_struct(&mut self, w: Window, site: u16) -> Result<()> {
        let Site::StructDecl(decl) = w.site(site) else { return Err(bad_site()) };
        let module = w.closure().module.clone();
        match module.declared_type(&decl.name) {
            Some(TypeEntry::Struct(known)) if known.same_shape(decl) => return Ok(()),
            Some(_) if !module.is_open => {
                let message =
                    format!("Name error: type '{}' is already declared with another shape", decl.name);
                return Err(Raise::new(ErrorKind::NameError, message));
            }
            _ => {}
        }
        let ty = self.struct_type_of(decl, &module);
        module.declare_type(decl.name.clone(), TypeEntry::Struct(ty.clone()));
        self.adopt_methods(&ty, &module);
        self.after_allocation(w)
    }

    fn struct_type_of(&self, decl: &StructDecl, module: &Cc<Module>) -> Cc<StructType> {
        let (name, fields, promises) = (decl.name.clone(), decl.fields.clone(), decl.implements.clone());
        self.ctx.heap.alloc(StructType::new(name, fields, promises, Some(module.clone())))
    }

    /// Gives a new struct the methods that were declared before it.
    fn adopt_methods(&self, ty: &Cc<StructType>, module: &Cc<Module>) {
        let prefix = format!("{}.", ty.name);
        for waiting in module.member_names() {
            let Some(method) = waiting.strip_prefix(&prefix) else { continue };
            if let Some(value) = module.member(&waiting) {
                ty.declare_method(Str::new(&self.ctx.heap, method), value, &self.ctx.finalizers);
            }
        }
    }

    /// `DeclareMethod`
    #[cold]
    #[inline(never)]
    pub(super) fn declare_method(&mut self, w: Window, src: u16, site: u16) -> Result<()> {
        let Site::Method { owner, name } = w.site(site) else { return Err(bad_site()) };
        let (module, method) = (&w.closure().module, w.reg(src).clone());
        match module.lookup_type(owner) {
            Some(TypeEntry::Struct(ty)) => ty.declare_method(name.clone(), method, &self.ctx.finalizers),
            Some(_) => {
                let what = format_args!("cannot declare method '{name}': '{owner}' is not a struct");
                return Err(Raise::type_error(what));
            }
            None => {
                module.define(Str::new(&self.ctx.heap, &format!("{owner}.{name}")), method);
            }
        }
        Ok(())
    }

    /// `NewVar`, `BoxVar`
    #[inline(never)]
    pub(super) fn new_variable(&mut self, mut w: Window, dst: u16, value: Value) -> Result<()> {
        w.set(dst, Value::Variable(self.ctx.heap.alloc(Variable::new(value))));
        self.after_allocation(w)
    }

    /// `GetBuiltin`
    #[inline(never)]
    pub(super) fn get_builtin(&mut self, mut w: Window, dst: u16, index: u16) -> Result<()> {
        let value = self.globals.at(index).cloned().ok_or_else(bad_site)?;
        w.set(dst, value);
        Ok(())
    }

    /// `GetMod` of a variable that has not been declared yet.
    #[cold]
    #[inline(never)]
    pub(super) fn undefined_variable(&mut self, w: Window, slot: u16) -> Box<Raise> {
        let module = &w.closure().module;
        let name = module.name_of(slot).unwrap_or_default();
        let mut raise = Raise::new(ErrorKind::NameError, format!("Undefined variable: {name}"));
        raise.hint = self.name_hint(module, name.as_str());
        raise
    }

    /// `Raise`
    #[cold]
    #[inline(never)]
    pub(super) fn prepared_raise(&mut self, w: Window, site: u16) -> Box<Raise> {
        let Site::Raise { kind, message, hint } = w.site(site) else { return bad_site() };
        let mut raise = Raise::new(*kind, message.as_str());
        raise.hint = hint.as_ref().map(|hint| hint.to_string());
        raise
    }
}
