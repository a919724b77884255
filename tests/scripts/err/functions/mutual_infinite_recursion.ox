// error: Call stack depth exceeded
fn a(n) { return b(n + 1) }
fn b(n) { return a(n + 1) }
main { a(0) }
