// Parameters are captured like other variables; defaults see earlier ones.
fn mk(a, b = a + 1) { return fn() { a += b  return a } }
main {
  let f = mk(1)
  print(f(), f())
  print(mk(1, 10)())
}
