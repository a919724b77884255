// Calling a name whose value is not callable falls back to the built-in.
main {
  let len = 3
  print(len, len([1, 2]))
  let string = "s"
  print(string(42) + string)
  let print_ = print
  print_("alias")
}
