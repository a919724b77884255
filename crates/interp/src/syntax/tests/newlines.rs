//! Section 3: what newlines and semicolons do.

use super::{check, check_program, check_refused};

#[test]
fn no_separator_is_needed() {
    check(&[
        ("let a = 1 let b = 2", "(let a 1)\n(let b 2)"),
        ("a() b()", "(call a)\n(call b)"),
        ("a = null b = null", "(= a null)\n(= b null)"),
        (";;a;;b;", "a\nb"),
        ("while (i < n) { };", "(while (< i n))"),
        ("return;", "(return)"),
    ]);
    check_program(&[("use a;\nimport \"b\" as c;;main { };", "(use a)\n(import \"b\" as c)\n(main)")]);
}

#[test]
fn newlines_that_do_not_matter() {
    check(&[
        ("a +\n b *\n c", "(+ a (* b c))"),
        ("a =\n b", "(= a b)"),
        ("a ??=\n b", "(??= a b)"),
        ("f(\n a\n ,\n b\n)", "(call f a b)"),
        ("f(\n)", "(call f)"),
        ("[\n1\n,\n2\n,\n]", "(list 1 2)"),
        ("x = {\n\"a\"\n:\n1\n,\n}", "(= x (dict (\"a\" 1)))"),
        ("x = {\n}", "(= x (dict))"),
        ("if a\n{ b }\nelse\n{ c }", "(if a\n  b\nelse (block\n  c))"),
        ("try\n{ }\ncatch\n(e)\n{ }\nfinally\n{ }", "(try\ncatch e\nfinally)"),
        ("while a\n{ }", "(while a)"),
        ("fn f(\na,\nb\n)\n{ }", "(fn f (a b))"),
        ("match a\n{\n1\n=>\n2\n}", "(match a\n  1 => 2)"),
        ("(\na\n)", "a"),
        ("a[\n1\n:\n2\n]", "(slice a 1 2)"),
    ]);
}

#[test]
fn pipelines_and_members_continue_a_line() {
    check(&[
        ("a\n |> f(1)\n |> g", "(|> (|> a (call f 1)) g)"),
        ("x = a\n |> f", "(= x (|> a f))"),
        ("return a\n |> f", "(return (|> a f))"),
        ("a\n .b()\n ?.c", "(?. (call (. a b)) c)"),
        ("a.\nb", "(. a b)"),
    ]);
}

#[test]
fn newlines_that_end_an_expression() {
    check(&[
        ("f\n(x)", "f\nx"),
        ("f\n[x]", "f\n(list x)"),
        ("a\n-b", "a\n(neg b)"),
        ("return\nx", "(return)\nx"),
        ("a\n.5", "a\n0.5"),
        ("let x: list\n[1]", "(let x: list)\n(list 1)"),
        ("f<int>\n(x)", "(> (< f int) x)"),
    ]);
    check_refused(&[
        ("a\n+ b", "put the operator at the end of the line before"),
        ("a\n&& b", "put the operator at the end of the line before"),
        ("(a\n+ b)", "expected `)`, found `+`"),
        ("x\n= 5", "expected a statement, found `=`"),
    ]);
}

#[test]
fn trailing_commas_are_accepted_everywhere() {
    check(&[
        ("f(a,)", "(call f a)"),
        ("[1,]", "(list 1)"),
        ("x = {1: 2,}", "(= x (dict (1 2)))"),
        ("let [a, b,] = x", "(let [a b] x)"),
        ("let [a, ...b,] = x", "(let [a ...b] x)"),
        ("let {a,} = x", "(let {a} x)"),
        ("fn g(a,) {}", "(fn g (a))"),
        ("fn g<T,>() {}", "(fn g<T> ())"),
        ("let a: dict<int, int,> = x", "(let a: dict x)"),
        ("new S { a: 1, }", "(new S (a 1))"),
    ]);
    check_program(&[("import { a, } from 'x'", "(import \"x\" (a))"), ("enum E { A, }", "(enum E (A 0))")]);
}
