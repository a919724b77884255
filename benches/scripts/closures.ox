// Closure calls and shared variables.
fn counter() {
  let n = 0
  return fn(step) { n = n + step  return n }
}

main {
  let c = counter()
  let add = fn(a, b) { return a + b }
  let total = 0
  for i in 0..1000000 { total = add(total, c(1)) }
  print(total)
}
