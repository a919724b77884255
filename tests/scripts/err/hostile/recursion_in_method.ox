// error: Call stack depth exceeded
struct S { v: int }
fn S.go(s) { return s.go() }
main { new S { v: 1 }.go() }
