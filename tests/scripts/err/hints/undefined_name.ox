// error: null
main {
  let x = undefined
}
