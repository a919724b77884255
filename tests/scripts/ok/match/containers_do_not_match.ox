// Lists, dicts and structs match no expression pattern, even equal ones.
main {
  let xs = [1]
  print(match {"a": 1} { {"a": 1} => "dict", _ => "no" })
  print(match [1, 2] { [1, 2] => "elements", _ => "no" })
  print(match 5 { [a] => "list", _ => "not a list" })
}
