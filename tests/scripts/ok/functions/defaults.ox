// Defaults are evaluated at each call, left to right, and see earlier parameters.
fn f(a, b = a * 2, c = [a, b]) { return c }
fn fresh(l = []) { l.push(1)  return l }
main {
  print(f(1), f(1, 5), f(1, 5, "c"))
  print(fresh(), fresh())
  print(fn(x, y = "d") { return x + y }("a"))
}
