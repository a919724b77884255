//! What an interactive editor wants to know of a text that is being typed: is it complete, and what are its words?

use crate::embed::Error;
use crate::syntax::ast::{ExprKind, StmtKind};
use crate::syntax::span::Source;
use crate::syntax::token::TokenKind;
use crate::syntax::trivia::trivia;
use crate::syntax::{lex, parse_bare};
use std::ops::Range;

/// Whether the text was cut off: with more behind it, it may be right.
pub fn is_incomplete(text: &str) -> bool {
    let source = Source::new("<input>", text);
    parse_bare(&source).is_err_and(|errors| Error::rejected(errors, &source).is_incomplete())
}

/// Whether what the text evaluates to is worth showing: its last statement is an expression other than an assignment, or it is a program.
pub fn has_result(text: &str) -> bool {
    let Ok(program) = parse_bare(&Source::new("<input>", text)) else { return false };
    let last = program.main.as_ref().and_then(|main| main.statements.last());
    !program.is_bare
        || last.is_some_and(|last| match &last.kind {
            StmtKind::Expr(expr) => !matches!(expr.kind, ExprKind::Assign { .. }),
            StmtKind::If { .. } | StmtKind::Try { .. } | StmtKind::Block(_) => true,
            _ => false,
        })
}

/// What kind of word a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// A keyword.
    Keyword,
    /// A name.
    Name,
    /// A number, `true`, `false`, `null`.
    Constant,
    /// A string, or the text of one around interpolations.
    Text,
    /// The marks around an interpolation.
    Hole,
    /// A comment.
    Comment,
    /// An operator or bracket.
    Mark,
    /// What is not part of the language.
    Error,
}

/// The words of a text, complete or not, in order, with the bytes they take up. Takes linear time.
pub fn words(text: &str) -> Vec<(Range<usize>, Word)> {
    let mut words = vec![];
    let mut behind = 0;
    for token in lex(text).tokens {
        let range = token.span.start as usize..token.span.end as usize;
        let gap = &text[behind..range.start];
        for comment in trivia(gap).comments {
            let start = behind + (comment.text.as_ptr().addr() - gap.as_ptr().addr());
            words.push((start..start + comment.text.len(), Word::Comment));
        }
        behind = range.end;
        let word = match token.kind {
            TokenKind::Eof => continue,
            TokenKind::Name => Word::Name,
            TokenKind::Int | TokenKind::Float | TokenKind::True | TokenKind::False | TokenKind::Null => {
                Word::Constant
            }
            TokenKind::Str | TokenKind::StrOpen | TokenKind::StrText | TokenKind::StrClose => Word::Text,
            TokenKind::HoleOpen | TokenKind::HoleClose => Word::Hole,
            TokenKind::Error => Word::Error,
            kind if kind.is_keyword() => Word::Keyword,
            _ => Word::Mark,
        };
        words.push((range, word));
    }
    words
}

/// The keywords of the language.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    TokenKind::KEYWORDS.iter().map(|kind| kind.text())
}
