//! Names that nothing reads.

use super::scopes::{Kind, Symbol};
use super::walk::Checker;
use crate::syntax::Diagnostic;

impl Checker<'_> {
    /// Warns of every name that was declared and never read.
    pub(super) fn report_unused(&mut self) {
        let has_main = self.unit.program.main.is_some();
        let symbols = std::mem::take(&mut self.scopes.symbols);
        for symbol in symbols.iter().filter(|symbol| symbol.reads == 0 && !symbol.name.starts_with('_')) {
            self.report_unused_symbol(symbol, has_main);
        }
    }

    fn report_unused_symbol(&mut self, symbol: &Symbol, has_main: bool) {
        let Symbol { name, span, .. } = symbol;
        let (rule, message) = match symbol.kind {
            Kind::Fixed | Kind::Public => return,
            // A file without `main` is there for others, tests are called by name.
            Kind::Function if self.is_top_level(*span) && (!has_main || name.starts_with("test_")) => return,
            Kind::Function => ("unused-function", format!("function '{name}' is never used")),
            Kind::Import => ("unused-import", format!("import '{name}' is never used")),
            _ if self.sees_environment => return,
            Kind::Parameter => ("unused-parameter", format!("parameter '{name}' is never used")),
            Kind::LoopVariable => ("unused-variable", format!("loop variable '{name}' is never used")),
            Kind::Variable if symbol.writes > 0 => {
                ("unused-variable", format!("variable '{name}' is assigned, but never read"))
            }
            Kind::Variable => ("unused-variable", format!("variable '{name}' is never used")),
        };
        let hint = match symbol.kind {
            Kind::Import => "remove it".to_owned(),
            Kind::Function => format!("remove it, or call it '_{name}' if it is kept on purpose"),
            _ => format!("call it '_{name}' if it is kept on purpose"),
        };
        self.warn(rule, Diagnostic::new(message, *span).hint(hint));
    }
}
