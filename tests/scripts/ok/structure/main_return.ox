// return inside main ends the program normally.
main {
  print("one")
  if true { return }
  print("never")
}
