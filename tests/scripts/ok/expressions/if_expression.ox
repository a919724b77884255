// if as an expression, chained and nested.
main {
  let n = 5
  let s = if n < 0 { "neg" } else if n == 0 { "zero" } else { "pos" }
  print(s, if n > 3 { "big" } else { "small" })
  let f = fn(x) { return if x { 1 } else { if n == 5 { 2 } else { 3 } } }
  print(f(true), f(false))
}
