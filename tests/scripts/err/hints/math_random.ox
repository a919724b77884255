// error: random_int
main {
  let r = math.random()
}
