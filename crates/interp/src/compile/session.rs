//! Inputs of a session: files that begin with the names of the inputs before them.
//!
//! Invariant: a name keeps its slot, and a type reference its place, in all inputs of a session, so the functions of earlier inputs stay valid and
//! see what later ones assign. What an input declares at its top level is a variable of the session's module, from its declaration on: before
//! that, the name means what it meant.

use super::builder::Reg;
use super::scope::Candidate;
use super::{Compiler, Deaths, Env, ImportedModule};
use crate::syntax::Diagnostic;
use crate::syntax::ast::*;
use crate::syntax::span::{Source, Span};
use oxbow_value::code::{Code, ModuleCode, Op, TypeRef};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// What the inputs of a session have declared so far.
#[derive(Clone, Default)]
pub(crate) struct Declared {
    /// Names by slot.
    slots: Vec<Rc<str>>,
    constants: HashSet<Rc<str>>,
    type_refs: Vec<TypeRef>,
    enums: HashMap<Rc<str>, HashMap<Rc<str>, i64>>,
    types: HashSet<Rc<str>>,
    /// Interfaces, and types imported by name.
    described: ImportedModule,
    debug_names: HashSet<Rc<str>>,
    /// Imported modules by the names they are bound to.
    pub(crate) modules: HashMap<Rc<str>, ImportedModule>,
    /// What inputs so far can see of deaths.
    pub(crate) deaths: Deaths,
}

/// Compiles an input. `is_set` tells whether a name of an earlier input has a value; one that has none (because its input failed) is as good as
/// not declared. On success `declared` has the new names as well.
///
/// # Errors
/// All reasons to refuse it that can be found without running it.
pub(crate) fn compile_input(
    program: &Program,
    source: &Arc<Source>,
    env: &Env<'_>,
    declared: &mut Declared,
    is_set: &dyn Fn(&str) -> bool,
) -> Result<ModuleCode, Vec<Diagnostic>> {
    let mut compiler = Compiler::new(program, source, env, true);
    compiler.begin_with(declared, is_set);
    compiler.expect_names(program);
    let code = compiler.module(program, "session");
    if !compiler.errors.is_empty() {
        return Err(compiler.errors);
    }
    compiler.hand_on(program, &code, declared);
    Ok(code)
}

impl Compiler<'_> {
    fn begin_with(&mut self, declared: &Declared, is_set: &dyn Fn(&str) -> bool) {
        for (slot, name) in (0u16..).zip(&declared.slots) {
            let place = (slot, declared.constants.contains(name));
            if is_set(name) {
                self.module_slots.insert(name.clone(), place);
            } else {
                self.spare_slots.insert(name.clone(), slot);
            }
        }
        self.slot_names.clone_from(&declared.slots);
        self.type_refs.clone_from(&declared.type_refs);
        self.enums.clone_from(&declared.enums);
        self.declared_types.clone_from(&declared.types);
        self.imported_types.clone_from(&declared.described);
        self.debug_names.clone_from(&declared.debug_names);
    }

    /// Gives the functions of an input a slot for what stands below them, as far as the name means nothing yet.
    fn expect_names(&mut self, program: &Program) {
        let Some(block) = program.main.as_ref().filter(|_| program.is_bare) else { return };
        for name in super::analysis::declared_names(block) {
            if !self.module_slots.contains_key(&name) && self.env.builtin_value(&name).is_none() {
                self.slot(&name, false);
            }
        }
    }

    fn hand_on(self, program: &Program, code: &ModuleCode, declared: &mut Declared) {
        let own = ImportedModule::of(program);
        declared.types = self.declared_types;
        declared.described = self.imported_types;
        declared.described.types.extend(own.types);
        declared.described.interfaces.extend(own.interfaces);
        let constants = self.module_slots.into_iter().filter(|(_, (_, is_const))| *is_const);
        declared.constants = constants.map(|(name, _)| name).collect();
        declared.slots = self.slot_names;
        declared.type_refs = code.type_refs.to_vec();
        declared.enums = self.enums;
        declared.debug_names = self.debug_names;
    }

    /// The statements of an input, whose result is the value of the last one.
    pub(super) fn input_main(&mut self, block: &Block) -> Code {
        self.functions.push(super::Builder::new(self.env.deaths.observed));
        self.body_with(block, Vec::new());
        self.finish("main", [].into(), 0, false, block.span)
    }

    /// Whether a declaration of the name, here, makes a variable of the session.
    pub(super) fn declares_in_session(&mut self, name: &Rc<str>) -> bool {
        self.is_session
            && self.f().scopes.last().is_some_and(|scope| scope.vars.iter().all(|v| v.name != *name))
    }

    /// The slot of a variable of the session that is declared here, perhaps once more.
    pub(super) fn declare_slot(&mut self, name: &Rc<str>, is_const: bool) -> u16 {
        self.slot(name, is_const);
        self.module_slots.get(name).map_or(0, |(slot, _)| *slot)
    }

    /// `let` at the top of an input.
    pub(super) fn let_in_session(&mut self, decl: &LetDecl, result: Option<Reg>, span: Span) {
        let temp = self.f().alloc(1);
        match &decl.value {
            Some(value) => {
                self.expr(value, temp);
            }
            None if decl.ty.is_some() => {
                self.f().emit(Op::Null { dst: temp }, span);
            }
            None => return self.raise_no_value(&decl.name),
        }
        self.check_variable(&decl.name, decl.ty.as_ref(), temp, decl.value.as_ref().map_or(span, |v| v.span));
        let slot = self.declare_slot(&decl.name.name, decl.is_const);
        self.f().emit(Op::SetMod { free: 0, slot, src: temp }, span);
        if let Some(dst) = result {
            self.f().emit(Op::Move { dst, src: temp }, span);
        }
    }

    /// As `resolve`; a function of a session may also use what a later input declares.
    pub(super) fn resolve_or_expect(&mut self, name: &Rc<str>) -> Vec<Candidate> {
        let found = self.resolve(name);
        let inside = self.functions.len() > 1;
        if !found.is_empty() || !self.is_session || !inside || self.declared_types.contains(name) {
            return found;
        }
        self.slot(name, false);
        self.resolve(name)
    }
}
