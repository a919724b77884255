//! List, dict, struct literals and interpolated strings.
//!
//! Elements are evaluated into consecutive registers and moved into the new object; long literals are built in pieces so that
//! they do not need a register for each element.

use super::Compiler;
use super::builder::Reg;
use super::scope::Kind;
use crate::syntax::ast::*;
use crate::syntax::span::Span;
use oxbow_value::Str;
use oxbow_value::code::{Op, Site, StructSite};
use std::cell::{Cell, RefCell};

/// Elements evaluated before they are moved into the object.
const PIECE: usize = 64;

impl Compiler<'_> {
    pub(super) fn list_literal(&mut self, items: &[Expr], dst: Reg, span: Span) -> Kind {
        let mark = self.f().top;
        // Built in a temporary: an element may refer to the variable that is being assigned.
        let list = if items.len() > PIECE { self.f().alloc(1) } else { dst };
        let mut pieces = items.chunks(PIECE);
        let first = pieces.next().unwrap_or_default();
        let (from, count) = self.evaluate_all(first);
        self.f().emit(Op::NewList { dst: list, from, count }, span);
        self.f().mark(list);
        for piece in pieces {
            let (from, count) = self.evaluate_all(piece);
            self.f().emit(Op::ListExtend { list, from, count }, span);
        }
        self.finish_literal(list, dst, span);
        self.f().release(mark);
        Kind::Any
    }

    /// Evaluates into consecutive registers, which the next instruction takes.
    fn evaluate_all(&mut self, items: &[Expr]) -> (Reg, u16) {
        let mark = self.f().top;
        let from = self.f().alloc(items.len());
        for (i, item) in items.iter().enumerate() {
            self.expr(item, from + i as Reg);
        }
        self.f().unmark(from, items.len());
        self.f().release(mark);
        (from, items.len() as u16)
    }

    fn finish_literal(&mut self, built: Reg, dst: Reg, span: Span) {
        if built != dst {
            self.f().emit(Op::Take { dst, src: built }, span);
            self.f().unmark(built, 1);
        }
    }

    pub(super) fn dict_literal(&mut self, pairs: &[(Expr, Expr)], dst: Reg, span: Span) -> Kind {
        let mark = self.f().top;
        let dict = if pairs.len() > PIECE { self.f().alloc(1) } else { dst };
        let mut pieces = pairs.chunks(PIECE);
        let first = pieces.next().unwrap_or_default();
        let (from, count) = self.evaluate_pairs(first);
        self.f().emit(Op::NewDict { dst: dict, from, count }, span);
        self.f().mark(dict);
        for piece in pieces {
            let (from, count) = self.evaluate_pairs(piece);
            self.f().emit(Op::DictExtend { dict, from, count }, span);
        }
        self.finish_literal(dict, dst, span);
        self.f().release(mark);
        Kind::Any
    }

    fn evaluate_pairs(&mut self, pairs: &[(Expr, Expr)]) -> (Reg, u16) {
        let mark = self.f().top;
        let from = self.f().alloc(2 * pairs.len());
        for (i, (key, value)) in pairs.iter().enumerate() {
            self.expr(key, from + 2 * i as Reg);
            self.expr(value, from + 2 * i as Reg + 1);
        }
        self.f().unmark(from, 2 * pairs.len());
        self.f().release(mark);
        (from, pairs.len() as u16)
    }

    pub(super) fn struct_literal(
        &mut self,
        module: Option<&Ident>,
        name: &Ident,
        fields: &[(Ident, Expr)],
        dst: Reg,
        span: Span,
    ) -> Kind {
        let mark = self.f().top;
        let from = self.f().alloc(fields.len());
        for (i, (_, value)) in fields.iter().enumerate() {
            self.expr(value, from + i as Reg);
        }
        self.f().unmark(from, fields.len());
        let type_slot = self.type_slot(module.map(|m| &m.name), &name.name);
        let fields = fields.iter().map(|(f, _)| Str::constant(&f.name)).collect();
        let site = self.f().site(Site::Struct(StructSite {
            type_slot,
            fields,
            in_order: Cell::default(),
            order: RefCell::default(),
        }));
        self.f().emit(Op::NewStruct { dst, from, site }, span);
        self.f().release(mark);
        Kind::Any
    }

    pub(super) fn interpolated(&mut self, parts: &[StrPart], dst: Reg, span: Span) -> Kind {
        let mark = self.f().top;
        let from = self.f().alloc(parts.len());
        for (i, part) in parts.iter().enumerate() {
            let dst = from + i as Reg;
            match part {
                StrPart::Text(text) => self.f().load_str(dst, text, span),
                // The text takes the values; one that must live on is copied.
                StrPart::Expr(expr) if self.env.deaths.observed => {
                    let src = self.operand(expr);
                    self.f().emit(Op::Move { dst, src }, expr.span);
                    self.f().mark(dst);
                }
                StrPart::Expr(expr) => {
                    self.expr(expr, dst);
                }
            }
        }
        self.f().unmark(from, parts.len());
        self.f().emit(Op::Concat { dst, from, count: parts.len() as u16 }, span);
        self.f().release(mark);
        Kind::Any
    }
}
