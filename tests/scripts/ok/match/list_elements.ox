// Elements that are expressions are compared, identifiers bind.
enum E { A, B }
main {
  let f = fn(v) { return match v {
    ["add", a, b] => a + b
    ["neg", a] => -a
    [E.B, x] => "variant " + x
    [_, _, _, last] => "last " + last
    _ => "?"
  } }
  print(f(["add", 1, 2]), f(["neg", 5]), f([1, "x"]), f([0, 0, 0, 9]), f([]))
}
