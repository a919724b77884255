// A lambda's body may start on the next line; so may a typed result.
main {
  let f = fn(x)
  {
    return x + 1
  }
  let g = fn(x: int) -> int { return x * 2 }
  print(f(1), g(2))
}
