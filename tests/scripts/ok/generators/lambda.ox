// A lambda with yield is a generator; a nested function's yield does not count.
main {
  let g = fn(a) { yield a  yield a + 1 }
  for v in g(10) { print(v) }
  let f = fn() { let inner = fn() { yield 1 }  return inner }
  print(typeof(f()), typeof(f()()))
}
