// io.write joins without blanks, print with one.
main {
  io.write("a", 1, "\n")
  print("a: ", 1)
}
