// Names are case-sensitive; underscore and digits are allowed; `_` alone is a name.
main {
  let value = 1
  let Value = 2
  let _v1 = 3
  let _ = 4
  print(value, Value, _v1, _)
}
