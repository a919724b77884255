// Calling what is not callable raises a type error.
main {
  let xs = [1]
  for f in [fn() { return xs[0](1) }, fn() { return {"a": 1}["a"]() }, fn() { return null?.x ?? (5)() }, fn() { return "s"() }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
}
