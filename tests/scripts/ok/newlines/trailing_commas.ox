// Trailing commas and empty brackets over lines.
fn f(a, b,) { return a + b }
struct P { x: int, y: int, }
main {
  print([1, 2,], {"a": 1,}, f(1, 2,))
  print([
  ], {
  })
  print(new P { x: 1, y: 2, })
}
