// Nearly ten thousand levels through a function and a method that call each other.
struct S { v: int }
fn S.a(s, n) { if n == 0 { return s.v } return b(s, n - 1) }
fn b(s, n) { return s.a(n) }
main { print(new S { v: 7 }.a(4900)) }
