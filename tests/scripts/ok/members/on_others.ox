// Members without a call on anything else raise.
main {
  for f in [fn() { return [1].length }, fn() { return "s".length }, fn() { return null.x }, fn() { return (5).x }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
}
