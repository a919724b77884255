//! Deep and long programs on a small native stack: accepted up to the limits, refused clearly beyond.

use super::super::{MAX_HEIGHT, MAX_NESTING, parse, print_ast, span::Source};

/// Runs a test on a thread with 2 MB of stack.
fn on_small_stack(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(test).unwrap().join().unwrap();
}

/// `open` n times, `middle`, `close` n times.
fn nest(open: &str, middle: &str, close: &str, n: usize) -> String {
    [&open.repeat(n), middle, &close.repeat(n)].concat()
}

/// Parses, prints and drops; gives the only error's message.
fn outcome(text: String) -> Result<(), String> {
    let source = Source::new("t", text);
    match parse(&source) {
        Ok(program) => {
            assert!(!print_ast(&program).is_empty());
            Ok(())
        }
        Err(errors) => {
            assert_eq!(errors.len(), 1, "{}", errors[0].message);
            Err(errors[0].message.clone())
        }
    }
}

/// Constructs that nest: what opens a level, the innermost, what closes it.
const NESTED: &[(&str, &str, &str)] = &[
    ("(", "x", ")"),
    ("[", "", "]"),
    ("f(", "", ")"),
    ("x[", "0", "]"),
    ("x[0:", "0", "]"),
    ("{1: ", "1", "}"),
    ("new S { f: ", "1", "}"),
    ("- ", "1", ""),
    ("!", "1", ""),
    ("not ", "1", ""),
    ("x = ", "1", ""),
    ("await ", "x", ""),
    ("yield ", "x", ""),
    ("if a { ", "1", " } else { 2 }"),
    ("if a { 1 } else { ", "1", " }"),
    ("match a { _ => ", "1", " }"),
    ("match ", "a", " { _ => 1 }"),
    ("fn() { return ", "1", " }"),
    ("fn(a = ", "1", ") { }"),
    ("\"${", "x", "}\""),
    ("f'{", "x", "}'"),
    ("a |> f(", "", ")"),
    ("1 + (", "1", ")"),
];

/// Statements that nest.
const NESTED_STATEMENTS: &[(&str, &str, &str)] = &[
    ("{", "", "}"),
    ("if a { ", "", " }"),
    ("if a ", "b", ""),
    ("if a { } else { ", "", " }"),
    ("while a { ", "", " }"),
    ("while a ", "b", ""),
    ("for a in b { ", "", " }"),
    ("for a in b ", "c", ""),
    ("try { ", "", " } catch (e) { }"),
    ("try { } catch (e) { ", "", " }"),
    ("fn f() { ", "", " }"),
    ("let a: list<", "int", ">"),
];

#[test]
fn nesting_up_to_the_limit_is_accepted() {
    on_small_stack(|| {
        for (open, middle, close) in NESTED {
            // Some forms take two levels.
            let n = MAX_NESTING as usize / 2 - 10;
            let text = format!("fn f() {{ let x = {} }}", nest(open, middle, close, n));
            assert_eq!(outcome(text), Ok(()), "{open}");
        }
        for (open, middle, close) in NESTED_STATEMENTS {
            let text = match open.strip_prefix("let a: ") {
                Some(open) => format!("main {{ let a: {} }}", nest(open, middle, close, 900)),
                None => format!("main {{ {} }}", nest(open, middle, close, 900)),
            };
            assert_eq!(outcome(text), Ok(()), "{open}");
        }
        for (open, close) in [("(", ")"), ("[", "]"), ("f(", ")"), ("fn() { ", " }")] {
            let text = format!("fn f() {{ {} }}", nest(open, "x", close, MAX_NESTING as usize - 2));
            assert_eq!(outcome(text), Ok(()), "{open}");
        }
    });
}

#[test]
fn deeper_nesting_is_refused() {
    on_small_stack(|| {
        let expected = Err(format!("nesting deeper than {MAX_NESTING} levels"));
        for n in [MAX_NESTING as usize + 1, 100_000] {
            for (open, middle, close) in NESTED {
                let text = format!("fn f() {{ let x = {} }}", nest(open, middle, close, n));
                assert_eq!(outcome(text), expected, "{open}");
            }
            for (open, middle, close) in NESTED_STATEMENTS {
                let (prefix, open) =
                    open.strip_prefix("let a: ").map_or(("", *open), |open| ("let a: ", open));
                let text = format!("main {{ {prefix}{} }}", nest(open, middle, close, n));
                assert_eq!(outcome(text), expected, "{open}");
            }
        }
    });
}

#[test]
fn unclosed_openers_are_refused() {
    on_small_stack(|| {
        for (open, ..) in NESTED.iter().chain(NESTED_STATEMENTS) {
            let text = format!("fn f() {{ let x = {}", open.repeat(100_000));
            assert!(parse(&Source::new("t", text)).is_err(), "{open}");
        }
        for text in ["(", ")", "[", "]", "{", "}", "\"${", "<", "x<", "<<a ", "fn(", "main{"] {
            let text = text.repeat((1 << 20) / text.len());
            assert!(parse(&Source::new("t", text)).is_err());
        }
    });
}

/// Chains that nest in the tree only: first link, further links.
const CHAINS: &[(&str, &str)] = &[
    ("a", " + b"),
    ("a", " && b"),
    ("a", " ?? b"),
    ("a", " |> f"),
    ("a", " < 1"),
    ("a", " in b"),
    ("a", ".b"),
    ("a", "()"),
    ("a", "[0]"),
    ("a", "[:]"),
    ("if a { 1 } ", "else if a { 1 } "),
];

#[test]
fn chains() {
    on_small_stack(|| {
        let expected = Err(format!("more than {MAX_HEIGHT} operators, calls or branches in one chain"));
        for (first, link) in CHAINS {
            for (links, expected) in [
                (MAX_HEIGHT as usize - 20, &Ok(())),
                (MAX_HEIGHT as usize + 1, &expected),
                (100_000, &expected),
            ] {
                let end = if first.starts_with("if") { "else { 2 }" } else { "" };
                let expression = format!("{first}{}{end}", link.repeat(links));
                assert_eq!(
                    &outcome(format!("fn f() {{ let x = {expression} }}")),
                    expected,
                    "{link} {links}"
                );
                assert_eq!(&outcome(format!("main {{ {expression} }}")), expected, "{link} {links}");
            }
        }
    });
}

#[test]
fn long_flat_programs_have_no_limit() {
    on_small_stack(|| {
        for (open, item, close) in [
            ("main {", "a = a + 1; ", "}"),
            ("main { [", "1, ", "] }"),
            ("main { f(", "1, ", ") }"),
            ("main { match a {", "1 => 2, ", "} }"),
            ("main { 'a", "${b} ", "' }"),
            ("", "fn f() { } ", ""),
            ("struct S {", "a: int ", "}"),
            ("main {", "if a { } else { } ", "}"),
        ] {
            assert_eq!(outcome([open, &item.repeat(100_000), close].concat()), Ok(()), "{item}");
        }
    });
}
