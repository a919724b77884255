// The result type of a generator is not checked; its arguments are.
fn g(n: int) -> int { yield "text"  return "ignored" }
main {
  for v in g(1) { print(v) }
  try { for v in g("x") { print(v) } } catch (e) { print(e["type"]) }
}
