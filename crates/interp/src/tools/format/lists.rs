//! Bracketed lists: arguments, parameters, elements, fields, arms.
//!
//! Invariant: separators are written anew: between elements, and behind the last one where the list is broken and its kind wants one.

use super::cursor::Cursor;
use crate::syntax::token::TokenKind;

/// How a bracketed list is printed.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// What stands inside the brackets of a list on one line.
    pub(super) padding: &'static str,
    /// Separator behind an element, on one line and in a broken list; the latter also stands behind the last element.
    pub(super) separator: (&'static str, &'static str),
    /// A list whose first element begins a line in the source stays broken.
    pub(super) keeps_breaks: bool,
    /// Elements fill lines, instead of one on each.
    pub(super) fills: bool,
}

impl Style {
    /// `(a, b)`
    pub(super) const ARGUMENTS: Style =
        Style { padding: "", separator: (",", ","), keeps_breaks: false, fills: false };
    /// `[a, b]`, `{a: b}`
    pub(super) const ELEMENTS: Style = Style { keeps_breaks: true, ..Style::ARGUMENTS };
    /// `{ a: b, c: d }`
    pub(super) const FIELDS: Style = Style { padding: " ", ..Style::ELEMENTS };
    /// `{ a => b, c => d }`, and methods of interfaces
    pub(super) const ARMS: Style = Style { separator: (",", ""), ..Style::FIELDS };
}

impl Cursor<'_> {
    /// Prints `count` elements and the brackets around them; gives the index of their group.
    pub(super) fn list(
        &mut self,
        close: TokenKind,
        count: usize,
        style: Style,
        mut element: impl FnMut(&mut Self, usize),
    ) -> usize {
        let breaks = style.keeps_breaks && self.newline_before(1);
        let hugged_by = self.hugged_by.take();
        let group = self.open();
        if let Some(outer) = hugged_by {
            self.doc.hug(outer, group);
        }
        self.token();
        self.doc.indent();
        if breaks && count > 0 {
            self.doc.force();
        }
        for index in 0..count {
            match (index, style.fills) {
                (0, _) => self.line(style.padding),
                (_, false) => self.line_between(" "),
                (_, true) => {
                    self.doc.open_fill();
                    self.line_between(" ");
                }
            }
            element(self, index);
            let (flat, broken) = style.separator;
            let last = index + 1 == count;
            if !last {
                self.doc.choice(broken, flat);
            }
            if style.fills && index > 0 {
                self.doc.close();
            }
            if last {
                self.doc.choice(broken, "");
            }
            while self.drop_if(TokenKind::Comma) || self.drop_if(TokenKind::Semicolon) {}
        }
        self.close_list(close, count, style);
        group
    }

    fn close_list(&mut self, close: TokenKind, count: usize, style: Style) {
        if self.has_leading() {
            self.line_between("");
            self.leading();
        }
        self.doc.dedent();
        if count > 0 {
            self.line(style.padding);
        }
        debug_assert!(self.at(close), "a list ends with its bracket");
        self.token();
        self.doc.close();
    }
}
