//! Tests of the front end: small cases in tables, each with its expected tree or its expected errors.
//!
//! Invariant: a case says which of the two it is (`ok` helpers fail on any error, `rejected` ones on acceptance) before
//! any text is compared.

mod expressions;
mod hostile;
mod items;
mod lexical;
mod limits;
mod names;
mod newlines;
mod recovery;
mod rejections;
mod rendering;
mod statements;
mod strings;

use super::ast::Program;
use super::span::Source;
use super::{Diagnostic, parse, print_ast, render};

/// Parses a text that must be a program.
fn program(text: &str) -> Program {
    let source = Source::new("test.ox", text);
    parse(&source).unwrap_or_else(|errors| {
        let shown: Vec<_> = errors.iter().map(|e| render(e, &source, false)).collect();
        panic!("rejected:\n{text}\n{}", shown.join("\n"))
    })
}

/// Parses a text that must be rejected.
fn errors(text: &str) -> Vec<Diagnostic> {
    match parse(&Source::new("test.ox", text)) {
        Ok(program) => panic!("accepted:\n{text}\nas\n{}", print_ast(&program)),
        Err(errors) => errors,
    }
}

/// Whole programs and their outlines.
#[track_caller]
fn check_program(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(print_ast(&program(text)).trim_end(), *expected, "for {text}");
    }
}

/// Statements in `main` and their outlines, without the indentation.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let outline = print_ast(&program(&format!("main {{\n{text}\n}}")));
        let body = outline.trim_end().strip_prefix("(main").and_then(|o| o.strip_suffix(')')).unwrap();
        let lines: Vec<_> = body.lines().skip(1).map(|line| &line[2..]).collect();
        assert_eq!(lines.join("\n"), *expected, "for {text}");
    }
}

/// Expressions, as values of a `let` inside a function, and their outlines.
#[track_caller]
fn check_expr(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let outline = print_ast(&program(&format!("fn f() {{ let it = {text}\n }}")));
        let outline = outline.replacen("(fn* f", "(fn f", 1);
        let tree = outline.trim_end().strip_prefix("(fn f ()\n  (let it ").and_then(|o| o.strip_suffix("))"));
        assert_eq!(tree, Some(*expected), "for {text}");
    }
}

/// Whole files and the errors found in them, as `line:column message`, followed by ` | hint` for each hint.
#[track_caller]
fn check_rejected(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let source = Source::new("test.ox", *text);
        let found: Vec<_> = errors(text)
            .iter()
            .map(|e| {
                let (line, column) = source.line_column(e.span.start);
                let hints: String = e.hints.iter().map(|hint| format!(" | {hint}")).collect();
                format!("{line}:{column} {}{hints}", e.message)
            })
            .collect();
        assert_eq!(found, *expected, "for {text}");
    }
}

/// Statements in a function and a part of the one error found in them.
#[track_caller]
fn check_refused(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let found: Vec<_> = errors(&format!("fn f() {{\n{text}\n}}"))
            .into_iter()
            .map(|e| [e.message, e.hints.join(" "), e.notes.join(" ")].join(" | "))
            .collect();
        assert!(found.len() == 1 && found[0].contains(expected), "for {text}: {found:?}");
    }
}
