// Stages: match with literals, lists, guards and an if-expression.
fn f(v) {
  return match v {
    0 => "zero"
    [a, 1] if a > 2 => "pair"
    n if n == 5 => if v { "five" } else { "?" }
    _ => "other"
  }
}
main { print(f(0), f([3, 1]), f(5), f("x")) }
