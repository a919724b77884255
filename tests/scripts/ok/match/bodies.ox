// Bodies: nested match, if-expression, dict literal, call.
main {
  let f = fn(a, b) { return match a {
    1 => match b { 1 => "one-one", _ => "one-other" }
    2 => if b { "two-true" } else { "two-false" }
    3 => {"k": b}
    _ => (null ?? "default")
  } }
  print(f(1, 1), f(1, 2), f(2, true), f(3, "v"), f(4, 0))
}
