// and, or, not mean &&, ||, !.
main {
  print(true and false, false or true, not true)
  print(1 and "x", 0 or "")
}
