// Generators consume generators; the same function in nested loops is independent.
fn upto(n) { for i in 0..n { yield i } }
fn doubled(n) { for v in upto(n) { yield v * 2 } }
main {
  for v in doubled(3) { print(v) }
  for a in upto(2) { for b in upto(2) { print(a, b) } }
}
