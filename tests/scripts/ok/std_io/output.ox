// write and friends: no separators, no newline.
main {
  io.write("a", 1, "\n")
  io.print("b", null)
  io.println("c", [1])
  io.output("d", "\n")
  print(io.write(""))
}
