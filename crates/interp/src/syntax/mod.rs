//! The front end: source text -> tokens -> syntax tree, with several diagnostics in one go.
//!
//! Invariants: nothing in here panics or overflows the native stack on any text; every span lies on character
//! boundaries of the source it belongs to; a tree handed out by [`parse`] is free of errors and at most
//! [`MAX_HEIGHT`] nodes high, so that recursive passes over it (and dropping it) have a known bound.

#[allow(missing_docs, reason = "each variant documents its fields in one line")]
#[allow(dead_code, reason = "every node carries its place, whether or not a later stage blames it")]
pub(crate) mod ast;
mod children;
mod diagnostic;
mod lexer;
mod parser;
mod print;
mod render;
pub(crate) mod span;
pub(crate) mod token;
pub(crate) mod trivia;

pub(crate) use diagnostic::Diagnostic;
pub(crate) use lexer::lex;
#[cfg(test)]
use parser::{MAX_HEIGHT, MAX_NESTING};
pub(crate) use parser::{parse, parse_bare};
pub(crate) use print::{print_ast, print_tokens};
pub(crate) use render::render;

/// The places of all tokens of a text, in order.
pub(crate) fn token_spans(text: &str) -> Vec<span::Span> {
    lexer::lex(text).tokens.iter().map(|token| token.span).collect()
}

#[cfg(test)]
mod tests;
