// print separates by one blank; without arguments an empty line.
main {
  print("a: ", 1)
  print()
  print("", "", "x")
}
