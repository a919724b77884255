// In operand position a brace is a dict literal.
main {
  for k in {"a": 1, "b": 2} { print(k) }
}
