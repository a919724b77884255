//! Tokens -> syntax tree: recursive descent, with precedence climbing for operators.
//!
//! Invariants: the parser never backtracks (look-ahead is a table lookup or bounded), so it takes linear time. Whoever
//! finds an error records one diagnostic and returns [`Failed`]; only statement and item loops catch it (`recover.rs`).
//! Recursion goes through [`Parser::nested`], which counts levels and provides native stack.

mod bare;
mod cursor;
mod expressions;
mod functions;
mod imports;
mod items;
mod literals;
mod matches;
mod misplaced;
mod operands;
mod patterns;
mod recover;
mod statements;
mod strings;
mod types;

use super::ast::Program;
use super::diagnostic::Diagnostic;
use super::lexer::{self, MAX_ERRORS};
use super::span::{Source, Span};
use super::token::Token;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::rc::Rc;

/// How deep brackets, blocks, prefix operators and other constructs may nest in each other.
pub(crate) const MAX_NESTING: u32 = 1_000;

/// How high the syntax tree may become. Chains that nest only in the tree (`a + b + c`, `a.b.c`, `else if`) count as
/// well, one level for each link.
pub(crate) const MAX_HEIGHT: u32 = 4_000;

/// An error was found and recorded; the construct at hand is given up.
struct Failed;

type Parsed<T> = Result<T, Failed>;

/// Parses a source.
///
/// # Errors
/// At least one diagnostic, in source order, when the text is not a program.
pub(crate) fn parse(source: &Source) -> Result<Program, Vec<Diagnostic>> {
    parse_with(source, |parser| parser.program())
}

/// Parses a program with a `main` block, or else a sequence of statements among which declarations of modules and types may stand.
///
/// # Errors
/// Like [`parse`].
pub(crate) fn parse_bare(source: &Source) -> Result<Program, Vec<Diagnostic>> {
    parse_with(source, |parser| if parser.has_main() { parser.program() } else { parser.bare_program() })
}

fn parse_with(
    source: &Source,
    parse: impl FnOnce(&mut Parser<'_>) -> Program,
) -> Result<Program, Vec<Diagnostic>> {
    let lexed = lexer::lex(&source.text);
    let mut parser = Parser::new(&source.text, lexed.tokens, lexed.partners);
    let program = parse(&mut parser);
    let reliable = |d: &Diagnostic| lexed.unreliable_from.is_none_or(|from| d.span.start < from);
    let mut errors = lexed.errors;
    errors.extend(parser.errors.into_iter().filter(reliable));
    if errors.is_empty() {
        return Ok(program);
    }
    errors.sort_by_key(|d| d.span.start);
    errors.truncate(MAX_ERRORS);
    Err(errors)
}

/// What `yield`, `break` and `continue` may refer to here.
#[derive(Clone, Copy, Default)]
struct Context {
    in_function: bool,
    yields: bool,
    loops: u32,
}

struct Parser<'s> {
    text: &'s str,
    tokens: Vec<Token>,
    partners: Vec<u32>,
    pos: usize,
    names: HashMap<&'s str, Rc<str>, RandomState>,
    errors: Vec<Diagnostic>,
    /// The token at which the last error was reported: a second one there would only repeat it.
    last_error: Option<usize>,
    /// Parsing ended early; `pos` is at the end.
    stopped: bool,
    /// A `main` block began inside another block: give up everything open.
    leaving: bool,
    depth: u32,
    /// The greatest height among the subtrees built since the construct at hand began.
    height: u32,
    context: Context,
    /// Inside the condition or subject in front of a body: `Name {` is not a struct literal.
    header: bool,
    /// The last thing at top level was out of place.
    skipping: bool,
}

impl<'s> Parser<'s> {
    fn new(text: &'s str, tokens: Vec<Token>, partners: Vec<u32>) -> Self {
        Parser {
            text,
            tokens,
            partners,
            pos: 0,
            names: HashMap::default(),
            errors: vec![],
            last_error: None,
            stopped: false,
            leaving: false,
            depth: 0,
            height: 0,
            context: Context::default(),
            header: false,
            skipping: false,
        }
    }

    /// Parses one level of nesting.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        /// Grow when less than this is left: more than one level ever takes.
        const RED_ZONE: usize = 96 * 1024;
        const STACK: usize = 2 * 1024 * 1024;
        if self.depth >= MAX_NESTING {
            return self.too_deep(format!("nesting deeper than {MAX_NESTING} levels"));
        }
        self.depth += 1;
        let outer_height = std::mem::take(&mut self.height);
        let outer_header = std::mem::take(&mut self.header);
        let result = stacker::maybe_grow(RED_ZONE, STACK, || parse(self));
        self.header = outer_header;
        self.depth -= 1;
        self.higher()?;
        self.height = self.height.max(outer_height);
        result
    }

    /// Counts one more node on top of what was built since the construct at hand began.
    fn higher(&mut self) -> Parsed<()> {
        self.height += 1;
        if self.height <= MAX_HEIGHT {
            return Ok(());
        }
        self.too_deep(format!("more than {MAX_HEIGHT} operators, calls or branches in one chain"))
    }

    /// Reports that a limit is exceeded, and ends parsing.
    #[cold]
    fn too_deep<T>(&mut self, message: String) -> Parsed<T> {
        let span = self.token().span;
        let error = Diagnostic::new(message, span).hint("split it into several statements or functions");
        let failed = self.fail_at_here(error);
        self.stop();
        failed
    }

    /// Parses a function body or the like in a context of its own; gives the context it ended with.
    fn in_context<T>(
        &mut self,
        context: Context,
        parse: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<(T, Context)> {
        let outer = std::mem::replace(&mut self.context, context);
        let result = parse(self);
        let inner = std::mem::replace(&mut self.context, outer);
        Ok((result?, inner))
    }

    /// The text of a span.
    fn slice(&self, span: Span) -> &'s str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// A shared copy of a text; equal texts share one.
    fn intern(&mut self, text: &'s str) -> Rc<str> {
        self.names.entry(text).or_insert_with(|| Rc::from(text)).clone()
    }
}
