//! What the items of a file declare, and what files it imports declare.

use super::scopes::Kind;
use super::walk::Checker;
use crate::embed::{Target, Unit};
use crate::syntax::ast::{Function, Ident, ItemKind, StructDecl};
use crate::syntax::span::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// Types that other files declare, and the names that they are imported by.
pub(super) fn imported_types(units: &[Unit]) -> HashMap<Rc<str>, Vec<Rc<str>>> {
    let mut types: HashMap<Rc<str>, Vec<Rc<str>>> = HashMap::new();
    let Some((unit, others)) = units.split_last() else { return types };
    let declared = |unit: &Unit| {
        unit.program
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Struct { decl, .. } => Some(decl.name.name.clone()),
                ItemKind::Enum { decl, .. } => Some(decl.name.name.clone()),
                ItemKind::Interface(decl) => Some(decl.name.name.clone()),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    for name in others.iter().flat_map(declared) {
        types.entry(name).or_default();
    }
    for import in &unit.imports {
        let (Target::File(index), Some(name)) = (&import.target, import.namespace()) else { continue };
        for declared in others.get(*index).map(declared).unwrap_or_default() {
            types.entry(declared).or_default().push(name.clone());
        }
    }
    types
}

impl Checker<'_> {
    /// Does the name at this place belong to an item?
    pub(super) fn is_top_level(&self, span: Span) -> bool {
        self.unit.program.items.iter().any(|item| match &item.kind {
            ItemKind::Function { decl, .. } => decl.name.as_ref().is_some_and(|name| name.span == span),
            _ => false,
        })
    }

    pub(super) fn announce_item(&mut self, kind: &ItemKind) {
        match kind {
            ItemKind::Use { path, alias } => {
                let Some(last) = path.last() else { return };
                self.import(alias.as_ref().unwrap_or(last), (path.len() == 1).then_some(&last.name));
            }
            ItemKind::ImportModule { alias, .. } => self.import(alias, None),
            ItemKind::ImportNames { names, .. } => names.iter().for_each(|(_, here)| self.import(here, None)),
            ItemKind::Function { decl, .. } if decl.owner.is_some() => self.method(decl),
            ItemKind::Function { decl, exported } => {
                self.scopes.announce_function(decl);
                if let Some(symbol) = decl.name.as_ref().and_then(|name| self.scopes.here(name)) {
                    symbol.declared = true;
                    symbol.kind = if *exported { Kind::Public } else { symbol.kind };
                }
            }
            ItemKind::Struct { decl, .. } => {
                self.scopes.declare(&decl.name, Kind::Public);
                self.struct_(decl);
            }
            ItemKind::Enum { decl, .. } => {
                self.scopes.declare(&decl.name, Kind::Public);
                let variants = decl.variants.iter().map(|(name, _)| name.name.clone()).collect();
                self.enums.insert(decl.name.name.clone(), variants);
                self.report_repeated(
                    "variant",
                    decl.variants.iter().map(|(n, _)| (n.name.to_string(), n.span)),
                );
            }
            ItemKind::Interface(decl) => {
                self.scopes.declare(&decl.name, Kind::Public);
            }
            ItemKind::ExportLet(decl) => {
                self.scopes.declare(&decl.name, Kind::Public);
            }
            ItemKind::ExportDefault(_) => {}
        }
    }

    fn import(&mut self, name: &Ident, module: Option<&Rc<str>>) {
        let index = self.scopes.declare(name, Kind::Import);
        self.scopes.symbols[index].module = module.filter(|module| (self.world.is_module)(module)).cloned();
    }

    pub(super) fn method(&mut self, function: &Rc<Function>) {
        let (Some(owner), Some(name)) = (&function.owner, &function.name) else { return };
        let known = self.methods.entry((owner.name.clone(), name.name.clone()));
        known.and_modify(|known| *known = None).or_insert_with(|| Some(function.clone()));
    }

    pub(super) fn struct_(&mut self, decl: &StructDecl) {
        self.report_repeated("field", decl.fields.iter().map(|(name, _)| (name.name.to_string(), name.span)));
        let fields = decl.fields.iter().map(|(name, _)| name.name.clone()).collect();
        if self.structs.insert(decl.name.name.clone(), fields).is_some() {
            self.structs.remove(&decl.name.name);
        }
    }

    pub(super) fn item(&mut self, kind: &ItemKind) {
        match kind {
            ItemKind::Function { decl, .. } => self.function(decl),
            ItemKind::Struct { decl, .. } => self.struct_types(decl),
            ItemKind::Interface(decl) => {
                for method in &decl.methods {
                    method.params.iter().for_each(|param| self.types(param.ty.as_ref()));
                    self.types(method.result.as_ref());
                }
            }
            ItemKind::ExportLet(decl) => {
                self.types(decl.ty.as_ref());
                decl.value.iter().for_each(|value| self.expr(value));
            }
            ItemKind::ExportDefault(value) => self.expr(value),
            _ => {}
        }
    }

    pub(super) fn struct_types(&mut self, decl: &StructDecl) {
        decl.implements.iter().for_each(|name| self.mention(name));
        decl.fields.iter().for_each(|(_, ty)| self.types(Some(ty)));
    }
}
