//! Reading and writing names, opening and closing scopes, declaring variables.

use super::Compiler;
use super::analysis::key;
use super::builder::{Jumps, Reg};
use super::scope::{Candidate, Kind, Place, Scope, Var};
use crate::syntax::ast::Ident;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{Local, Op, Site};
use oxbow_value::error::ErrorKind;
use std::rc::Rc;

impl Compiler<'_> {
    // Scopes.

    /// Opens the scope of a tree node with these names, none declared yet. Shared variables are made at once, since closures may capture
    /// them before their declaration runs.
    pub(super) fn open_scope<T>(&mut self, node: &T, names: Vec<Rc<str>>, span: Span) {
        self.open_scope_of_filled(node, names);
        let scope = self.f().scopes.last().map_or(&[][..], |s| &s.vars);
        let boxed: Vec<Reg> = scope.iter().filter(|v| v.boxed).map(|v| v.reg).collect();
        for dst in boxed {
            self.f().emit(Op::NewVar { dst }, span);
            self.f().mark(dst);
        }
    }

    /// Opens a scope whose registers are filled by the caller (who also boxes the shared variables).
    pub(super) fn open_scope_of_filled<T>(&mut self, node: &T, names: Vec<Rc<str>>) {
        let key = key(node);
        let base = self.f().top;
        let mut vars = Vec::with_capacity(names.len());
        for name in names {
            let boxed = self.facts.is_captured(key, &name);
            let reg = self.f().alloc(1);
            self.next_var += 1;
            let id = self.next_var;
            vars.push(Var { name, id, reg, boxed, declared: false, is_const: false, kind: Kind::Any });
        }
        let first_local = self.f().locals.len();
        self.f().scopes.push(Scope { key, vars, base, first_local });
    }

    /// Closes the innermost scope: its variables die.
    pub(super) fn close_scope(&mut self, span: Span) {
        let f = self.f();
        let Some(scope) = f.pop_scope() else { return };
        let dirty = f.take_dirty(scope.base);
        f.clear(dirty, span);
        f.top = scope.base;
    }

    /// Closes the innermost scope in the middle of an expression: marks stay, as other branches may need them.
    pub(super) fn close_scope_in_branch(&mut self, span: Span) {
        let f = self.f();
        let Some(scope) = f.pop_scope() else { return };
        let dirty = f.dirty_span(scope.base);
        f.clear(dirty, span);
        f.top = scope.base;
    }

    /// The innermost scope's variable of that name.
    pub(super) fn var_here(&mut self, name: &Rc<str>) -> Var {
        let scope = self.f().scopes.last().expect("declarations stand in a scope");
        scope.vars.iter().find(|v| v.name == *name).expect("a scope knows the names it declares").clone()
    }

    /// From here on the innermost scope's `name` is declared.
    pub(super) fn declare(&mut self, name: &Rc<str>, is_const: bool, kind: Kind) {
        let key = self.f().scopes.last().map_or(0, |s| s.key);
        let assigned = self.facts.is_assigned(key, name);
        let scalar = self.facts.is_scalar(key, name);
        let start = self.f().ops.len() as u32;
        let scope = self.f().scopes.last_mut().expect("declarations stand in a scope");
        if let Some(var) = scope.vars.iter_mut().find(|v| v.name == *name) {
            let local = Local { name: name.clone(), register: var.reg, start, end: Local::OPEN };
            var.declared = true;
            var.is_const = is_const;
            var.kind = match (var.boxed, assigned, scalar) {
                (false, false, _) => kind,
                (false, true, true) => Kind::Scalar,
                _ => Kind::Any,
            };
            self.f().locals.push(local);
        }
    }

    /// Declares `name` in the innermost scope with the value in `src` (a temporary that is used up).
    pub(super) fn declare_from(&mut self, name: &Ident, src: Reg, is_const: bool) {
        if self.declares_in_session(&name.name) {
            let slot = self.declare_slot(&name.name, is_const);
            self.f().emit(Op::SetMod { free: 1, slot, src }, name.span);
            self.f().unmark(src, 1);
            return;
        }
        let var = self.var_here(&name.name);
        let f = self.f();
        if var.boxed {
            f.emit(Op::SetVar { free: 1, var: var.reg, src }, name.span);
            f.unmark(src, 1);
        } else {
            let dirty = f.is_dirty(src);
            f.emit(Op::Take { dst: var.reg, src }, name.span);
            f.unmark(src, 1);
            if dirty {
                f.mark(var.reg);
            }
        }
        self.declare(&name.name, is_const, Kind::Any);
    }

    // Reading.

    /// Loads the value of a name into `dst`.
    pub(super) fn load_name(&mut self, name: &Ident, dst: Reg) -> Kind {
        let candidates = self.resolve_or_expect(&name.name);
        let mut done = Jumps::default();
        let sure = candidates.last().is_some_and(|c| c.sure);
        for candidate in &candidates {
            self.load_place(candidate, dst, name.span);
            if !candidate.sure {
                done.extend(self.f().jump(Op::JumpIfSet { src: dst, off: 0 }, name.span));
            }
        }
        if !sure {
            self.raise_undefined(name);
        }
        self.f().land(done);
        candidates.first().filter(|c| c.sure).map_or(Kind::Any, |c| c.kind)
    }

    /// Loads the value of a name into `dst`, or leaves that unset when nothing of the name is declared yet.
    pub(super) fn load_if_set(&mut self, name: &Rc<str>, dst: Reg, span: Span) {
        let mut done = Jumps::default();
        self.f().emit(Op::Clear { from: dst, count: 1 }, span);
        for candidate in self.resolve(name) {
            self.load_place(&candidate, dst, span);
            done.extend(self.f().jump(Op::JumpIfSet { src: dst, off: 0 }, span));
        }
        self.f().land(done);
    }

    fn load_place(&mut self, candidate: &Candidate, dst: Reg, span: Span) {
        let f = self.f();
        match candidate.place {
            Place::Local(src) if src == dst => return,
            Place::Local(src) => f.emit(Op::Move { dst, src }, span),
            Place::Boxed(var) => f.emit(Op::GetVar { dst, var }, span),
            Place::Up(index) => f.emit(Op::GetUp { dst, index }, span),
            Place::Module(slot) => f.emit(Op::GetMod { dst, slot }, span),
            Place::Builtin(index) | Place::Global(index) => f.emit(Op::GetBuiltin { dst, index }, span),
        };
        if candidate.kind == Kind::Any {
            f.mark(dst);
        }
    }

    /// Raises `Undefined variable` with a hint.
    pub(super) fn raise_undefined(&mut self, name: &Ident) {
        let site = match self.declared_types.contains(&name.name) {
            true => {
                let message = format!("Name error: '{}' is a type, not a value", name.name);
                Site::Raise { kind: ErrorKind::NameError, message: Str::constant(&message), hint: None }
            }
            false => self.undefined_site(&name.name),
        };
        let site = self.f().site(site);
        self.f().emit(Op::Raise { site }, name.span);
    }

    fn undefined_site(&mut self, name: &Rc<str>) -> Site {
        let hint = self.name_hint(name);
        Site::Raise {
            kind: ErrorKind::NameError,
            message: Str::constant(&format!("Undefined variable: {name}")),
            hint: hint.map(|h| Str::constant(&h)),
        }
    }

    /// The hint for an undefined name.
    pub(super) fn name_hint(&mut self, name: &Rc<str>) -> Option<String> {
        let visible = self.visible_names();
        (self.env.name_hint)(name, &mut visible.iter().map(|n| &**n))
    }

    // Writing.

    /// Assigns the value in `src` to an existing variable; moves it there if it `ends` (a temporary that nobody reads again) and the variable is none of
    /// the registers. Constants are rejected.
    pub(super) fn store_name(&mut self, name: &Ident, src: Reg, ends: bool, span: Span) {
        let candidates = self.resolve(&name.name);
        let takes = |c: &Candidate| {
            matches!(c.place, Place::Boxed(_) | Place::Up(_) | Place::Module(_)) && !c.is_const
        };
        let free = u8::from(ends && candidates.iter().all(takes));
        if free != 0 {
            self.f().unmark(src, 1);
        }
        let mut done = Jumps::default();
        let mut certain = false;
        for candidate in &candidates {
            if matches!(candidate.place, Place::Builtin(_)) {
                break;
            }
            let skip = (!candidate.sure).then(|| self.unless_set(candidate, span));
            self.store_candidate(name, candidate, free, src, span);
            certain |= candidate.sure;
            if let Some(skip) = skip {
                done.extend(self.f().jump(Op::Jump { off: 0 }, span));
                self.f().land(skip);
            }
        }
        if !certain {
            self.raise_undefined(name);
        }
        self.f().land(done);
    }

    /// Emits the test whether a candidate is declared by now; returns the jumps taken when it is not.
    fn unless_set(&mut self, candidate: &Candidate, span: Span) -> Jumps {
        let probe = self.f().alloc(1);
        self.load_place(candidate, probe, span);
        let f = self.f();
        let set = f.jump(Op::JumpIfSet { src: probe, off: 0 }, span);
        let unset = f.jump(Op::Jump { off: 0 }, span);
        f.land(set);
        unset
    }

    fn store_candidate(&mut self, name: &Ident, candidate: &Candidate, free: u8, src: Reg, span: Span) {
        if candidate.is_const {
            return self.reject_const(name, candidate.sure, span);
        }
        let f = self.f();
        match candidate.place {
            Place::Local(dst) if dst == src => {}
            Place::Local(dst) => {
                f.emit(Op::Move { dst, src }, span);
                if f.is_dirty(src) {
                    f.mark(dst);
                }
            }
            Place::Boxed(var) => {
                f.emit(Op::SetVar { free, var, src }, span);
            }
            Place::Up(index) => {
                f.emit(Op::SetUp { free, index, src }, span);
            }
            Place::Module(slot) => {
                f.emit(Op::SetMod { free, slot, src }, span);
            }
            Place::Global(index) => {
                f.emit(Op::SetBuiltin { index, src }, span);
            }
            Place::Builtin(_) => {}
        }
    }

    fn reject_const(&mut self, name: &Ident, sure: bool, span: Span) {
        let message = format!("Cannot assign to constant '{}'", name.name);
        if sure {
            return self.error(span, message);
        }
        let message = Str::constant(&format!("Type error: {message}"));
        let site = self.f().site(Site::Raise { kind: ErrorKind::TypeError, message, hint: None });
        self.f().emit(Op::Raise { site }, span);
    }
}
