// A lambda is called at once; closures are compared by identity.
main {
  print(fn(x) { return x * 2 }(21))
  let f = fn() { return 1 }
  let g = fn() { return 1 }
  print(f == f, f == g, typeof(f))
}
