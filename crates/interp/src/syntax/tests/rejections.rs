//! Whole files that are refused: sections 2, 11, 12, 14, 15.

use super::check_rejected;

#[test]
fn top_level() {
    const MOVE: &str = " | move it into `main { … }` or a function";
    check_rejected(&[
        (
            "let x = 1",
            &[
                "1:1 `let` is not allowed at top level | write `export let …`, or move it into `main { … }` or a function",
            ],
        ),
        (
            "const x = 1",
            &[
                "1:1 `const` is not allowed at top level | write `export const …`, or move it into `main { … }` or a function",
            ],
        ),
        ("print(1)", &[&format!("1:1 expressions are not allowed at top level{MOVE}")]),
        ("if a { b }", &[&format!("1:1 statements are not allowed at top level{MOVE}")]),
        (
            "for a in b { c }\nwhile a { }\nx = 1\nmain { }",
            &[&format!("1:1 statements are not allowed at top level{MOVE}")],
        ),
        (
            "class A { x = 1; foo() { } }\nmain { }",
            &["1:1 there are no classes | declare a `struct`, and its methods with `fn Name.method(self)`"],
        ),
        ("var x = 1", &["1:1 `var` is not a keyword | use `let`; at top level `export let`"]),
        (
            "block Foo { }",
            &["1:1 blocks from a registry are not supported | use `use` or `import` for modules"],
        ),
        ("fn main() { print(1) }", &["1:1 `main` is a block, not a function | write `main { … }`"]),
        ("export fn main() { }", &["1:8 `main` is a block, not a function | write `main { … }`"]),
        ("fn f() { main() }", &["1:10 expected an expression, found keyword `main`"]),
        ("}\nmain { }", &["1:1 `}` closes nothing"]),
        ("main { } main { }", &["1:10 a file has at most one `main` block"]),
        (
            "else { }",
            &[
                "1:1 expected a top-level item (`use`, `import`, `export`, `fn`, `struct`, `enum`, `interface` or `main`), found keyword `else`",
            ],
        ),
        ("main", &["1:5 expected `{` after `main`, found the end of the file"]),
        ("main {", &["1:7 expected `}`, found the end of the file"]),
    ]);
}

#[test]
fn imports_and_exports() {
    check_rejected(&[
        (
            "use \"x\"",
            &[
                "1:5 `use` takes a module name, not a string | write `use a.b` for a module, or `import \"path\" as name` for a file",
            ],
        ),
        (
            "use BLOCK-PY-CSV as csv",
            &["1:5 blocks from a registry are not supported | use `use` or `import` for modules"],
        ),
        ("use", &["1:4 expected the name of a module after `use`, found the end of the file"]),
        ("import \"x\"", &["1:11 expected `as` and a name for the module, found the end of the file"]),
        ("import x from \"y\"", &["1:8 expected a path, `*` or `{` after `import`, found `x`"]),
        ("import \"${x}\" as y", &["1:8 a path cannot contain interpolations"]),
        ("import \"https://x.y/z\" as y", &["1:8 modules cannot be imported from URLs"]),
        (
            "export interface I { }",
            &[
                "1:8 expected `fn`, `async fn`, `let`, `const`, `struct`, `enum` or `default` after `export`, found keyword `interface`",
            ],
        ),
        (
            "export let [a] = b",
            &["1:18 `export` takes one plain name, not a pattern | export each variable by itself"],
        ),
        (
            "export default fn f() { }",
            &[
                "1:16 `export default` takes an expression | declare the function by itself, then write `export default its_name`",
            ],
        ),
        ("main { use json }", &["1:8 `use` is allowed at top level only"]),
        ("main { import \"x\" as y }", &["1:8 `import` is allowed at top level only"]),
        ("main { import * as y from 'x' }", &["1:8 `import` is allowed at top level only"]),
        ("main { export let x = 1 }", &["1:8 `export` is allowed at top level only"]),
        ("main { enum E { A } }", &["1:8 enums are allowed at top level only"]),
        ("main { interface I { } }", &["1:8 interfaces are allowed at top level only"]),
        (
            "main { class A { } }",
            &["1:8 there are no classes | declare a `struct`, and its methods with `fn Name.method(self)`"],
        ),
    ]);
}

#[test]
fn declarations() {
    check_rejected(&[
        ("struct S { x }", &["1:14 expected `:` and a type after the field name, found `}`"]),
        ("struct S { x: int = 1 }", &["1:19 struct fields have no default values"]),
        (
            "struct S { fn f() { } }",
            &[
                "1:12 methods are declared outside the struct | write `fn StructName.method(self) { … }` after it",
            ],
        ),
        ("struct { }", &["1:8 expected the name of the struct, found `{`"]),
        ("struct S implements { }", &["1:21 expected the name of an interface, found `{`"]),
        (
            "enum E { A = 1.5 }",
            &["1:14 expected an int literal as the value of the variant, found number `1.5`"],
        ),
        ("enum E { A = x }", &["1:14 expected an int literal as the value of the variant, found `x`"]),
        ("enum E { A = 9223372036854775808 }", &["1:14 the value is too big for an int"]),
        ("enum E { A = 9223372036854775807, B }", &["1:35 the value of this variant is too big for an int"]),
        ("interface I { f() }", &["1:15 expected `fn` and the name of a method, or `}`, found `f`"]),
        ("interface I { fn f() { } }", &["1:22 expected `fn` and the name of a method, or `}`, found `{`"]),
        ("fn () { }", &["1:4 expected the name of the function, found `(`"]),
        ("fn f { }", &["1:6 expected `(` and the parameters, found `{`"]),
        ("fn f() -> { }", &["1:11 expected a type, found `{`"]),
        ("fn f()", &["1:7 expected `{` and the body of the function, found the end of the file"]),
        ("fn f() => 1", &["1:8 expected `{` and the body of the function, found `=>`"]),
    ]);
}

#[test]
fn yield_outside_a_function() {
    let error = "`yield` outside of a function";
    check_rejected(&[
        ("main { yield 1 }", &[&format!("1:8 {error}")]),
        ("main { for x in y { yield x } }", &[&format!("1:21 {error}")]),
        ("export let a = yield 1", &[&format!("1:16 {error}")]),
        ("fn f(a = yield 1) { }", &[&format!("1:10 {error}")]),
    ]);
}
