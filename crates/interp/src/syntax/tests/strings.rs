//! Section 1: string literals, escapes, interpolation.

use super::super::ast::{ExprKind, ItemKind, StmtKind, StrPart};
use super::super::span::Span;
use super::{check, check_expr, check_refused, check_rejected, program};

#[test]
fn quotes_and_escapes() {
    check_expr(&[
        (r#""a""#, r#""a""#),
        (r#"'a'"#, r#""a""#),
        (r#"''"#, r#""""#),
        (r#"'say "x"'"#, r#""say \"x\"""#),
        (r#""\n\t\r\\\"\'\0""#, r#""\n\t\r\\\"'\0""#),
        (r#""\d+\ü""#, r#""\\d+\\ü""#),
        (r#""{x} $5 $ 100%""#, r#""{x} $5 $ 100%""#),
        (r#""\${x}""#, r#""${x}""#),
        (r#"f"\{x""#, r#""\\{x""#),
        ("\"a\nb\"", r#""a\nb""#),
        ("\"// no # comment\"", "\"// no # comment\""),
    ]);
}

#[test]
fn interpolation() {
    check_expr(&[
        (r#""${a}""#, "(interpolate a)"),
        (r#""Hi ${user.get("name")}!""#, r#"(interpolate "Hi " (call (. user get) "name") "!")"#),
        (r#"f"{a} of ${b}""#, r#"(interpolate a " of " b)"#),
        (r#"f'{a}'"#, "(interpolate a)"),
        (r#"f"}""#, r#""}""#),
        (r#""${f'{"${x}"}'}""#, "(interpolate (interpolate (interpolate x)))"),
        (r#"f"{{"a": 1}["a"]}""#, r#"(interpolate (index (dict ("a" 1)) "a"))"#),
        (r#"f"{{}}""#, "(interpolate (dict))"),
        (r#""${fn() { return "}" }()}""#, "(interpolate (call (fn ()\n    (return \"}\"))))"),
        ("\"${a +\n b}\"", "(interpolate (+ a b))"),
        (r#""a\n${b}\t""#, r#"(interpolate "a\n" b "\t")"#),
        (r#""${a}${b}""#, "(interpolate a b)"),
        (r#""${x = 1}""#, "(interpolate (= x 1))"),
        (r#"f"{a ?? "-"}""#, r#"(interpolate (?? a "-"))"#),
    ]);
    check(&[("f \"x\"", "f\n\"x\""), ("ff\"{x}\"", "ff\n\"{x}\""), ("f'x'", "\"x\"")]);
    check_refused(&[
        (r#"x = "${}""#, "an interpolation cannot be empty"),
        (r#"x = f"{}""#, "an interpolation cannot be empty"),
        (r#"x = f"{a b}""#, "expected `}` after the interpolated expression, found `b`"),
        (r#"x = f"{a:>9}""#, "there are no format specifiers"),
    ]);
}

#[test]
fn spans_inside_strings_are_those_of_the_source() {
    let text = r#"export let s = "ü ${first} and ${f'{second}'}""#;
    let tree = program(text);
    let ItemKind::ExportLet(decl) = &tree.items[0].kind else { panic!() };
    let Some(ExprKind::Interpolated(parts)) = decl.value.as_ref().map(|v| &v.kind) else { panic!() };
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    let StrPart::Expr(first) = &parts[1] else { panic!() };
    assert_eq!(slice(first.span), "first");
    let StrPart::Expr(inner) = &parts[3] else { panic!() };
    assert_eq!(slice(inner.span), "f'{second}'");
    let ExprKind::Interpolated(nested) = &inner.kind else { panic!() };
    let StrPart::Expr(second) = &nested[0] else { panic!() };
    assert_eq!(slice(second.span), "second");
}

#[test]
fn spans_of_expressions() {
    let text = "main { (a + b) * c.d(1)[2] }";
    let tree = program(text);
    let StmtKind::Expr(product) = &tree.main.as_ref().unwrap().statements[0].kind else { panic!() };
    let slice = |span: Span| &text[span.start as usize..span.end as usize];
    assert_eq!(slice(product.span), "(a + b) * c.d(1)[2]");
    let ExprKind::Binary { left, right, op_span, .. } = &product.kind else { panic!() };
    assert_eq!((slice(left.span), slice(*op_span), slice(right.span)), ("a + b", "*", "c.d(1)[2]"));
}

#[test]
fn unterminated() {
    let hint = " | if this quote was meant to close a string, look for a missing quote further up";
    check_rejected(&[
        ("main { x = 'abc }\n", &[&format!("1:12 unterminated string{hint}")]),
        ("main { x = \"a ${b} c }\n", &[&format!("1:12 unterminated string{hint}")]),
        ("main { x = \"a ${b c", &["1:15 unterminated interpolation | close it with `}`"]),
        ("main { x = \"\\", &[&format!("1:12 unterminated string{hint}")]),
        ("main { x = \"${'", &[&format!("1:15 unterminated string{hint}")]),
        (
            "main { y = ; x = f'",
            &["1:12 expected an expression, found `;`", &format!("1:18 unterminated string{hint}")],
        ),
    ]);
}
