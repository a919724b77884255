// string * int and int * string.
main {
  print("ab" * 3, 2 * "xy", "[" + "z" * 0 + "]", "[" + "z" * -1 + "]")
}
