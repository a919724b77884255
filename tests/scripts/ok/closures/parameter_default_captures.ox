// A default that is a closure captures earlier parameters.
fn f(a, g = fn() { return a }) { a += 1  return g() }
main { print(f(1), f(1, fn() { return "own" })) }
