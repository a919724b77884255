//! Calls: of names, methods, type members, values, and by pipeline.
//!
//! Layout: `base` for the callee (or receiver), the arguments behind it, nothing alive above. Arguments are evaluated before the callee
//! (LANGUAGE.md, 7.7); only `a?.m(..)` looks at its receiver first, since nothing is evaluated when that is null.

use super::Compiler;
use super::analysis::is_env_call;
use super::builder::{Jumps, Reg};
use super::scope::{Kind, Place};
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{FieldCache, Op, Site};
use oxbow_value::error::ErrorKind;

impl Compiler<'_> {
    /// `left |> right`.
    pub(super) fn pipe(&mut self, left: &Expr, right: &Expr, dst: Reg, span: Span) -> Kind {
        match &right.kind {
            ExprKind::Call { callee, args } => self.call(callee, Some(left), args, dst, span),
            _ => self.call(right, Some(left), &[], dst, span),
        }
    }

    /// `callee(first, args..)`; `dst` may be `NOWHERE` unless the callee is `a?.b`.
    pub(super) fn call(
        &mut self,
        callee: &Expr,
        first: Option<&Expr>,
        args: &[Expr],
        dst: Reg,
        span: Span,
    ) -> Kind {
        let count = args.len() + usize::from(first.is_some());
        let Ok(argc) = u8::try_from(count) else {
            self.error(span, "A call may have at most 255 arguments");
            return Kind::Any;
        };
        let base = self.f().alloc(1 + count);
        let mut skip = Jumps::default();
        let guarded = matches!(callee.kind, ExprKind::Member { optional: true, .. });
        if let ExprKind::Member { object, optional: true, .. } = &callee.kind {
            self.expr(object, base);
            skip = self.null_guard(base, dst, span);
        }
        if first.is_none() && is_env_call(callee, args) && self.is_debug(callee) {
            return self.debug_env(dst, span);
        }
        for (i, arg) in first.into_iter().chain(args).enumerate() {
            self.expr(arg, base + 1 + i as Reg);
        }
        let base = match &callee.kind {
            ExprKind::Name(name) => {
                let base = self.above_temporaries(base, argc, span);
                self.call_name(name, argc, dst, base, span);
                base
            }
            ExprKind::Member { object, name, .. } => {
                self.call_member(object, name, guarded, argc, dst, base, span)
            }
            _ => {
                self.expr(callee, base);
                let base = self.above_temporaries(base, argc, span);
                self.f().emit(Op::Call { argc, dst, base }, span);
                base
            }
        };
        // Functions that an instruction names leave alone what an earlier temporary left in `base`.
        let named = matches!(
            self.f().ops.last(),
            Some(Op::CallMod { .. } | Op::CallBuiltin { .. } | Op::CallMember { .. })
        );
        match named {
            true => self.f().unmark(base + 1, count),
            false => self.f().unmark(base, 1 + count),
        }
        self.f().mark(dst);
        self.f().land(skip);
        Kind::Any
    }

    /// Makes sure that no reference lies behind the arguments, where the callee's registers will be: ends what temporaries left there, or moves the
    /// call behind temporaries that stay to the end of the statement. Returns its base then. Marks stay: another path may not come by here.
    fn above_temporaries(&mut self, base: Reg, argc: u8, span: Span) -> Reg {
        let count = 1 + Reg::from(argc);
        let mut base = base;
        if self.env.deaths.observed && self.f().dirty_span(base + count).is_some() {
            let moved = self.f().alloc(count.into());
            for i in 0..count {
                self.f().emit(Op::Take { dst: moved + i, src: base + i }, span);
                self.f().mark(moved + i);
            }
            self.f().unmark(base, count.into());
            base = moved;
        }
        let above = self.f().dirty_span(base + count);
        self.f().clear(above, span);
        base
    }

    /// Whether the callee's object is the standard module `debug`.
    fn is_debug(&mut self, callee: &Expr) -> bool {
        let ExprKind::Member { object, .. } = &callee.kind else { return false };
        let ExprKind::Name(name) = &object.kind else { return false };
        let Some(meaning) = self.resolve(&name.name).into_iter().next() else { return false };
        match meaning.place {
            Place::Builtin(_) => &*name.name == "debug",
            Place::Module(_) => self.debug_names.contains(&name.name),
            _ => false,
        }
    }

    /// `debug.env()`: the variables visible here, which no native could see, are passed as a dict.
    fn debug_env(&mut self, dst: Reg, span: Span) -> Kind {
        let base = self.f().alloc(2);
        let dict = base + 1;
        self.f().emit(Op::NewDict { dst: dict, from: dict, count: 0 }, span);
        self.f().mark(dict);
        for name in self.names_in_scope() {
            let pair = self.f().alloc(2);
            self.f().load_str(pair, &name, span);
            self.load_if_set(&name, pair + 1, span);
            self.f().emit(Op::DictExtend { dict, from: pair, count: 1 }, span);
            self.f().unmark(pair, 2);
            self.f().top = pair;
        }
        if let Some(index) = self.env.builtin_module("debug") {
            self.f().emit(Op::GetBuiltin { dst: base, index }, span);
        }
        let site = self.field_site(&"env".into());
        self.f().emit(Op::CallMethod { argc: 1, dst, base, site }, span);
        self.f().unmark(base, 2);
        self.f().mark(dst);
        Kind::Any
    }

    fn call_name(&mut self, name: &Ident, argc: u8, dst: Reg, base: Reg, span: Span) {
        let candidates = self.resolve_or_expect(&name.name);
        match candidates.first().filter(|c| c.sure).map(|c| c.place) {
            Some(Place::Module(slot)) => {
                self.f().emit(Op::CallMod { argc, dst, base, slot }, span);
            }
            Some(Place::Builtin(_)) | None
                if candidates.len() <= 1 && !self.has_local_candidates(&candidates) =>
            {
                match self.env.builtin_function(&name.name) {
                    Some(index) => {
                        self.f().emit(Op::CallBuiltin { argc, dst, base, index }, span);
                    }
                    None => self.raise_undefined_function(name),
                }
            }
            _ => {
                self.load_name(name, base);
                let site = Site::Callee { name: Str::constant(&name.name), hint: None };
                let site = self.f().site(site);
                self.f().emit(Op::CallNamed { argc, dst, base, site }, span);
            }
        }
    }

    fn has_local_candidates(&self, candidates: &[super::scope::Candidate]) -> bool {
        candidates.iter().any(|c| !matches!(c.place, Place::Builtin(_)))
    }

    fn raise_undefined_function(&mut self, name: &Ident) {
        let hint = self.name_hint(&name.name).map(|h| Str::constant(&h));
        let message = Str::constant(&format!("Name error: Undefined function: {}", name.name));
        let site = self.f().site(Site::Raise { kind: ErrorKind::NameError, message, hint });
        self.f().emit(Op::Raise { site }, name.span);
    }

    /// Returns the call's base.
    #[expect(clippy::too_many_arguments, reason = "the operands of one instruction")]
    fn call_member(
        &mut self,
        object: &Expr,
        name: &Ident,
        loaded: bool,
        argc: u8,
        dst: Reg,
        base: Reg,
        span: Span,
    ) -> Reg {
        if !loaded {
            if let Some((module, ty)) = self.type_path(object) {
                self.type_member(module, ty, name, base, span);
                let base = self.above_temporaries(base, argc, span);
                self.f().emit(Op::Call { argc, dst, base }, span);
                return base;
            }
            if let Some(module) = self.builtin_module(object) {
                let site = Site::Field(FieldCache::of_module(module, Str::constant(&name.name)));
                let site = self.f().site(site);
                let base = self.above_temporaries(base, argc, span);
                self.f().emit(Op::CallMember { argc, dst, base, site }, span);
                return base;
            }
            self.expr(object, base);
        }
        let base = self.above_temporaries(base, argc, span);
        let site = self.field_site(&name.name);
        self.f().emit(Op::CallMethod { argc, dst, base, site }, span);
        base
    }

    /// The built-in module that the receiver of a method call is.
    fn builtin_module(&mut self, object: &Expr) -> Option<u16> {
        let ExprKind::Name(name) = &object.kind else { return None };
        if self.is_variable(&name.name) { None } else { self.env.builtin_module(&name.name) }
    }
}
