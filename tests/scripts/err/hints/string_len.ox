// error: length
main {
  let r = "abc".len()
}
