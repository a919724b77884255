// error: math
main {
  let r = Math.floor(1.5)
}
