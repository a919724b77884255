// Wrong argument counts raise.
main {
  for f in [fn() { return len() }, fn() { return len(1, 2) }, fn() { return int() }, fn() { return typeof() }, fn() { return range() }, fn() { return copy() }, fn() { return gc_collect(1) }, fn() { return weak() }] {
    try { f()  print("no") } catch (e) { print(e["type"]) }
  }
}
