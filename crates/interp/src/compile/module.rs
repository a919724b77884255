//! A whole file: its tables, its initialiser, its `main`.
//!
//! Order of effects (LANGUAGE.md, section 2): structs, then functions and methods, then exports in source order. Imports are bound by
//! the loader before the initialiser runs; enums and interfaces are data.

use super::Compiler;
use super::analysis::analyse;
use super::builder::{Builder, Reg};
use super::function::full_name;
use crate::syntax::Diagnostic;
use crate::syntax::ast::*;
use crate::syntax::span::{Source, Span};
use crate::vm::builtins::Names;
use oxbow_value::Str;
use oxbow_value::code::{Code, ModuleCode, Op, Variants};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// What a file can see of its surroundings while it is compiled.
pub(crate) struct Env<'a> {
    /// Index of a built-in function.
    pub(crate) functions: &'a dyn Fn(&str) -> Option<u16>,
    /// Index of a standard module.
    pub(crate) modules: &'a dyn Fn(&str) -> Option<u16>,
    /// Whether scripts may assign to a built-in name.
    pub(crate) assignable: &'a dyn Fn(u16) -> bool,
    /// Hint for an undefined name, given the names visible there.
    pub(crate) name_hint: &'a dyn Fn(&str, Names<'_, '_>) -> Option<String>,
    /// Imported file modules by the name they are bound to; modules of which only names are imported stand under a key no name can have.
    pub(crate) imported: &'a HashMap<Rc<str>, ImportedModule>,
    /// What the program can see of deaths.
    pub(crate) deaths: Deaths,
    /// The runtime's own code.
    pub(crate) is_internal: bool,
}

/// What a program can see of the deaths of its objects: how exactly must they happen?
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Deaths {
    /// It may have `drop` methods: statements end in a safe point.
    pub(crate) finalized: bool,
    /// It may ask whether an object is alive: a temporary stays until its statement ends. Otherwise it may die when it was read.
    pub(crate) observed: bool,
}

impl Deaths {
    /// Everything.
    pub(crate) const ALL: Deaths = Deaths { finalized: true, observed: true };

    /// What a program with this text can see. A word too many costs an instruction or two a statement.
    pub(crate) fn seen_by(text: &str) -> Deaths {
        let finalized = text.contains("drop");
        Deaths {
            finalized,
            observed: finalized || ["weak", "gc_", "debug"].iter().any(|word| text.contains(word)),
        }
    }

    /// What two texts of one program can see.
    pub(crate) fn or(self, other: Deaths) -> Deaths {
        Deaths { finalized: self.finalized || other.finalized, observed: self.observed || other.observed }
    }
}

/// What an importer must know of a module before it runs.
#[derive(Default, Clone, Debug)]
pub(crate) struct ImportedModule {
    /// Structs, enums and interfaces it declares.
    pub(crate) types: HashSet<Rc<str>>,
    /// Interfaces with their methods.
    pub(crate) interfaces: HashMap<Rc<str>, Vec<Rc<str>>>,
}

impl ImportedModule {
    /// What the module of the `i`th import of a file is listed under when only names are imported from it.
    pub(crate) fn key_of_names(i: usize) -> Rc<str> {
        format!("<import {i}>").into()
    }

    /// Makes a type of another module, if that has it, one of this module under the name `here`.
    pub(crate) fn take_from(&mut self, other: &ImportedModule, member: &Rc<str>, here: &Rc<str>) {
        if other.types.contains(member) {
            self.types.insert(here.clone());
        }
        if let Some(methods) = other.interfaces.get(member) {
            self.interfaces.insert(here.clone(), methods.clone());
        }
    }

    /// Collects the types that a file declares at top level.
    pub(crate) fn of(program: &Program) -> Self {
        let mut found = ImportedModule::default();
        for item in &program.items {
            match &item.kind {
                ItemKind::Struct { decl, .. } => found.types.insert(decl.name.name.clone()),
                ItemKind::Enum { decl, .. } => found.types.insert(decl.name.name.clone()),
                ItemKind::Interface(decl) => {
                    let methods = decl.methods.iter().map(|m| m.name.name.clone()).collect();
                    found.interfaces.insert(decl.name.name.clone(), methods);
                    found.types.insert(decl.name.name.clone())
                }
                _ => continue,
            };
        }
        found
    }
}

impl Env<'_> {
    pub(super) fn builtin_function(&self, name: &str) -> Option<u16> {
        (self.functions)(name)
    }

    pub(super) fn builtin_module(&self, name: &str) -> Option<u16> {
        (self.modules)(name)
    }

    /// What a bare built-in name means as a value: the function, else the module.
    pub(super) fn builtin_value(&self, name: &str) -> Option<u16> {
        self.builtin_function(name).or_else(|| self.builtin_module(name))
    }

    pub(super) fn module_has_type(&self, alias: &str, name: &str) -> bool {
        self.imported.get(alias).is_some_and(|m| m.types.contains(name))
    }

    pub(super) fn has_imported_type(&self, name: &str) -> bool {
        self.imported.values().any(|m| m.types.contains(name))
    }
}

