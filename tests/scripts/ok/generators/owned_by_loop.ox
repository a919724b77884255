// The rest of a generator belongs to the loop that iterates it: a second loop over it, inside the first, yields nothing.
main {
  let h = fn() { yield 1  yield 2 }()
  for v in h {
    for w in h { print("never") }
    print(v)
  }
}
