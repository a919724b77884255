// write needs an argument, print and log do not.
main {
  try { io.write()  print("no") } catch (e) { print(e["type"]) }
  io.print()
  print(io.println("x"), io.log("y"))
}
