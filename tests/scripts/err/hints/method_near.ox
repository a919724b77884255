// error: indexOf
main {
  let r = [1].indexof(1)
}
