// A rest name in a loop takes what remains of each element, possibly nothing.
main {
  for [...all] in [[1, 2], []] { print(all) }
  for [a, b, ...c] in [[1, 2], [1, 2, 3, 4]] { print(a, b, c) }
}
