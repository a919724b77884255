//! Diagnostics as text.

use super::super::span::{Source, Span};
use super::super::{Diagnostic, parse, render};
use super::errors;

fn rendered(text: &str) -> String {
    let source = Source::new("test.ox", text);
    errors(text).iter().map(|e| render(e, &source, false) + "\n").collect()
}

#[test]
fn message_place_line_and_advice() {
    assert_eq!(
        rendered("main {\n  if x = 5 { }\n}\n"),
        "error: assignment used as a condition
 --> test.ox:2:8
  |
2 |   if x = 5 { }
  |        ^
  |
  = help: use `==` to compare
"
    );
    assert_eq!(
        rendered("main {\n\tlet ü = 5\n}"),
        "error: unexpected character `ü`
 --> test.ox:2:6
  |
2 |     let ü = 5
  |         ^
  |
  = note: only ASCII characters may stand outside strings and comments
"
    );
}

#[test]
fn labels_on_the_same_and_on_other_lines() {
    assert_eq!(
        rendered("main { }\nmain { }"),
        "error: a file has at most one `main` block
 --> test.ox:2:1
  |
2 | main { }
  | ^^^^
  |
 ::: test.ox:1:6
  |
1 | main { }
  |      - the first one is here
"
    );
    assert_eq!(
        rendered("main { let [...a, b] = c }"),
        "error: nothing may follow the rest of a list pattern
 --> test.ox:1:19
  |
1 | main { let [...a, b] = c }
  |                -  ^
  |                |
  |                the rest must be last
"
    );
}

#[test]
fn end_of_file() {
    assert_eq!(
        rendered("main {\n  a\n"),
        "error: expected `}`, found the end of the file
 --> test.ox:2:4
  |
2 |   a
  |    ^
  |
 ::: test.ox:1:6
  |
1 | main {
  |      - this `{` is not closed
"
    );
}

#[test]
fn colour_adds_escapes_only() {
    let source = Source::new("test.ox", "main { break }");
    let error = parse(&source).unwrap_err().remove(0);
    let colourful = render(&error, &source, true);
    assert!(colourful.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = colourful.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
    }
    assert_eq!(plain + rest, render(&error, &source, false));
}

#[test]
fn long_lines_are_cut() {
    for length in [10, 1_000, 100_000, 2_000_000] {
        let text = format!("main {{ {} ) {} }}", "x = 1 ".repeat(length / 6), "y = 'ü' ".repeat(length / 6));
        let text = rendered(&text);
        assert!(text.len() < 2_000, "{length}: {}", text.len());
        assert!(text.contains(&format!("test.ox:1:{}", 9 + length / 6 * 6)), "{text}");
    }
}

#[test]
fn any_span_can_be_rendered() {
    let source = Source::new("test.ox", "ab\r\nü\n\n");
    for start in 0..12 {
        for end in 0..12 {
            let error = Diagnostic::new("m", Span { start, end }).label(Span { start: end, end: start }, "l");
            assert!(render(&error, &source, false).starts_with("error: m"));
        }
    }
}
