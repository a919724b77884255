// Bools count as 0 and 1.
main {
  print(true + true, true * 5, false - 1, -true, 5 % true, true + 0.5)
  print(typeof(true + true))
}
