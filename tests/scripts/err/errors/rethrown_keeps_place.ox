// error: Index error
fn risky(xs) {
  return xs[10]
}
main {
  try { risky([1]) } catch (e) { throw e }
}
