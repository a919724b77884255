// error: index_of
main {
  let r = [1].indexof(1)
}
