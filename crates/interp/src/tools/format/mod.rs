//! The formatter: one layout for every program.
//!
//! Invariants: only blanks, line breaks, separators and the braces of bodies change; comments stay, in order; empty lines between statements stay,
//! one at most. What was formatted formats to itself. The result is parsed again and compared before it is handed out.

mod chains;
mod cursor;
mod doc;
mod expressions;
mod items;
mod lists;
mod statements;
mod types;

use crate::embed::Error;
use crate::syntax::span::Source;
use crate::syntax::token::TokenKind;
use crate::syntax::trivia::trivia;
use crate::syntax::{lex, parse, print_ast};
use cursor::Cursor;
use oxbow_value::ErrorKind;

/// The program in the standard layout. Takes linear time.
///
/// # Errors
/// The text is no program; or the layout would have changed what it means, which is a fault of the formatter.
pub fn format(name: &str, text: &str) -> Result<String, Error> {
    let source = Source::new(name, text);
    let program = parse(&source).map_err(|errors| Error::rejected(errors, &source))?;
    let mut cursor = Cursor::new(&source.text);
    cursor.program(&program);
    let formatted = cursor.doc.print();
    let again = Source::new(name, formatted);
    let same = parse(&again).is_ok_and(|other| print_ast(&program) == print_ast(&other))
        && words(&source.text) == words(&again.text);
    if !same {
        let message = format!("internal error: formatting {name} would change what it means");
        return Err(Error::new(ErrorKind::RuntimeError, message));
    }
    Ok(again.text.clone())
}

/// What formatting must not change: comments, and tokens other than separators and braces.
fn words(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut tokens, mut comments) = (vec![], vec![]);
    let mut behind = 0;
    for token in lex(text).tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        comments.extend(trivia(&text[behind..start]).comments.iter().map(|comment| comment.text));
        behind = end;
        match token.kind {
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::LBrace | TokenKind::RBrace => {}
            TokenKind::Ge => tokens.extend([&text[start..start + 1], &text[start + 1..end]]),
            _ => tokens.push(&text[start..end]),
        }
    }
    (tokens, comments)
}
