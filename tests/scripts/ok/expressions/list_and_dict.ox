// Dict keys are expressions; the last value of a repeated key wins at the first position.
main {
  let k = "key"
  print({k: 1, "k": 2, 1 + 1: 3}, {"x": 1, "y": 0, "x": 2})
  print([1, "a", [2], {}], [])
}
