// Comparison of cyclic data terminates.
main {
  let a = [1]
  a.push(a)
  let b = [1]
  b.push(b)
  print(a == b, a == a)
  let c = [2]
  c.push(c)
  print(a == c)
}
