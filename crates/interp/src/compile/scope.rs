//! Scopes of the function under construction, and what a name means at a place in it.
//!
//! A name means the innermost variable that is declared at that moment (LANGUAGE.md, section 5). Inside one function that is
//! known statically, as every entry of a scope makes it anew. For a variable of an enclosing function it is known when its
//! declaration comes before the closure is made; otherwise the code asks at run time (`JumpIfSet`) and falls through outwards.

use super::Compiler;
use super::builder::Reg;
use oxbow_value::code::Capture;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What is known of a value without running the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Kind {
    /// Nothing.
    #[default]
    Any,
    /// An int.
    Int,
    /// A float.
    Float,
    /// Null, bool, int or float: no reference, so nothing to clear.
    Scalar,
}

/// A local variable.
#[derive(Clone, Debug)]
pub(super) struct Var {
    pub(super) name: Rc<str>,
    /// Distinguishes variables across the whole file.
    pub(super) id: u32,
    pub(super) reg: Reg,
    /// It lives in a shared variable held by the register.
    pub(super) boxed: bool,
    /// Its declaration has been compiled.
    pub(super) declared: bool,
    pub(super) is_const: bool,
    pub(super) kind: Kind,
}

impl Var {
    /// Whether its register may hold a reference.
    pub(super) fn may_refer(&self) -> bool {
        self.boxed || (self.declared && self.kind == Kind::Any)
    }
}

/// An open scope.
#[derive(Debug)]
pub(super) struct Scope {
    /// Address of the node that opened it.
    pub(super) key: usize,
    pub(super) vars: Vec<Var>,
    /// First register of its locals.
    pub(super) base: Reg,
    /// Number of variables that had been declared when it was opened.
    pub(super) first_local: usize,
}

/// Where a name's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A register.
    Local(Reg),
    /// The shared variable in a register.
    Boxed(Reg),
    /// A captured variable.
    Up(u16),
    /// A slot of the module.
    Module(u16),
    /// A built-in function or standard module, or a constant of the host.
    Builtin(u16),
    /// A variable of the host.
    Global(u16),
}

/// One meaning of a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) place: Place,
    /// Declared for certain when the code runs.
    pub(super) sure: bool,
    pub(super) is_const: bool,
    pub(super) kind: Kind,
}

impl Compiler<'_> {
    /// Everything the name may mean here, innermost first; ends with the first certain one. Empty: undefined.
    pub(super) fn resolve(&mut self, name: &Rc<str>) -> Vec<Candidate> {
        let mut found = Vec::new();
        let current = self.functions.len() - 1;
        for level in (0..=current).rev() {
            let matching: Vec<Var> = self.functions[level]
                .scopes
                .iter()
                .rev()
                .filter_map(|s| s.vars.iter().rev().find(|v| v.name == *name))
                .cloned()
                .collect();
            for var in matching {
                let place = match level == current {
                    true if !var.declared => continue,
                    true if var.boxed => Place::Boxed(var.reg),
                    true => Place::Local(var.reg),
                    false => Place::Up(self.capture(current, level, &var)),
                };
                found.push(Candidate { place, sure: var.declared, is_const: var.is_const, kind: var.kind });
                if var.declared {
                    return found;
                }
            }
        }
        if let Some(&(slot, is_const)) = self.module_slots.get(name) {
            found.push(Candidate { place: Place::Module(slot), sure: true, is_const, kind: Kind::Any });
        } else if let Some(index) = self.env.builtin_value(name) {
            let place =
                if (self.env.assignable)(index) { Place::Global(index) } else { Place::Builtin(index) };
            found.push(Candidate { place, sure: true, is_const: false, kind: Kind::Any });
        }
        found
    }

    /// Whether the name is bound to anything but a built-in here.
    pub(super) fn is_variable(&mut self, name: &Rc<str>) -> bool {
        self.resolve(name).first().is_some_and(|c| !matches!(c.place, Place::Builtin(_)))
    }

    /// Index of the variable among the captures of function `level`, threading it through the functions between.
    fn capture(&mut self, level: usize, owner: usize, var: &Var) -> u16 {
        if let Some(&index) = self.functions[level].captured_ids.get(&var.id) {
            return index;
        }
        debug_assert!(var.boxed, "captured variable {} is not shared", var.name);
        let source = match level - 1 == owner {
            true => Capture::Local(var.reg),
            false => Capture::Up(self.capture(level - 1, owner, var)),
        };
        let function = &mut self.functions[level];
        let index = function.captures.len() as u16;
        function.captures.push(source);
        function.captured_names.push(var.name.clone());
        function.captured_ids.insert(var.id, index);
        index
    }

    /// The names of all variables whose scopes are open here, declared or not.
    pub(super) fn names_in_scope(&self) -> BTreeSet<Rc<str>> {
        let locals = self.functions.iter().flat_map(|f| &f.scopes).flat_map(|s| &s.vars);
        locals.map(|v| &v.name).chain(self.module_slots.keys()).cloned().collect()
    }

    /// The names visible here, for hints.
    pub(super) fn visible_names(&self) -> Vec<Rc<str>> {
        let locals =
            self.functions.iter().flat_map(|f| &f.scopes).flat_map(|s| &s.vars).filter(|v| v.declared);
        let mut names: Vec<Rc<str>> = locals.map(|v| v.name.clone()).collect();
        names.extend(self.module_slots.keys().cloned());
        names
    }
}
