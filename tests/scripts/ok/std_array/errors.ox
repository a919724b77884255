// Empty lists and wrong kinds raise.
main {
  for f in [fn() { return array.pop([]) }, fn() { return array.shift([]) }, fn() { return array.length("x") }, fn() { return array.map_fn([1], 5) }, fn() { return array.join([1], 2) }, fn() { return array.slice([1], 0) }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
}
