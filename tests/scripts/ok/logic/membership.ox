// in on dicts, lists, strings and ranges.
main {
  print("a" in {"a": 1}, 1 in {"1": 0}, "b" in {"a": 1}, null in {"null": 1})
  print(2 in [1, 2], 2.0 in [1, 2], "2" in [1, 2], [1] in [[1]])
  print("ell" in "hello", 1 in "a1", "" in "x", "z" in "x")
  print(3 in (0..5), 5 in (0..5), 5 in (0..=5), 4 not in [1], "a" not in "abc")
}
