// Functions, ranges, generators, modules and weak references.
fn add(a, b = 1) { return a + b }
fn gen() { yield 1 }
struct P { x: int }
fn P.show(p) { return "" }
main {
  print(add, 0..5, 1..=3)
  print(string(fn(x) { return x })[:18])
  print(gen(), math)
  let xs = [1]
  let w = weak(xs)
  print(w)
  xs = null
  print(w)
  print(string(P.show)[:10])
}
