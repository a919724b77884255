// Arguments are evaluated left to right and keep the values they had.
fn f(a, b, c) { return [a, b, c] }
struct P { x: any, y: any }
main {
  let n = 1
  print(f(n, n = 2, n))
  print(new P { x: n, y: (n = 3) }, {n: n, (n = 4): n})
  print(n ?? (n = 5), (n = null) ?? n)
}
