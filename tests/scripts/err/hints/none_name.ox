// error: null
main {
  let x = None
}
