// Strings may span lines.
main {
  let s = "one
two"
  print(s)
  print(len(s))
}
