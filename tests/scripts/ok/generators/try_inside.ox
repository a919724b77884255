// try and catch inside a generator work across yields.
fn g() {
  try { yield 1  throw "x" } catch (e) { yield "caught " + e } finally { yield "finally" }
}
main { for v in g() { print(v) } }
