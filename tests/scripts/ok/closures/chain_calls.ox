// Calls of results of calls.
fn outer() { return fn() { return fn() { return "deep" } } }
main { print(outer()()()) }
