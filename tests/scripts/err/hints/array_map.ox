// error: map_fn
main {
  let r = array.map([1], fn(x) { return x })
}
