// The variable, not its value at creation, is captured.
main {
  let x = 1
  let f = fn() { return x }
  x = 2
  print(f())
}
