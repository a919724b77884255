// error: upper
main {
  let r = string.toUpper("x")
}
