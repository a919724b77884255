//! Type annotations and references to named types.

use super::Compiler;
use super::scope::Kind;
use crate::syntax::ast::{StructDecl as StructSyntax, Type, TypeName};
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{Op, Site, StructDecl, TypeRef};
use oxbow_value::types::{TypeKind, TypeSpec};
use std::rc::Rc;

/// What an annotation says about values that passed its check.
pub(super) fn kind_of(spec: &TypeSpec) -> Kind {
    match &*spec.alternatives {
        [TypeKind::Int] if !spec.nullable => Kind::Int,
        all if all
            .iter()
            .all(|k| matches!(k, TypeKind::Int | TypeKind::Float | TypeKind::Bool | TypeKind::Void)) =>
        {
            Kind::Scalar
        }
        _ => Kind::Any,
    }
}

impl Compiler<'_> {
    /// The slot of a type reference of this file.
    pub(super) fn type_slot(&mut self, module: Option<&Rc<str>>, name: &Rc<str>) -> u16 {
        let wanted = TypeRef { module: module.map(|m| Str::constant(m)), name: Str::constant(name) };
        if let Some(slot) = self.type_refs.iter().position(|r| *r == wanted) {
            return slot as u16;
        }
        if self.type_refs.len() >= usize::from(u16::MAX) {
            self.error(Span::default(), "A file may name at most 65,000 types");
            return 0;
        }
        self.type_refs.push(wanted);
        self.type_refs.len() as u16 - 1
    }

    /// The run-time form of an annotation.
    pub(super) fn type_spec(&mut self, ty: &Type) -> TypeSpec {
        let alternatives: Vec<TypeKind> = ty.alternatives.iter().map(|t| self.type_kind(t)).collect();
        let mut text = String::new();
        for (i, name) in ty.alternatives.iter().enumerate() {
            if i > 0 {
                text.push_str(" | ");
            }
            if let Some(module) = &name.module {
                text.push_str(&module.name);
                text.push('.');
            }
            text.push_str(&name.name.name);
        }
        if ty.nullable {
            text.push('?');
        }
        TypeSpec { text: Str::constant(&text), alternatives: alternatives.into(), nullable: ty.nullable }
    }

    fn type_kind(&mut self, ty: &TypeName) -> TypeKind {
        let name = &ty.name.name;
        if let Some(module) = &ty.module {
            return TypeKind::Named(self.type_slot(Some(&module.name), name));
        }
        let generic = self.functions.last().is_some_and(|f| f.generics.contains(name));
        let declared = self.declared_types.contains(name);
        if generic && !declared {
            return TypeKind::Any;
        }
        if declared {
            return TypeKind::Named(self.type_slot(None, name));
        }
        match &**name {
            "int" | "Int" | "Integer" | "Long" | "INT" => TypeKind::Int,
            "float" | "Float" | "Double" | "Number" | "FLOAT" => TypeKind::Float,
            "string" | "String" | "Str" | "Char" | "STRING" => TypeKind::Str,
            "bool" | "Bool" | "Boolean" | "BOOL" => TypeKind::Bool,
            "void" | "Void" | "VOID" => TypeKind::Void,
            "any" | "Any" | "ANY" | "Object" | "Exception" | "Error" => TypeKind::Any,
            "list" | "List" | "Array" | "Vec" | "Vector" | "Slice" | "array" => TypeKind::List,
            "dict" | "Map" | "HashMap" | "Dict" | "Dictionary" | "Record" => TypeKind::Dict,
            "function" | "Function" | "Func" | "Callable" => TypeKind::Function,
            // A single capital letter that names no type of this file is a type parameter.
            single if single.len() == 1 && single.as_bytes()[0].is_ascii_uppercase() => {
                match self.env.has_imported_type(name) {
                    true => TypeKind::Named(self.type_slot(None, name)),
                    false => TypeKind::Any,
                }
            }
            _ => TypeKind::Named(self.type_slot(None, name)),
        }
    }

    /// A `Check` site; `None` when everything passes.
    pub(super) fn check_site(&mut self, ty: TypeSpec, subject: &str) -> Option<u16> {
        if ty.alternatives.contains(&TypeKind::Any) {
            return None;
        }
        Some(self.f().site(Site::Check { ty, subject: Str::constant(subject) }))
    }

    /// Like `check_site` for a result type, where `void` lets everything pass.
    pub(super) fn result_site(&mut self, ty: TypeSpec, subject: &str) -> Option<u16> {
        if ty.alternatives.contains(&TypeKind::Void) {
            return None;
        }
        self.check_site(ty, subject)
    }

    /// Emits the declaration of a struct.
    pub(super) fn declare_struct(&mut self, decl: &StructSyntax, span: Span) {
        let generics = decl.generics.iter().map(|g| g.name.clone());
        let before = self.f().generics.len();
        self.f().generics.extend(generics);
        let fields =
            decl.fields.iter().map(|(name, ty)| (Str::constant(&name.name), self.type_spec(ty))).collect();
        self.f().generics.truncate(before);
        let declared = StructDecl {
            name: Str::constant(&decl.name.name),
            fields,
            implements: decl.implements.iter().map(|i| Str::constant(&i.name)).collect(),
        };
        let site = self.f().site(Site::StructDecl(Rc::new(declared)));
        self.f().emit(Op::DeclareStruct { site }, span);
    }
}
