//! What is out of place at top level.
//!
//! Invariant: a run of stray statements (a script without `main`) is one error, not one for each line; `let`, `var`,
//! `class` and the like are reported each.

use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Context, Failed, Parsed, Parser};

const MOVE_IT: &str = "move it into `main { … }` or a function";

impl Parser<'_> {
    /// Something that is no item: reported, and skipped as the statement it probably is.
    #[cold]
    pub(super) fn misplaced(&mut self) {
        use TokenKind::*;
        let start = self.pos;
        let kind = self.kind();
        let error = self.misplacement();
        let part_of_run = self.skipping && error.hints.iter().any(|h| h == MOVE_IT);
        if !part_of_run {
            let _: Parsed<()> = self.fail_at_here(error);
        }
        self.skipping = true;
        if matches!(kind, RBrace | RParen | RBracket) {
            self.bump();
        } else if kind == Class || self.skip_statement().is_err() {
            self.recover_statement(start);
        }
    }

    fn misplacement(&self) -> Diagnostic {
        use TokenKind::*;
        let token = self.token();
        let word = self.slice(token.span);
        let error = |message: &str| Diagnostic::new(message, token.span);
        match token.kind {
            Let | Const => error(&format!("`{word}` is not allowed at top level"))
                .hint(format!("write `export {word} …`, or move it into `main {{ … }}` or a function")),
            Class => error("there are no classes")
                .hint("declare a `struct`, and its methods with `fn Name.method(self)`"),
            Name if word == "var" => {
                error("`var` is not a keyword").hint("use `let`; at top level `export let`")
            }
            Name if word == "block" => {
                error("blocks from a registry are not supported").hint("use `use` or `import` for modules")
            }
            RBrace | RParen | RBracket => error(&format!("`{word}` closes nothing")),
            Throw | Try | If | For | While | Return | Match | LBrace | Break | Continue => {
                error("statements are not allowed at top level").hint(MOVE_IT)
            }
            kind if kind.starts_expression() => {
                error("expressions are not allowed at top level").hint(MOVE_IT)
            }
            _ => self.expectation(
                "a top-level item (`use`, `import`, `export`, `fn`, `struct`, `enum`, `interface` or `main`)",
            ),
        }
    }

    /// Parses a statement that was reported already, keeping quiet about its inside.
    fn skip_statement(&mut self) -> Parsed<()> {
        let errors = self.errors.len();
        let context = Context { in_function: true, loops: 1, ..Context::default() };
        let result = self.in_context(context, |p| p.statement());
        if !self.stopped {
            self.errors.truncate(errors);
        }
        while self.eat(TokenKind::Semicolon) {}
        result?;
        let more_on_line = !self.token().newline_before && !self.at(TokenKind::Eof);
        let item = matches!(self.kind(), TokenKind::Main | TokenKind::Struct) || self.kind().is_fn();
        if more_on_line && !item { Err(Failed) } else { Ok(()) }
    }
}
