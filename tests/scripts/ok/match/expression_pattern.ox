// Any other expression is evaluated and compared.
fn two() { return 2 }
main {
  print(match 5 { 2 + 3 => "sum", _ => "no" })
  print(match 2 { two() => "call", _ => "no" })
  print(match -5 { -5 => "neg", _ => "no" })
  print(match -5 { n if n < 0 => "negative", _ => "no" })
  print(match 1 { 1.0 => "float", _ => "no" }, match true { 1 => "one", _ => "bool is no int" })
}
