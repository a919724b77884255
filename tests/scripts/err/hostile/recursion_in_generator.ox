// error: 
// A generator that iterates itself anew without end.
fn g(n) { for v in g(n + 1) { yield v } }
main { for v in g(0) { print(v) } }
