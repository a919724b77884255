// Each element destructured as a list, with a rest name.
main {
  for [a, b] in [[1, 2], [3, 4, 5]] { print(a, b) }
  for [h, ...t] in [[1, 2, 3], [4]] { print(h, t) }
}
