// Methods need no interface, and parameter lists are not compared.
interface I { fn m(a, b, c) }
struct S implements I { v: int }
fn S.m(s) { return s.v }
fn S.extra(s) { return "extra" }
main { print(new S { v: 1 }.m(), new S { v: 2 }.extra()) }
