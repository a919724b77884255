// A generator in use by a loop has nothing to give to another one, not even in its own body.
main {
  let g = null
  let mk = fn() { yield 1  for v in g { print("never") }  yield 2 }
  g = mk()
  for v in g {
    for w in g { print("never") }
    print(v)
  }
}
