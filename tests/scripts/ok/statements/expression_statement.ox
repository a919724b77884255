// An expression statement's value is dropped.
main {
  1 + 1
  "text"
  [1, 2]
  print("ok")
}
