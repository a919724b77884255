// Iterating a generator that is running raises.
main {
  let g = null
  let mk = fn() { yield 1  for v in g { yield v } }
  g = mk()
  try { for v in g { print(v) } } catch (e) { print("raised") }
}
