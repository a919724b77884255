// An assignment is an expression; it is right-associative.
main {
  let a = 1
  let b = 2
  let c = (a = b = 7)
  print(a, b, c)
  let xs = [0]
  print((xs[0] = 5) + 1, (a += 3))
}
