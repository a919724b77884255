//! Code that is never reached.

use super::walk::Checker;
use crate::compile::deep;
use crate::syntax::Diagnostic;
use crate::syntax::ast::{Block, Stmt, StmtKind};

impl Checker<'_> {
    /// Warns of the first statement of a block that is never reached.
    pub(super) fn report_unreachable(&mut self, block: &Block) {
        let Some(index) = block.statements.iter().position(leaves) else { return };
        let (last, Some(next)) = (&block.statements[index], block.statements.get(index + 1)) else { return };
        let word = match last.kind {
            StmtKind::Return(_) => "`return`",
            StmtKind::Throw(_) => "`throw`",
            StmtKind::Break => "`break`",
            StmtKind::Continue => "`continue`",
            _ => "this statement, which never ends normally",
        };
        let warning = Diagnostic::new(format!("unreachable code behind {word}"), next.span);
        self.warn("unreachable-code", warning.label(last.span, "control never gets past this"));
    }
}

/// Does control never get behind the statement?
fn leaves(statement: &Stmt) -> bool {
    deep(|| match &statement.kind {
        StmtKind::Return(_) | StmtKind::Throw(_) | StmtKind::Break | StmtKind::Continue => true,
        StmtKind::Block(block) => block_leaves(block),
        StmtKind::If { then, otherwise: Some(otherwise), .. } => block_leaves(then) && leaves(otherwise),
        StmtKind::Try { body, handler, finally, .. } => {
            (block_leaves(body) && block_leaves(handler)) || finally.as_ref().is_some_and(block_leaves)
        }
        _ => false,
    })
}

fn block_leaves(block: &Block) -> bool {
    block.statements.iter().any(leaves)
}
