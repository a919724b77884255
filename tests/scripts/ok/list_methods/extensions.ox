// pop, insert, flat, clear.
main {
  let xs = [1, 2, 3]
  print(xs.pop(), xs)
  xs.insert(1, "in")
  print(xs)
  print([[1], [2, 3], 4].flat())
  xs.clear()
  print(xs)
}
