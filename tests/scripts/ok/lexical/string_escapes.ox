// The escape set, and a backslash before any other character stays.
main {
  print("a\tb\\c\"d\'e")
  print(len("\n\t\r\\\"\'\0"))
  print("\d+", len("\d+"))
}
