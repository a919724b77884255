// error: Call stack depth exceeded
fn f(a = f()) { return a }
main { f() }
