//! Sections 2, 11, 12 and 15: top-level items.

use super::check_program;

#[test]
fn whole_files() {
    check_program(&[
        ("", ""),
        ("\n\n// nothing\n", ""),
        ("main { }", "(main)"),
        ("main {\n f() }\nfn f() { }\nstruct S { }", "(fn f ())\n(struct S)\n(main\n  (call f))"),
        ("fn a() {} fn b() {} main {}", "(fn a ())\n(fn b ())\n(main)"),
    ]);
}

#[test]
fn imports() {
    check_program(&[
        ("use json", "(use json)"),
        ("use a.b.c as d", "(use a.b.c as d)"),
        ("use string use env;", "(use string)\n(use env)"),
        ("use module.config", "(use module.config)"),
        ("import \"./geom.naab\" as g", "(import \"./geom.naab\" as g)"),
        ("import * as math from './m.naab'", "(import \"./m.naab\" as math)"),
        ("import {\n a,\n b as c } from \"p\"", "(import \"p\" (a) (b as c))"),
        ("import { from, as as default } from \"p\"", "(import \"p\" (from) (as as default))"),
    ]);
}

#[test]
fn exports() {
    check_program(&[
        ("export fn f(xs: list<string>, o: any = null) { }", "(export (fn f (xs: list o: any = null)))"),
        ("export async fn f() { }", "(export (async fn f ()))"),
        ("export let A: int = 1 export const B = 2;", "(export let A: int 1)\n(export const B 2)"),
        ("export struct S { x: int }", "(export struct S (x int))"),
        ("export enum E { A }", "(export enum E (A 0))"),
        ("export default 1 + 2", "(export default (+ 1 2))"),
        ("export default fn(x) { x }", "(export default (fn (x)\n  x))"),
    ]);
}

#[test]
fn functions() {
    check_program(&[
        (
            "fn f() -> dict<string, int> { return {\"a\": 1} }",
            "(fn f () -> dict\n  (return (dict (\"a\" 1))))",
        ),
        ("function f<T, U>(a: T, b: list<U>): T? { }", "(fn f<T U> (a: T b: list) -> T?)"),
        ("def Pt.show(p) { }", "(fn Pt.show (p))"),
        ("func Pt.new(x) { yield x }", "(fn* Pt.new (x)\n  (yield x))"),
        ("fn f() { fn g() { yield 1 } }", "(fn f ()\n  (fn* g ()\n    (yield 1)))"),
        (
            "fn f() { let g = 1 if a { for x in y { yield x } } }",
            "(fn* f ()\n  (let g 1)\n  (if a\n    (for x y\n      (yield x))))",
        ),
        ("fn f() { return \"${yield 1}\" }", "(fn* f ()\n  (return (interpolate (yield 1))))"),
    ]);
}

#[test]
fn structs_enums_interfaces() {
    check_program(&[
        (
            "struct Acct implements Named, Other { id: int  owner: string, tags: list<string>; next: Acct?\n if: fn }",
            "(struct Acct implements Named Other (id int) (owner string) (tags list) (next Acct?) (if function))",
        ),
        ("struct Box<T> { v: T }", "(struct Box<T> (v T))"),
        ("struct E {}\nstruct F {\n}", "(struct E)\n(struct F)"),
        ("enum C { Red, Green = 7, Blue }", "(enum C (Red 0) (Green 7) (Blue 8))"),
        ("enum C { A; B\n C D = -3 E = 0x10 }", "(enum C (A 0) (B 1) (C 2) (D -3) (E 16))"),
        (
            "enum C { A = -9223372036854775808, B = 9223372036854775807 }",
            "(enum C (A -9223372036854775808) (B 9223372036854775807))",
        ),
        ("interface I { fn a() fn b(x, y: int = 2) -> int, fn c(): void; }", "(interface I a b c)"),
    ]);
}
