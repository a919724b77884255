// The returned value is evaluated before finally runs.
fn f() { let x = 1  try { return x } catch (e) { } finally { x = 2 } }
main { print(f()) }
