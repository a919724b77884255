// Sizes, positions, elements.
main {
  let xs = [3, "a", 3, [1]]
  print(xs.size(), xs.length(), xs.isEmpty(), [].isEmpty())
  print(xs.contains("a"), xs.includes(4), xs.contains([1]), xs.indexOf(3), xs.index_of("a"), xs.findIndex(9), xs.contains(3.0))
  print(xs.get(1), xs.first(), xs.last())
}
