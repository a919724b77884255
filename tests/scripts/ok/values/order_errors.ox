// Other combinations raise a type error.
main {
  for f in [fn() { return 1 < "2" }, fn() { return null < 1 }, fn() { return [1] < [2] }, fn() { return {} >= {} }] {
    try { f()  print("no") } catch (e) { print(e["type"], e.message.startsWith("Type error")) }
  }
}
