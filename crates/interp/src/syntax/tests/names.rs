//! Section 1: keywords as names, and the spellings of `fn`.

use super::super::token::TokenKind;
use super::super::{parse, span::Source};
use super::{check, check_expr, check_refused};

const NAMES: &[&str] = &[
    "config", "init", "module", "from", "default", "match", "method", "new", "class", "enum", "as", "in",
    "async", "await", "import", "export", "use", "ref", "fn", "function", "func", "def", "struct", "try",
    "catch", "throw", "finally",
];
const NOT_READABLE: &[&str] = &["new", "struct", "try", "catch", "throw", "finally", "match", "async"];
const AFTER_DOT: &[&str] =
    &["if", "else", "for", "while", "break", "continue", "return", "let", "const", "main"];

/// Exactly the keywords for which `allowed` holds may stand at `@` in the text.
fn check_keywords(text: &str, allowed: impl Fn(&str) -> bool) {
    for keyword in TokenKind::KEYWORDS.iter().map(|k| k.text()) {
        let text = text.replace('@', keyword);
        let accepted = parse(&Source::new("t", text.as_str())).is_ok();
        assert_eq!(accepted, allowed(keyword), "{text}");
    }
}

#[test]
fn keywords_as_names() {
    let declared = |word: &str| NAMES.contains(&word);
    let readable = |word: &str| declared(word) && !NOT_READABLE.contains(&word);
    let member = |word: &str| (declared(word) && word != "new") || AFTER_DOT.contains(&word);
    let constant = |word: &str| ["true", "false", "null"].contains(&word);
    check_keywords("main { let @ = 1 }", declared);
    check_keywords("main { let [a, @] = x }", declared);
    check_keywords("main { for @ in x {} }", declared);
    check_keywords("fn f(a, @: int) {}", declared);
    check_keywords("fn @(a) {}", |word| declared(word));
    check_keywords("struct @ {}", declared);
    check_keywords("enum @ { A }", declared);
    check_keywords("main { x = @ }", |word| readable(word) || constant(word));
    check_keywords("main { x = [@, 1] }", |word| readable(word) || constant(word));
    check_keywords("main { x = a.@ }", member);
    check_keywords("main { a?.@ = b.@ }", |_| false);
    check_keywords("main { x = a?.@(1) }", member);
    check_keywords("struct S { @: int }", member);
}

#[test]
fn spellings_of_fn() {
    for word in ["fn", "function", "func", "def"] {
        let parses = |text: &str, tree: &str| check(&[(&text.replace('@', word), &tree.replace('@', word))]);
        parses("@ g(a) { }", "(fn g (a))");
        parses("let h = @(a) { }", "(let h (fn (a)))");
        parses("let h = @(a)\n -> int { }", "(let h (fn (a) -> int))");
        parses("let h = @(a): int { }", "(let h (fn (a) -> int))");
        parses("let h = @(a)\n{ }", "(let h (fn (a)))");
        parses("@(x)", "(call @ x)");
        parses("x = @(1, (2)) + 3", "(= x (+ (call @ 1 2) 3))");
        parses("@ = @ + 1", "(= @ (+ @ 1))");
        parses("x = [@, 1]", "(= x (list @ 1))");
        parses("@.x(@)", "(call (. @ x) @)");
        parses("let t: @ = 1", "(let t: function 1)");
        parses("@ new() {}", "(fn new ())");
    }
    check_expr(&[("fn(x) { return x }(3)", "(call (fn (x)\n    (return x)) 3)")]);
    check_refused(&[("let g = fn h(x) { }", "a function inside an expression has no name")]);
}

#[test]
fn await_is_a_name_or_an_operator() {
    check(&[
        ("x = await g()", "(= x (call g))"),
        ("f(await)", "(call f await)"),
        ("f(await, 1)", "(call f await 1)"),
        ("let d = await\nx", "(let d await)\nx"),
        ("x = {1: await}", "(= x (dict (1 await)))"),
        ("await;", "await"),
        ("await a ?? b", "(?? a b)"),
        ("await a || b", "(|| a b)"),
        ("await = 2", "(= await 2)"),
    ]);
}

#[test]
fn names_at_statement_start() {
    check(&[
        (
            "use(1)\nimport.x\nexport = 2\nenum = 3\nconfig.init()",
            "(call use 1)\n(. import x)\n(= export 2)\n(= enum 3)\n(call (. config init))",
        ),
        ("module = class\nin = as", "(= module class)\n(= in as)"),
        ("a = in in in", "(= a (in in in))"),
        ("from not in default", "(not-in from default)"),
        ("_ = 1", "(= _ 1)"),
        ("import * x", "(* import x)"),
        ("let type = 1 let data = 2", "(let type 1)\n(let data 2)"),
    ]);
}
