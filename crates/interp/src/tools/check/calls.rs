//! Calls of known functions, members of known modules and enums, fields of known structs.

use super::scopes::Found;
use super::walk::Checker;
use crate::syntax::Diagnostic;
use crate::syntax::ast::{Expr, ExprKind, Function, Ident};
use crate::syntax::span::Span;
use oxbow_value::names::did_you_mean;
use std::collections::HashSet;

/// What the checker knows of a member of a standard module.
pub(crate) enum Member {
    /// There is none of that name; what may help.
    Missing(Option<String>),
    /// A value, or a function that takes any number of arguments.
    Value,
    /// A function with these bounds on the number of arguments.
    Function(usize, usize),
}

impl Checker<'_> {
    /// Checks the number of arguments of a call; `piped` is one for `x |> f()`.
    pub(super) fn check_call(&mut self, callee: &Expr, args: usize, span: Span) {
        let known = match &callee.kind {
            ExprKind::Name(name) => self.function_of_name(name),
            ExprKind::Member { object, name, optional: false } => match &object.kind {
                ExprKind::Name(object) => self.function_of_member(object, name),
                _ => None,
            },
            _ => None,
        };
        let Some((name, min, max)) = known.filter(|(_, min, max)| !(*min..=*max).contains(&args)) else {
            return;
        };
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let bounds = match (min, max) {
            (min, max) if min == max => format!("{min} argument{}", plural(min)),
            (min, max) if max >= usize::from(u16::MAX) => format!("at least {min} argument{}", plural(min)),
            (min, max) => format!("{min}-{max} arguments"),
        };
        self.warn(
            "wrong-arity",
            Diagnostic::new(format!("function '{name}' expects {bounds}, got {args}"), span),
        );
    }

    fn function_of_name(&self, name: &Ident) -> Option<(String, usize, usize)> {
        match self.scopes.find(&name.name) {
            Found::Symbol(index) => {
                let symbol = &self.scopes.symbols[index];
                let function = symbol.function.as_ref().filter(|_| symbol.writes == 0)?;
                let (min, max) = bounds(function);
                Some((name.name.to_string(), min, max))
            }
            Found::Later(_) => None,
            Found::Nothing => match (self.world.member)(None, &name.name) {
                Member::Function(min, max) => Some((name.name.to_string(), min, max)),
                _ => None,
            },
        }
    }

    fn function_of_member(&self, object: &Ident, name: &Ident) -> Option<(String, usize, usize)> {
        if let Some(module) = self.standard_module(object) {
            return match (self.world.member)(Some(&module), &name.name) {
                Member::Function(min, max) => Some((format!("{module}.{}", name.name), min, max)),
                _ => None,
            };
        }
        self.structs.get(&object.name).filter(|_| self.is_public(object))?;
        let function = self.methods.get(&(object.name.clone(), name.name.clone()))?.as_ref()?;
        let (min, max) = bounds(function);
        Some((format!("{}.{}", object.name, name.name), min, max))
    }

    /// The standard module that a name stands for, whatever happens.
    fn standard_module(&self, name: &Ident) -> Option<std::rc::Rc<str>> {
        match self.scopes.find(&name.name) {
            Found::Symbol(index) => self.scopes.symbols[index].module.clone(),
            Found::Later(_) => None,
            Found::Nothing => (self.world.is_module)(&name.name).then(|| name.name.clone()),
        }
    }

    /// Is the name a type of this file here?
    fn is_public(&self, name: &Ident) -> bool {
        matches!(self.scopes.find(&name.name), Found::Symbol(index)
            if self.scopes.symbols[index].kind == super::scopes::Kind::Public)
    }

    /// Warns if `object.name` is no member of a known module or enum.
    pub(super) fn check_member(&mut self, object: &Ident, name: &Ident) {
        if let Some(module) = self.standard_module(object) {
            if let Member::Missing(hint) = (self.world.member)(Some(&module), &name.name) {
                let message = format!("module '{module}' has no member '{}'", name.name);
                let warning = Diagnostic::new(message, name.span);
                self.warn("unknown-member", hint.into_iter().fold(warning, Diagnostic::hint));
            }
            return;
        }
        let Some(variants) = self.enums.get(&object.name).filter(|_| self.is_public(object)) else { return };
        if !variants.contains(&name.name) {
            let message = format!("enum '{}' has no variant '{}'", object.name, name.name);
            let warning = Diagnostic::new(message, name.span);
            let hint = did_you_mean(&name.name, variants);
            self.warn("unknown-member", hint.into_iter().fold(warning, Diagnostic::hint));
        }
    }

    /// Warns of unknown, missing and repeated fields of a struct literal.
    pub(super) fn check_fields(&mut self, name: &Ident, fields: &[(Ident, Expr)]) {
        self.report_repeated("field", fields.iter().map(|(name, _)| (name.name.to_string(), name.span)));
        let Some(declared) = self.structs.get(&name.name).cloned().filter(|_| self.is_public(name)) else {
            return;
        };
        for (field, _) in fields.iter().filter(|(field, _)| !declared.contains(&field.name)) {
            let message = format!("struct '{}' has no field '{}'", name.name, field.name);
            let warning = Diagnostic::new(message, field.span);
            let hint = did_you_mean(&field.name, &declared);
            self.warn("wrong-fields", hint.into_iter().fold(warning, Diagnostic::hint));
        }
        let missing: Vec<String> = declared
            .iter()
            .filter(|name| !fields.iter().any(|(field, _)| field.name == **name))
            .map(|name| format!("'{name}'"))
            .collect();
        if !missing.is_empty() {
            let message = format!("struct '{}' needs {} as well", name.name, missing.join(", "));
            self.warn("wrong-fields", Diagnostic::new(message, name.span));
        }
    }

    /// Warns of literal keys of a dict that are written twice.
    pub(super) fn check_keys(&mut self, entries: &[(Expr, Expr)]) {
        let keys = entries.iter().filter_map(|(key, _)| match &key.kind {
            ExprKind::Str(text) => Some((text.to_string(), key.span)),
            ExprKind::Int(value) => Some((value.to_string(), key.span)),
            _ => None,
        });
        self.report_repeated("key", keys);
    }

    /// Warns of names that are written twice.
    pub(super) fn report_repeated(&mut self, what: &str, names: impl Iterator<Item = (String, Span)>) {
        let mut seen = HashSet::new();
        for (name, span) in names {
            if seen.contains(&name) {
                self.warn(
                    "duplicate-key",
                    Diagnostic::new(format!("{what} '{name}' is written twice"), span),
                );
            } else {
                seen.insert(name);
            }
        }
    }
}

/// Least and greatest number of arguments.
fn bounds(function: &Function) -> (usize, usize) {
    let min = function.params.iter().rposition(|param| param.default.is_none()).map_or(0, |last| last + 1);
    (min, function.params.len())
}
