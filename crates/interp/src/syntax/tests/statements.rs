//! Sections 4, 9, 10 and 13 as far as they are about statements.

use super::{check, check_refused};

#[test]
fn declarations() {
    check(&[
        ("let n = 1", "(let n 1)"),
        ("let n: int = 1", "(let n: int 1)"),
        ("let n: int?", "(let n: int?)"),
        ("let n", "(let n)"),
        ("const N = 1", "(const N 1)"),
        ("let [a, b, ...r] = e", "(let [a b ...r] e)"),
        ("const {a, b} = e", "(const {a b} e)"),
        ("let [] = e", "(let [] e)"),
        ("let x: list<int>= y", "(let x: list y)"),
        ("let x: dict<string, list<int>>= y", "(let x: dict y)"),
        ("struct P { x: int }", "(struct P (x int))"),
        ("fn P.m(self) { }\nasync fn g() { }", "(fn P.m (self))\n(async fn g ())"),
    ]);
    check_refused(&[
        ("let 1 = 2", "expected a name, `[` or `{`, found number `1`"),
        ("let if = 2", "found keyword `if`"),
        ("let [a, [b]] = c", "patterns do not nest"),
        ("let {a: b} = c", "expected `,` or `}`, found `:`"),
        ("let [...a, b] = c", "nothing may follow the rest of a list pattern"),
        ("let {a, ...b} = c", "expected a name in the pattern"),
        ("let [a, b]", "expected `=` and a value to destructure"),
        ("let a = 1, b = 2", "declare each variable with a `let` of its own"),
        ("let a =", "expected an expression"),
        ("var x = 1", "use `let`"),
        ("fn if() { }", "expected an expression"),
    ]);
}

#[test]
fn types() {
    check(&[
        ("let a: int | string | mod.T? = x", "(let a: int|string|mod.T? x)"),
        ("let a: list<Map<String, Any>> = x", "(let a: list x)"),
        ("let a: dict[string, list[int]] = x", "(let a: dict x)"),
        ("let a: ref list<T>? = x", "(let a: list? x)"),
        ("let a: ref = x", "(let a: ref x)"),
        ("let a: func | def = x", "(let a: function|function x)"),
        ("let a: list<int | string?> = x", "(let a: list x)"),
    ]);
    check_refused(&[
        ("let a: fn(int) -> int = 1", "function types take no parameters"),
        ("let a: = 1", "expected a type, found `=`"),
        ("let a: int | null = 1", "write `T?` for a value that may be null"),
        ("let a: list<int = 1", "expected `,` or `>`"),
        ("let a: [int] = 1", "expected a type, found `[`"),
        ("let a: a.b.c = 1", "expected a statement"),
    ]);
}

#[test]
fn conditions_and_loops() {
    check(&[
        ("if a { b }", "(if a\n  b)"),
        ("if (a) b else c", "(if a\n  b\nelse (block\n  c))"),
        ("if a { } else if b { } else { c }", "(if a\nelse (if b\nelse (block\n  c)))"),
        ("if a if b c else d", "(if a\n  (if b\n    c\n  else (block\n    d)))"),
        ("if a let x = 1", "(if a\n  (let x 1))"),
        ("if a return else b", "(if a\n  (return)\nelse (block\n  b))"),
        ("if (a) && (b) { }", "(if (&& a b))"),
        ("while a b()", "(while a\n  (call b))"),
        ("for n in e { }", "(for n e)"),
        ("for (n in e) f(n)", "(for n e\n  (call f n))"),
        ("for [a, b, ...r] in e { break }", "(for [a b ...r] e\n  (break))"),
        ("for ([a, b] in e) { continue; }", "(for [a b] e\n  (continue))"),
        ("for k in {\"a\": 1} { }", "(for k (dict (\"a\" 1)))"),
        ("for i in 0..3 { }", "(for i (.. 0 3))"),
        (
            "while a { if b { break } else continue }",
            "(while a\n  (if b\n    (break)\n  else (block\n    (continue))))",
        ),
    ]);
    check_refused(&[
        ("if a = 1 { }", "use `==` to compare"),
        ("if (a = 1) { }", "use `==` to compare"),
        ("if a += 1 { }", "assignment used as a condition"),
        ("while a.b = c { }", "assignment used as a condition"),
        ("if a { } else if b = 1 { }", "assignment used as a condition"),
        ("if { }", "expected a statement, found `}`"),
        ("for (let i = 0; i < n; i += 1) { }", "`for` declares its variable without `let`"),
        ("for (i = 0; i < n; i += 1) { }", "write `for i in 0..n`"),
        ("for i of x { }", "expected `in` after the loop variable, found `of`"),
        ("for {a, b} in x { }", "it takes dict elements apart as well"),
        ("for [a, [b]] in x { }", "patterns do not nest"),
        ("break", "`break` outside of a loop"),
        ("if a { continue }", "`continue` outside of a loop"),
        ("while a { let f = fn() { break } }", "`break` outside of a loop"),
        ("for i in f(fn() { continue }) { }", "`continue` outside of a loop"),
        ("else { }", "`else` without `if`"),
    ]);
    check(&[("if (a == (b = 1)) { }", "(if (== a (= b 1)))")]);
}

#[test]
fn try_and_throw() {
    check(&[
        ("try { a } catch (e) { b }", "(try\n  a\ncatch e\n  b)"),
        ("try { } catch (e: Error) { } finally { c }", "(try\ncatch e\nfinally\n  c)"),
        ("throw {\"code\": 42}", "(throw (dict (\"code\" 42)))"),
        ("throw \"a\" + b", "(throw (+ \"a\" b))"),
        (
            "while a { try { break } catch (e) { continue } finally { } }",
            "(while a\n  (try\n    (break)\n  catch e\n    (continue)\n  finally))",
        ),
    ]);
    check_refused(&[
        ("try { }", "every `try` needs a `catch`"),
        ("try { } finally { }", "every `try` needs a `catch`"),
        ("try { } catch e { }", "expected `(` and the name of the error after `catch`, found `e`"),
        ("try { } catch { }", "expected `(`"),
        ("try a catch (e) { }", "expected `{` after `try`"),
        ("throw", "expected an expression"),
        ("catch (e) { }", "`catch` without `try`"),
        ("finally { }", "`finally` without `try`"),
    ]);
}

#[test]
fn blocks() {
    check(&[
        ("{ let a = 1 { a } }", "(block\n  (let a 1)\n  (block\n    a))"),
        ("{ }", "(block)"),
        ("{ {} }", "(block\n  (block))"),
        ("return { }", "(return (dict))"),
        ("return", "(return)"),
        ("return;return 1", "(return)\n(return 1)"),
        ("return -1", "(return (neg 1))"),
    ]);
}
