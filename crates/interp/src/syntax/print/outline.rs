//! Writing a nested outline without recursion.
//!
//! Invariant: a node is expanded into its pieces only when its turn comes; pending pieces wait on a stack. So trees of
//! any depth can be printed with constant native stack.

use super::super::ast::{Block, Expr, Stmt};
use super::super::ast::{Function, MatchArm, StrPart};

/// Something still to be written.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Owned(String),
    /// A line break and the current indentation.
    Line,
    Indent,
    Dedent,
    Expr(&'a Expr),
    Stmt(&'a Stmt),
    Block(&'a Block),
    Function(&'a Function),
    Arm(&'a MatchArm),
    Part(&'a StrPart),
}

impl<'a> From<&'a str> for Piece<'a> {
    fn from(text: &'a str) -> Self {
        Piece::Text(text)
    }
}

impl From<String> for Piece<'_> {
    fn from(text: String) -> Self {
        Piece::Owned(text)
    }
}

impl<'a> From<&'a Expr> for Piece<'a> {
    fn from(expr: &'a Expr) -> Self {
        Piece::Expr(expr)
    }
}

impl<'a> From<&'a Block> for Piece<'a> {
    fn from(block: &'a Block) -> Self {
        Piece::Block(block)
    }
}

/// The pieces of one node, in order.
pub(super) type Pieces<'a> = Vec<Piece<'a>>;

/// Writes pieces; `expand` gives those of a node.
pub(super) fn write<'a>(root: Pieces<'a>, expand: impl Fn(Piece<'a>, &mut Pieces<'a>)) -> String {
    let mut out = String::new();
    let mut indent = 0;
    let mut pending = root;
    pending.reverse();
    let mut pieces = vec![];
    while let Some(piece) = pending.pop() {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Owned(text) => out.push_str(&text),
            Piece::Line => {
                out.push('\n');
                out.extend(std::iter::repeat_n("  ", indent));
            }
            Piece::Indent => indent += 1,
            Piece::Dedent => indent -= 1,
            node => {
                expand(node, &mut pieces);
                pending.extend(pieces.drain(..).rev());
            }
        }
    }
    out
}
