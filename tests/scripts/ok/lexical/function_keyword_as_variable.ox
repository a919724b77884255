// A parameter may be called fn or func: followed by a call's parentheses and no body it is a call.
fn apply(fn, x) { return fn(x) }
fn twice(func, x) { return func(func(x)) }
main {
  print(apply(fn(n) { return n + 1 }, 1))
  print(twice(fn(n) -> int { return n * 2 }, 3))
}
