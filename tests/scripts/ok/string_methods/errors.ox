// Out of range, wrong kinds, unknown methods.
main {
  for f in [fn() { return "abc".char_at(3) }, fn() { return "abc".char_at(-1) }, fn() { return "abc".contains(1) }, fn() { return "abc".repeat("x") },
            fn() { return "abc".split() }, fn() { return "abc".nothing() }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
  try { "abc".len() } catch (e) { print(e["type"]) }
}
