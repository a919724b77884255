// Functions declared in try, if and function blocks; a local function named like a module function.
fn outer() {
  fn helper(n) { if n == 0 { return "done" } return helper(n - 1) }
  return helper(3)
}
main {
  try { fn risky() { throw "r" }  risky() } catch (e) { print(e) }
  if true { fn inner() { return "inner" }  print(inner()) }
  fn floor(x) { return "local " + x }
  print(outer(), floor(1.5), math.floor(1.5))
}
