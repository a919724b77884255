// Literals, enum variants, lists, guards, wildcard.
enum Dir { Up, Down = 5, Left }
fn f(v) {
  return match v {
    0 => "zero or Up"
    Dir.Down => "down", "a" => "letter"
    [x, 0] if x > 5 => f"x {x}"
    [] => "empty list"
    [a, b] => "pair " + a + b
    n if typeof(n) == "int" && n > 100 => "big"
    null => "nothing"
    true => "yes"
    _ => "other"
  }
}
main {
  for v in [0, 5, "a", [6, 0], [5, 0], [], [1, 2, 3], 101, 7, null, true, false, 5.0, "b"] { print(f(v)) }
}
