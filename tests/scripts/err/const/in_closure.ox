// rejected: limit
main {
  const limit = 1
  let f = fn() { limit = 5 }
  f()
}
