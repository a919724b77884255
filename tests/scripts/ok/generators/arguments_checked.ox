// Calling checks arguments before anything runs.
fn g(n: int) { yield n }
main {
  try { g("x")  print("no") } catch (e) { print("at the call") }
  try { g()  print("no") } catch (e) { print("count") }
  print(typeof(g(1)))
}
