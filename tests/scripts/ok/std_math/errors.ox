// Negative roots, wrong kinds, values out of int range.
main {
  for f in [fn() { return math.sqrt(-1) }, fn() { return math.abs("1") }, fn() { return math.floor(1e300) }, fn() { return math.pow(2) }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
}
