//! What is out of place at top level and at the start of a statement.
//!
//! Invariants: what the grammar allows is never refused here, except where only a mistake explains it (`var x = 1`,
//! which would be two statements). A run of stray statements (a script without `main`) is one error, not one for each line; `let`, `var`,
//! `class` and the like are reported each.

use super::super::diagnostic::Diagnostic;
use super::super::token::TokenKind;
use super::{Context, Failed, Parsed, Parser};

const NO_CLASSES: &str = "there are no classes";
const USE_STRUCTS: &str = "declare a `struct`, and its methods with `fn Name.method(self)`";
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
            Class => error(NO_CLASSES).hint(USE_STRUCTS),
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

    /// At the start of a statement that is no declaration or control flow: explains what cannot begin one.
    pub(super) fn check_statement_start(&mut self) -> Parsed<()> {
        use TokenKind::*;
        let token = self.token();
        let error = |message: &str| Diagnostic::new(message, token.span);
        let names_block = self.on_line(1) && self.peek(1).is_name() && self.peek(2) == LBrace;
        let error = match token.kind {
            Use | Import | Export | Enum | Interface => match self.top_level_only() {
                Some(message) => error(message),
                None => return Ok(()),
            },
            Class if names_block => error(NO_CLASSES).hint(USE_STRUCTS),
            Main if self.peek(1) == LBrace => {
                self.leaving = true;
                error("`main` is allowed at top level only")
                    .hint("is the `}` of a function or block missing above?")
            }
            Name if self.declares_var() => error("`var` is not a keyword").hint("use `let`"),
            Else => error("`else` without `if`"),
            Catch if self.peek(1) == LParen => error("`catch` without `try`"),
            Finally if self.peek(1) == LBrace => error("`finally` without `try`"),
            Minus | Bang | Not | LBrace | LBracket | LParen => return Ok(()),
            kind if kind.is_punctuation() => self.no_statement(),
            _ => return Ok(()),
        };
        self.fail_at_here(error)
    }

    /// Is the keyword here used as one that belongs to top level, not as a name? Says so.
    fn top_level_only(&self) -> Option<&'static str> {
        use TokenKind::*;
        let (next, on_line) = (self.peek(1), self.on_line(1));
        let exported = next.is_fn() || matches!(next, Let | Const | Struct | Enum | Async | Default);
        match self.kind() {
            Use if on_line && next == Name => Some("`use` is allowed at top level only"),
            Import
                if on_line && matches!(next, Str | StrOpen | LBrace)
                    || next == Star && self.peek(2) == As =>
            {
                Some("`import` is allowed at top level only")
            }
            Export if on_line && exported => Some("`export` is allowed at top level only"),
            Enum if on_line && next.is_name() && self.peek(2) == LBrace => {
                Some("enums are allowed at top level only")
            }
            Interface => Some("interfaces are allowed at top level only"),
            _ => None,
        }
    }

    /// At `var name =` on one line?
    fn declares_var(&self) -> bool {
        let name = self.peek(1) == TokenKind::Name && self.on_line(1);
        name && self.peek(2) == TokenKind::Assign && self.slice(self.token().span) == "var"
    }

    /// At a punctuation mark that begins no statement.
    fn no_statement(&self) -> Diagnostic {
        use TokenKind::*;
        let error = self.expectation("a statement");
        match self.kind() {
            Question => error.hint("write `if c { a } else { b }` to choose between values"),
            Comma | Colon | RParen | RBracket | RBrace | FatArrow | Arrow | Ellipsis => error,
            _ if self.token().newline_before => {
                error.hint("to continue an expression, put the operator at the end of the line before")
            }
            _ => error,
        }
    }
}
