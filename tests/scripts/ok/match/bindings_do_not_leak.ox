// Bindings of a pattern that failed later, or of a failed guard, are not visible.
main {
  let a = "outer"
  print(match [1, 2] { [a, 9] => a, [a, b] if b > 5 => a, _ => a })
  print(match 5 { a if a > 9 => "big", x => a + x })
}
