// Capture through several levels of functions.
fn a(x) {
  return fn(y) {
    return fn(z) {
      x += 1
      return x * 100 + y * 10 + z
    }
  }
}
main {
  let f = a(1)(2)
  print(f(3), f(4))
}
