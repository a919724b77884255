// error: Type error
main {
  let xs = [1, "a"]
  print(array.map_fn(xs, fn(x) { return x - 1 }))
}
