// Strings join with anything from left to right.
main {
  let n = 3
  let m = null
  print("Count: " + n + "/" + m, 1 + 2 + "x", "x" + (1 + 2))
}
