// Errors of the body surface at the for.
fn g() { yield 1  throw "broken" }
main {
  try { for v in g() { print(v) } } catch (e) { print("caught", e) }
}
