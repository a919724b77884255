// Arguments are positional: a default before a parameter without one never applies.
fn f(a = 1, b, c = 3) { return [a, b, c] }
main {
  print(f(7, 8), f(7, 8, 9))
  try { f(5) } catch (e) { print(e.message) }
  try { (fn() { return 1 })(2) } catch (e) { print(e.message.contains("expects 0-0 arguments, got 1")) }
}
