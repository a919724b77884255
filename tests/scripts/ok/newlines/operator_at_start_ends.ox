// A line that begins with a binary minus is a statement of its own.
main {
  let a = 10
  - 3
  print(a)
}
