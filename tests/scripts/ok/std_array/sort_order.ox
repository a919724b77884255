// Stable; null < numbers < bools < strings < lists < dicts < others.
main {
  print(array.sort([[1], "b", true, 2, null, "a", 1.5, {}, false, "B"]))
  print(array.sort(["bb", "a", "ab", ""]), array.sort([2, 1.5, 1, -3]))
}
