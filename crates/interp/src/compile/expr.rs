//! Expressions: the dispatcher, operands, members, subscripts.
//!
//! Invariant: `expr(e, dst)` may use `dst` as scratch before all of `e` is evaluated, so `dst` is a temporary or a variable that is being
//! declared; assignment to a living variable goes through `expr_into_var`. Operands are evaluated left to right: a local
//! that is read in place is copied when something to its right assigns it.

use super::Compiler;
use super::builder::{Jumps, Reg};
use super::scope::{Kind, Place};
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{FieldCache, Op, Site};
use std::rc::Rc;

impl Compiler<'_> {
    /// Evaluates `expr` into `dst`.
    pub(super) fn expr(&mut self, expr: &Expr, dst: Reg) -> Kind {
        self.expr_with(expr, dst, true)
    }

    /// Evaluates `expr` into the register of a variable that keeps its old value until the end.
    pub(super) fn expr_into_var(&mut self, expr: &Expr, var: Reg) -> Kind {
        use ExprKind::*;
        match &expr.kind {
            Null
            | Bool(_)
            | Int(_)
            | Float(_)
            | Str(_)
            | Name(_)
            | Binary { .. }
            | Unary { .. }
            | Member { optional: false, .. }
            | Index { .. }
            | Call { .. }
            | Lambda(_) => self.expr_with(expr, var, false),
            _ => {
                let mark = self.f().top;
                let temp = self.f().alloc(1);
                let kind = self.expr(expr, temp);
                self.f().emit(Op::Take { dst: var, src: temp }, expr.span);
                self.f().unmark(temp, 1);
                self.note(var, kind);
                self.f().release(mark);
                kind
            }
        }
    }

    /// Marks `dst` as holding a value of this kind.
    pub(super) fn note(&mut self, dst: Reg, kind: Kind) -> Kind {
        if kind == Kind::Any {
            self.f().mark(dst);
        }
        kind
    }

    /// `scratch`: whether `dst` may be written before the end.
    pub(super) fn expr_with(&mut self, expr: &Expr, dst: Reg, scratch: bool) -> Kind {
        super::deep(|| self.expr_step(expr, dst, scratch))
    }

    fn expr_step(&mut self, expr: &Expr, dst: Reg, scratch: bool) -> Kind {
        let span = expr.span;
        let mark = self.f().top;
        let kind = match &expr.kind {
            ExprKind::Null => self.simple(Op::Null { dst }, span, Kind::Scalar),
            ExprKind::Bool(value) => self.simple(Op::Bool { dst, value: *value }, span, Kind::Scalar),
            ExprKind::Int(value) => {
                self.f().load_int(dst, *value, span);
                Kind::Int
            }
            ExprKind::Float(value) => {
                self.f().load_float(dst, *value, span);
                Kind::Float
            }
            ExprKind::Str(text) => {
                self.f().load_str(dst, text, span);
                Kind::Any
            }
            ExprKind::Interpolated(parts) => self.interpolated(parts, dst, span),
            ExprKind::Name(name) => self.load_name(name, dst),
            ExprKind::List(items) => self.list_literal(items, dst, span),
            ExprKind::Dict(pairs) => self.dict_literal(pairs, dst, span),
            ExprKind::New { module, name, fields } => {
                self.struct_literal(module.as_ref(), name, fields, dst, span)
            }
            ExprKind::Binary { .. } => self.binary(expr, dst, scratch),
            ExprKind::Logic { op, left, right } => self.logic(*op, left, right, dst, span),
            ExprKind::Unary { op, operand } => self.unary(*op, operand, dst, span),
            ExprKind::Range { start, end, inclusive } => self.range(start, end, *inclusive, dst, span),
            ExprKind::Assign { op, op_span, target, value } => {
                self.assign(*op, *op_span, target, value, Some(dst), span)
            }
            ExprKind::Call { callee, args } => self.call(callee, None, args, dst, span),
            ExprKind::Pipe { left, right } => self.pipe(left, right, dst, span),
            ExprKind::Member { object, name, optional } => {
                self.member(object, name, *optional, (dst, scratch), span)
            }
            ExprKind::Index { object, index } => self.index(object, index, (dst, scratch), span),
            ExprKind::Slice { object, start, end } => {
                self.slice(object, start.as_deref(), end.as_deref(), dst, span)
            }
            ExprKind::Lambda(function) => self.lambda(function, dst, span),
            ExprKind::If { condition, then, otherwise } => {
                self.if_expr(condition, then, otherwise, dst, span)
            }
            ExprKind::Match { subject, arms } => self.match_expr(subject, arms, dst, span),
            ExprKind::Yield(value) => {
                let src = self.operand(value);
                self.f().emit(Op::Yield { src }, span);
                self.simple(Op::Null { dst }, span, Kind::Scalar)
            }
        };
        self.f().release(mark);
        self.note(dst, kind)
    }

    fn simple(&mut self, op: Op, span: Span, kind: Kind) -> Kind {
        self.f().emit(op, span);
        kind
    }

    /// A register that holds the value of `expr`: the variable's own if it is a plain local, else a new temporary.
    pub(super) fn operand(&mut self, expr: &Expr) -> Reg {
        self.operand_before(expr, &[])
    }

    /// Like `operand`, for a value that is used only after `later` has been evaluated as well.
    pub(super) fn operand_before(&mut self, expr: &Expr, later: &[&Expr]) -> Reg {
        self.operand_kind(expr, later).0
    }

    /// Like `operand_before`, with what is known of the value.
    pub(super) fn operand_kind(&mut self, expr: &Expr, later: &[&Expr]) -> (Reg, Kind) {
        if let ExprKind::Name(name) = &expr.kind
            && let Some((reg, kind)) = self.plain_local(&name.name)
            && !later.iter().any(|e| assigns(e, &name.name))
        {
            return (reg, kind);
        }
        let temp = self.f().alloc(1);
        let kind = self.expr(expr, temp);
        (temp, kind)
    }

    /// The register of a name that is certainly an unshared local.
    pub(super) fn plain_local(&mut self, name: &Rc<str>) -> Option<(Reg, Kind)> {
        let candidates = self.resolve(name);
        match candidates.first() {
            Some(c) if c.sure => match c.place {
                Place::Local(reg) => Some((reg, c.kind)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether an operand is a temporary, allocated from `mark` up, that may end with the instruction that reads it. Where deaths are
    /// observed temporaries end with their statement.
    pub(super) fn is_temporary(&self, operand: Reg, mark: Reg) -> bool {
        operand >= mark && !self.env.deaths.observed
    }

    fn range(&mut self, start: &Expr, end: &Expr, inclusive: bool, dst: Reg, span: Span) -> Kind {
        let a = self.operand_before(start, &[end]);
        let b = self.operand(end);
        self.simple(Op::NewRange { inclusive, dst, a, b }, span, Kind::Any)
    }

    /// A site for a member name.
    pub(super) fn field_site(&mut self, name: &Rc<str>) -> u16 {
        self.f().site(Site::Field(FieldCache::new(Str::constant(name))))
    }

    /// `scratch`: the object may be evaluated into `dst`.
    fn member(
        &mut self,
        object: &Expr,
        name: &Ident,
        optional: bool,
        (dst, scratch): (Reg, bool),
        span: Span,
    ) -> Kind {
        if let Some(kind) = self.static_member(object, name, dst, span) {
            return kind;
        }
        let mark = self.f().top;
        let object = match &object.kind {
            ExprKind::Name(_) => self.member_object(object).0,
            _ if scratch && !self.env.deaths.observed => {
                self.expr(object, dst);
                dst
            }
            _ => self.operand(object),
        };
        let free = self.free_object(object, mark, dst);
        let skip = match optional {
            true => self.null_guard(object, dst, span),
            false => Jumps::default(),
        };
        let site = self.field_site(&name.name);
        self.f().emit(Op::GetField { free, dst, object, site }, span);
        self.f().land(skip);
        Kind::Any
    }

    /// 1 if an access lets go of its object: a temporary from `mark` up.
    fn free_object(&mut self, object: Reg, mark: Reg, dst: Reg) -> u8 {
        if object != dst && self.is_temporary(object, mark) {
            self.f().unmark(object, 1);
            return 1;
        }
        0
    }

    /// `?.` on null gives null: loads it and returns the jump over the access.
    pub(super) fn null_guard(&mut self, object: Reg, dst: Reg, span: Span) -> Jumps {
        let access = self.f().jump(Op::JumpIfNotNull { free: 0, src: object, off: 0 }, span);
        self.f().emit(Op::Null { dst }, span);
        let skip = self.f().jump(Op::Jump { off: 0 }, span);
        self.f().land(access);
        skip
    }

    /// The object of a member access; a bare standard module name is loaded as the module.
    pub(super) fn member_object(&mut self, object: &Expr) -> (Reg, Kind) {
        if let ExprKind::Name(name) = &object.kind
            && !self.is_variable(&name.name)
            && let Some(index) = self.env.builtin_module(&name.name)
        {
            let dst = self.f().alloc(1);
            self.f().emit(Op::GetBuiltin { dst, index }, object.span);
            self.f().mark(dst);
            return (dst, Kind::Any);
        }
        self.operand_kind(object, &[])
    }

    /// Enum variants and methods reached through a type name: `Color.Red`, `Pt.show`, `m.Color.Red`.
    fn static_member(&mut self, object: &Expr, name: &Ident, dst: Reg, span: Span) -> Option<Kind> {
        let (module, ty) = self.type_path(object)?;
        if module.is_none()
            && let Some(value) = self.enums.get(&ty).and_then(|e| e.get(&name.name)).copied()
        {
            self.f().load_int(dst, value, span);
            return Some(Kind::Int);
        }
        self.type_member(module, ty, name, dst, span);
        Some(Kind::Any)
    }

    /// Loads a member of a type.
    pub(super) fn type_member(
        &mut self,
        module: Option<Rc<str>>,
        ty: Rc<str>,
        name: &Ident,
        dst: Reg,
        span: Span,
    ) {
        let type_slot = self.type_slot(module.as_ref(), &ty);
        let known = module.is_some() || self.declared_types.contains(&ty);
        let hint = if known { None } else { self.name_hint(&ty).map(|hint| Str::constant(&hint)) };
        let site = self.f().site(Site::Type { type_slot, member: Str::constant(&name.name), hint });
        self.f().emit(Op::TypeMember { dst, site }, span);
        self.f().mark(dst);
    }

    /// Whether an expression names a type: a name that is no variable (nor a standard module), or `alias.Type` of an imported module.
    pub(super) fn type_path(&mut self, expr: &Expr) -> Option<(Option<Rc<str>>, Rc<str>)> {
        match &expr.kind {
            ExprKind::Name(name) => {
                let known = self.declared_types.contains(&name.name);
                let variable = self.is_variable(&name.name);
                let module = !known && self.env.builtin_module(&name.name).is_some();
                (!variable && !module).then(|| (None, name.name.clone()))
            }
            ExprKind::Member { object, name, optional: false } => match &object.kind {
                ExprKind::Name(alias) if self.env.module_has_type(&alias.name, &name.name) => {
                    let is_module = matches!(self.resolve(&alias.name).first(), Some(c) if matches!(c.place, Place::Module(_)));
                    is_module.then(|| (Some(alias.name.clone()), name.name.clone()))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn index(&mut self, object: &Expr, index: &Expr, (dst, scratch): (Reg, bool), span: Span) -> Kind {
        let mark = self.f().top;
        let object = match &object.kind {
            ExprKind::Name(_) => self.operand_before(object, &[index]),
            _ if scratch && !self.env.deaths.observed => {
                self.expr(object, dst);
                dst
            }
            _ => self.operand(object),
        };
        let index = self.operand(index);
        let mut free = self.free_object(object, mark, dst);
        if index != object && self.is_temporary(index, mark) {
            self.f().unmark(index, 1);
            free |= 2;
        }
        self.simple(Op::GetIndex { free, dst, object, index }, span, Kind::Any)
    }

    fn slice(
        &mut self,
        object: &Expr,
        start: Option<&Expr>,
        end: Option<&Expr>,
        dst: Reg,
        span: Span,
    ) -> Kind {
        let later: Vec<&Expr> = start.into_iter().chain(end).collect();
        let object = self.operand_before(object, &later);
        let from = self.f().alloc(2);
        for (i, bound) in [start, end].into_iter().enumerate() {
            let dst = from + i as Reg;
            match bound {
                Some(bound) => self.expr(bound, dst),
                None => self.simple(Op::Clear { from: dst, count: 1 }, span, Kind::Scalar),
            };
        }
        self.simple(Op::Slice { dst, object, from }, span, Kind::Any)
    }

    fn if_expr(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr, dst: Reg, span: Span) -> Kind {
        let no = self.jump_if(condition, false);
        let a = self.expr(then, dst);
        let end = self.f().jump(Op::Jump { off: 0 }, span);
        self.f().land(no);
        let b = self.expr(otherwise, dst);
        self.f().land(end);
        if a == b {
            a
        } else if a == Kind::Any || b == Kind::Any {
            Kind::Any
        } else {
            Kind::Scalar
        }
    }
}

/// Whether evaluating `expr` itself may assign the local `name` (closures cannot assign an unshared local).
pub(super) fn assigns(expr: &Expr, name: &Rc<str>) -> bool {
    super::deep(|| assigns_step(expr, name))
}

fn assigns_step(expr: &Expr, name: &Rc<str>) -> bool {
    use ExprKind::*;
    let any = |items: &[Expr]| items.iter().any(|e| assigns(e, name));
    match &expr.kind {
        Assign { target, value, .. } => {
            matches!(&target.kind, Name(n) if n.name == *name)
                || assigns(target, name)
                || assigns(value, name)
        }
        Null | Bool(_) | Int(_) | Float(_) | Str(_) | Name(_) | Lambda(_) => false,
        Interpolated(parts) => parts.iter().any(|p| matches!(p, StrPart::Expr(e) if assigns(e, name))),
        List(items) => any(items),
        Dict(pairs) => pairs.iter().any(|(k, v)| assigns(k, name) || assigns(v, name)),
        New { fields, .. } => fields.iter().any(|(_, e)| assigns(e, name)),
        Binary { left, right, .. } | Logic { left, right, .. } | Pipe { left, right } => {
            assigns(right, name) || assigns(left, name)
        }
        Unary { operand, .. } | Yield(operand) => assigns(operand, name),
        Range { start, end, .. } => assigns(start, name) || assigns(end, name),
        Call { callee, args } => any(args) || assigns(callee, name),
        Member { object, .. } => assigns(object, name),
        Index { object, index } => assigns(object, name) || assigns(index, name),
        Slice { object, start, end } => {
            assigns(object, name) || start.iter().chain(end).any(|e| assigns(e, name))
        }
        If { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().any(|e| assigns(e, name))
        }
        Match { subject, arms } => {
            assigns(subject, name)
                || arms
                    .iter()
                    .any(|a| assigns(&a.body, name) || a.guard.as_ref().is_some_and(|g| assigns(g, name)))
        }
    }
}
