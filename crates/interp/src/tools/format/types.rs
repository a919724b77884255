//! Type annotations, and type arguments and parameters, which the tree does not hold.

use super::cursor::Cursor;
use crate::syntax::ast::Type;
use crate::syntax::token::TokenKind;

impl Cursor<'_> {
    /// `: type`, if there.
    pub(super) fn annotation(&mut self, ty: Option<&Type>) {
        if let Some(ty) = ty {
            self.token();
            self.space();
            self.type_(ty);
        }
    }

    /// `-> type` or `: type`, if there.
    pub(super) fn result(&mut self, ty: Option<&Type>) {
        if ty.is_some() && self.at(TokenKind::Arrow) {
            self.space();
        }
        self.annotation(ty);
    }

    pub(super) fn type_(&mut self, ty: &Type) {
        while self.start() < ty.span.end {
            self.type_token();
        }
        self.split_greater_equal();
    }

    /// `<A, B>` or `[A, B]`, if there.
    pub(super) fn type_arguments(&mut self) {
        let mut depth = 0;
        loop {
            match self.kind() {
                TokenKind::Lt | TokenKind::LBracket => depth += 1,
                TokenKind::Gt | TokenKind::RBracket if depth > 0 => depth -= 1,
                TokenKind::Eof => return,
                _ if depth == 0 => return,
                _ => {}
            }
            self.type_token();
            if depth == 0 {
                return;
            }
        }
    }

    fn type_token(&mut self) {
        let kind = self.kind();
        match kind {
            TokenKind::Bar => self.space(),
            TokenKind::Comma
                if matches!(self.peek(1), TokenKind::Gt | TokenKind::Ge | TokenKind::RBracket) =>
            {
                return self.drop_token();
            }
            _ => {}
        }
        self.token();
        let is_mark = self.kind().is_punctuation();
        match kind {
            TokenKind::Bar | TokenKind::Comma => self.space(),
            TokenKind::Ref if !is_mark => self.space(),
            _ => {}
        }
    }
}
