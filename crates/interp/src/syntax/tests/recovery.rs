//! Several errors in one go, and no follow-up errors.

use super::check_rejected;

#[test]
fn one_error_for_each_broken_statement() {
    check_rejected(&[
        (
            "fn f() {\n  let a = \n  let b = (1 + ;\n  foo(1, , 2)\n  ok(1)\n  x = [1, 2\n  y = }\nfn g( { }\nmain { break }",
            &[
                "3:3 expected an expression, found keyword `let`",
                "3:16 expected an expression, found `;`",
                "4:10 expected an expression, found `,`",
                "7:3 expected `,` or `]`, found `y`",
                "7:7 expected an expression, found `}`",
                "8:7 expected the name of a parameter or `)`, found `{`",
                "9:8 `break` outside of a loop",
            ],
        ),
        (
            "main {\n  if (a b) { c( }\n  let d = fn(x) { e( }\n  g }\n",
            &["2:9 expected `)`, found `b`", "3:22 expected an expression, found `}`"],
        ),
        ("main {\n  let s = \"${a +}\" + )\n  ok()\n}\n", &["2:17 expected an expression, found `}`"]),
    ]);
}

#[test]
fn broken_items_do_not_spoil_the_next() {
    check_rejected(&[
        (
            "struct A { x int }\nenum B { 1 }\nfn ok() { let x = 1 }\nexport 5\nmain { x = }\n",
            &[
                "1:14 expected `:` and a type after the field name, found `int`",
                "2:10 expected the name of a variant or `}`, found number `1`",
                "4:8 expected `fn`, `async fn`, `let`, `const`, `struct`, `enum` or `default` after `export`, found number `5`",
                "5:12 expected an expression, found `}`",
            ],
        ),
        (
            "fn a() {\n  if x {\n    foo()\n}\n\nmain {\n  bar(\n}\n",
            &[
                "6:1 `main` is allowed at top level only | is the `}` of a function or block missing above?",
                "8:1 expected an expression, found `}`",
            ],
        ),
    ]);
}

#[test]
fn lexical_errors_are_reported_once() {
    check_rejected(&[(
        "main {\n  x = 1 @ 2\n  y = @\n  z = (\n}\n",
        &[
            "2:9 unexpected character `@`",
            "3:7 unexpected character `@`",
            "5:1 expected an expression, found `}`",
        ],
    )]);
}

#[test]
fn at_most_a_hundred() {
    let text = format!("main {{\n{}}}", "let x = ;\n".repeat(1000));
    assert_eq!(super::errors(&text).len(), 100);
    let text = "main { @ }".repeat(1000);
    assert_eq!(super::errors(&text).len(), 100);
}
