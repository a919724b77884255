// Empty lists, bad indexes, unknown methods.
main {
  for f in [fn() { return [].first() }, fn() { return [].last() }, fn() { return [].shift() }, fn() { return [1].get(1) }, fn() { return [1].get(-1) },
            fn() { return [1].push() }, fn() { return [1].find(5) }, fn() { return [1].nothing() }] {
    try { f()  print("no") } catch (e) { print("raised") }
  }
  try { [1].len() } catch (e) { print(e["type"]) }
}
