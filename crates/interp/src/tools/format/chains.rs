//! Calls, members and subscripts behind an operand.
//!
//! Invariant: a chain of calls stands on one line or begins a line at each call, a plain name keeping the first one.

use super::cursor::Cursor;
use super::lists::Style;
use crate::syntax::ast::{Expr, ExprKind};
use crate::syntax::token::TokenKind;

/// Chains with fewer calls (behind the one that stays with the operand) never break before a name.
const MIN_CALLS: usize = 2;

impl Cursor<'_> {
    pub(super) fn chain(&mut self, expr: &Expr) {
        let (root, links) = links(expr);
        let is_call =
            |segment: &&&[&Expr]| segment.iter().any(|link| matches!(link.kind, ExprKind::Call { .. }));
        let mut segments = segments(&links);
        let plain_root = matches!(root.kind, ExprKind::Name(_));
        let first_member =
            segments.iter().position(|segment| matches!(segment[0].kind, ExprKind::Member { .. }));
        let glued = first_member.map_or(segments.len(), |first| first + usize::from(plain_root));
        let rest = segments.split_off(glued.min(segments.len()));
        let breakable = rest.iter().filter(is_call).count() >= MIN_CALLS;
        self.open();
        self.expr(root);
        segments.iter().for_each(|segment| self.segment(segment));
        if breakable {
            self.doc.indent();
        }
        for segment in rest {
            if breakable {
                if self.newline_before(0) {
                    self.doc.force();
                }
                self.line("");
            }
            self.segment(segment);
        }
        if breakable {
            self.doc.dedent();
        }
        self.doc.close();
    }

    fn segment(&mut self, links: &[&Expr]) {
        for link in links {
            match &link.kind {
                ExprKind::Member { .. } => {
                    if matches!(self.previous().0, TokenKind::Int | TokenKind::Float) {
                        self.space();
                    }
                    self.token();
                    self.token();
                }
                ExprKind::Call { args, .. } => {
                    self.type_arguments_of_call();
                    self.arguments(args);
                }
                ExprKind::Index { index, .. } => {
                    self.token();
                    self.value(index);
                    self.token();
                }
                ExprKind::Slice { start, end, .. } => {
                    self.token();
                    if let Some(start) = start {
                        self.value(start);
                    }
                    self.token();
                    if let Some(end) = end {
                        self.value(end);
                    }
                    self.token();
                }
                _ => {}
            }
        }
    }

    fn type_arguments_of_call(&mut self) {
        if self.at(TokenKind::Lt) {
            self.type_arguments();
        }
    }

    /// A last argument that has brackets or a body of its own may be broken while the others stay on the line.
    fn arguments(&mut self, args: &[Expr]) {
        let group = self.next_group();
        self.list(TokenKind::RParen, args.len(), Style::ARGUMENTS, |c, index| {
            c.hugged_by = Some(group).filter(|_| index + 1 == args.len());
            c.expr(&args[index]);
            c.hugged_by = None;
        });
    }
}

/// The operand of a chain, and its links from the inside out.
fn links(expr: &Expr) -> (&Expr, Vec<&Expr>) {
    let mut links = vec![];
    let mut rest = expr;
    while let ExprKind::Call { callee: inner, .. }
    | ExprKind::Member { object: inner, .. }
    | ExprKind::Index { object: inner, .. }
    | ExprKind::Slice { object: inner, .. } = &rest.kind
    {
        // What begins elsewhere stands in parentheses.
        if rest.span.start != expr.span.start {
            break;
        }
        links.push(rest);
        rest = inner;
    }
    links.reverse();
    (rest, links)
}

/// A segment is a member with the calls and subscripts behind it; the first one may lack the member.
fn segments<'a, 'e>(links: &'a [&'e Expr]) -> Vec<&'a [&'e Expr]> {
    links.chunk_by(|_, next| !matches!(next.kind, ExprKind::Member { .. })).collect()
}
