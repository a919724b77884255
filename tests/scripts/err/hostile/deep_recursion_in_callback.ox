// error: Call stack depth exceeded
// Recursion through a higher-order function does not touch the native stack.
fn again(x) { return [1].map(again) }
main { again(0) }
