// Closures capture variables by reference; each call makes fresh ones.
fn counter() { let n = 0  return fn() { n += 1  return n } }
main {
  let a = counter()
  let b = counter()
  a() a()
  print(a(), b())
}
