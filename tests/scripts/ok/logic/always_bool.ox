// && and || yield bools, not operands.
main {
  print(null || "x", 1 && "a", "" || 0, [] && {})
  print(!0, !"a", !null, !!5)
}
