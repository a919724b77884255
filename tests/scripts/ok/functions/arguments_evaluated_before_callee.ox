// A call evaluates its arguments, then what is called; the callee may be replaced by an argument.
fn one(x) { return "one " + x }
fn two(x) { return "two " + x }
main {
  let f = one
  print(f((f = two) == two))
}
