// A chained comparison compares a bool.
main {
  print(1 < 5 < 3)
  print(3 > 2 > 1)
}
