// Stages: captured variables and a counter.
fn counter(start = 0) {
  let n = start
  return fn() { n += 1  return n }
}
main {
  let c = counter(5)
  c()
  print(c())
}