/// Compiles a file.
///
/// # Errors
/// All reasons to refuse it that can be found without running it.
pub(crate) fn compile_module(
    program: &Program,
    source: &Arc<Source>,
    name: &str,
    env: &Env<'_>,
) -> Result<ModuleCode, Vec<Diagnostic>> {
    let mut compiler = Compiler::new(program, source, env, false);
    let module = compiler.module(program, name);
    if compiler.errors.is_empty() { Ok(module) } else { Err(compiler.errors) }
}

impl<'a> Compiler<'a> {
    pub(super) fn new(program: &Program, source: &Arc<Source>, env: &'a Env<'a>, is_session: bool) -> Self {
        Compiler {
            env,
            source: source.clone(),
            facts: analyse(program, is_session),
            is_session,
            functions: Vec::new(),
            module_slots: HashMap::new(),
            spare_slots: HashMap::new(),
            slot_names: Vec::new(),
            type_refs: Vec::new(),
            enums: HashMap::new(),
            declared_types: HashSet::new(),
            imported_types: ImportedModule::default(),
            debug_names: HashSet::new(),
            next_var: 0,
            next_lambda: 0,
            errors: Vec::new(),
        }
    }
}

impl Compiler<'_> {
    pub(super) fn module(&mut self, program: &Program, name: &str) -> ModuleCode {
        let mut imports = 0;
        for item in &program.items {
            self.declare_item(item, imports);
            imports += usize::from(is_import(item));
        }
        self.check_promises(program);
        let init = self.initialiser(program);
        let main = program.main.as_ref().map(|block| {
            Rc::new(match (program.is_bare, self.is_session) {
                (true, true) => self.input_main(block),
                (true, false) => self.bare_main(block),
                (false, _) => self.main(block),
            })
        });
        ModuleCode {
            name: Str::constant(name),
            source: self.source.clone(),
            slots: self.slot_names.iter().map(|n| Str::constant(n)).collect(),
            type_refs: std::mem::take(&mut self.type_refs).into(),
            init: Rc::new(init),
            main,
            enums: program.items.iter().filter_map(enum_table).collect(),
            interfaces: program.items.iter().filter_map(interface_table).collect(),
        }
    }

    /// Reserves the slots and notes the types of an item.
    fn declare_item(&mut self, item: &Item, imports: usize) {
        match &item.kind {
            ItemKind::Use { path, alias } => {
                let bound = alias.as_ref().or(path.last());
                bound.into_iter().for_each(|n| self.slot(&n.name, true));
                if let ([module], Some(bound)) = (path.as_slice(), bound)
                    && &*module.name == "debug"
                {
                    self.debug_names.insert(bound.name.clone());
                }
            }
            ItemKind::ImportModule { alias, .. } => self.slot(&alias.name, true),
            ItemKind::ImportNames { names, .. } => self.declare_imported_names(names, imports),
            ItemKind::Function { decl, .. } if decl.owner.is_none() => {
                decl.name.iter().for_each(|n| self.slot(&n.name, false));
            }
            ItemKind::Function { .. } => {}
            ItemKind::Struct { decl, .. } => {
                self.declared_types.insert(decl.name.name.clone());
            }
            ItemKind::Enum { decl, .. } => {
                self.declared_types.insert(decl.name.name.clone());
                let variants = decl.variants.iter().map(|(n, v)| (n.name.clone(), *v)).collect();
                self.enums.insert(decl.name.name.clone(), variants);
            }
            ItemKind::Interface(decl) => {
                self.declared_types.insert(decl.name.name.clone());
            }
            ItemKind::ExportLet(decl) => self.slot(&decl.name.name, decl.is_const),
            ItemKind::ExportDefault(_) => self.slot(&"default".into(), true),
        }
    }

    /// Imported types become types of this file, everything else variables. `imports`: how many imports stand before.
    fn declare_imported_names(&mut self, names: &[(Ident, Ident)], imports: usize) {
        let env = self.env;
        let module = env.imported.get(&ImportedModule::key_of_names(imports));
        for (member, here) in names {
            match module.filter(|m| m.types.contains(&member.name)) {
                Some(module) => {
                    self.declared_types.insert(here.name.clone());
                    self.imported_types.take_from(module, &member.name, &here.name);
                }
                None => self.slot(&here.name, false),
            }
        }
    }

    pub(super) fn slot(&mut self, name: &Rc<str>, is_const: bool) {
        if let Some(entry) = self.module_slots.get_mut(name) {
            entry.1 = is_const;
            return;
        }
        if let Some(slot) = self.spare_slots.remove(name) {
            self.module_slots.insert(name.clone(), (slot, is_const));
            return;
        }
        if self.slot_names.len() >= usize::from(u16::MAX) {
            return self.error(Span::default(), "A file may declare at most 65,000 names");
        }
        self.module_slots.insert(name.clone(), (self.slot_names.len() as u16, is_const));
        self.slot_names.push(name.clone());
    }

    /// Every method that a struct promises by `implements` must be declared.
    fn check_promises(&mut self, program: &Program) {
        let mut own = self.imported_types.clone();
        own.interfaces.extend(ImportedModule::of(program).interfaces);
        let mut methods: HashSet<(&str, &str)> = HashSet::new();
        let items = program.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Function { decl, .. } => Some(decl),
            _ => None,
        });
        // Without a `main` of its own, functions are statements.
        let statements = program.main.iter().flat_map(|main| &main.statements);
        let statements = statements.filter_map(|statement| match &statement.kind {
            StmtKind::Function(decl) => Some(decl),
            _ => None,
        });
        for decl in items.chain(statements) {
            if let (Some(owner), Some(name)) = (&decl.owner, &decl.name) {
                methods.insert((&owner.name, &name.name));
            }
        }
        for item in &program.items {
            let ItemKind::Struct { decl, .. } = &item.kind else { continue };
            for interface in &decl.implements {
                let name = &interface.name;
                let wanted = own.interfaces.get(name);
                let wanted =
                    wanted.or_else(|| self.env.imported.values().find_map(|m| m.interfaces.get(name)));
                let Some(wanted) = wanted else {
                    self.error(
                        interface.span,
                        format!("Struct '{}' implements unknown interface '{name}'", decl.name.name),
                    );
                    continue;
                };
                for method in wanted.iter().filter(|m| !methods.contains(&(&*decl.name.name, m))) {
                    let (owner, span) = (&decl.name.name, decl.name.span);
                    let message = format!(
                        "Struct '{owner}' implements interface '{name}' but has no method '{owner}.{method}'"
                    );
                    self.error(span, message);
                }
            }
        }
    }

    fn initialiser(&mut self, program: &Program) -> Code {
        self.functions.push(Builder::new(self.env.deaths.observed));
        for item in &program.items {
            if let ItemKind::Struct { decl, .. } = &item.kind {
                self.declare_struct(decl, item.span);
            }
        }
        for item in &program.items {
            if let ItemKind::Function { decl, .. } = &item.kind {
                self.top_function(decl, item.span);
            }
        }
        for item in &program.items {
            match &item.kind {
                ItemKind::ExportLet(decl) => self.export_variable(decl, item.span),
                ItemKind::ExportDefault(value) => {
                    let temp = self.f().alloc(1);
                    self.expr(value, temp);
                    self.set_slot(&"default".into(), temp, item.span);
                }
                _ => {}
            }
            self.end_statement(item.span);
        }
        self.f().emit_return(None, Span::default());
        self.finish("<module>", [].into(), 0, false, Span::default())
    }

    fn top_function(&mut self, decl: &Function, span: Span) {
        let Some(name) = &decl.name else { return };
        let temp = self.f().alloc(1);
        self.closure(decl, &full_name(decl), temp, span);
        match &decl.owner {
            Some(owner) => self.declare_method(owner, name, temp, span),
            None => self.set_slot(&name.name, temp, span),
        }
        self.end_statement(span);
    }

    fn export_variable(&mut self, decl: &LetDecl, span: Span) {
        let temp = self.f().alloc(1);
        match &decl.value {
            Some(value) => {
                self.expr(value, temp);
            }
            None => {
                self.f().emit(Op::Null { dst: temp }, span);
            }
        }
        self.check_variable(&decl.name, decl.ty.as_ref(), temp, decl.value.as_ref().map_or(span, |v| v.span));
        self.set_slot(&decl.name.name, temp, span);
    }

    /// Moves the value of a temporary into a module variable.
    fn set_slot(&mut self, name: &Rc<str>, src: Reg, span: Span) {
        if let Some(&(slot, _)) = self.module_slots.get(name) {
            self.f().emit(Op::SetMod { free: 1, slot, src }, span);
            self.f().unmark(src, 1);
        }
    }

    /// A sequence of statements: like a function, its result is the value of the last one.
    fn bare_main(&mut self, block: &Block) -> Code {
        self.functions.push(Builder::new(self.env.deaths.observed));
        self.body(block);
        self.finish("main", [].into(), 0, false, block.span)
    }

    fn main(&mut self, block: &Block) -> Code {
        self.functions.push(Builder::new(self.env.deaths.observed));
        self.open_scope(block, super::analysis::declared_names(block), block.span);
        self.statements(&block.statements, None, block.span);
        self.close_scope(super::statement::end_of(block.span));
        self.f().emit_return(None, super::statement::end_of(block.span));
        self.finish("main", [].into(), 0, false, block.span)
    }
}

fn is_import(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Use { .. } | ItemKind::ImportModule { .. } | ItemKind::ImportNames { .. })
}

fn enum_table(item: &Item) -> Option<(Str, Variants)> {
    let ItemKind::Enum { decl, .. } = &item.kind else { return None };
    let variants = decl.variants.iter().map(|(n, v)| (Str::constant(&n.name), *v)).collect();
    Some((Str::constant(&decl.name.name), variants))
}

fn interface_table(item: &Item) -> Option<(Str, Box<[Str]>)> {
    let ItemKind::Interface(decl) = &item.kind else { return None };
    Some((Str::constant(&decl.name.name), decl.methods.iter().map(|m| Str::constant(&m.name.name)).collect()))
}
