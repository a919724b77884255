// error: length
main {
  let r = [1].len()
}
