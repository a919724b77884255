// error: return
main {
  let r = exit(1)
}
