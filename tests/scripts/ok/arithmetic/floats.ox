// A float on either side makes a float.
main {
  print(1 + 0.5, 2 * 1.5, typeof(2 * 1.0), 1.0 - 1, -1.5)
  print(typeof(1.0 - 1), 0.5 + 0.5 == 1)
}
