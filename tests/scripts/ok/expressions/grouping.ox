// Parentheses group any expression, also over lines.
main {
  print(((1)), (
    2 +
    3
  ))
}
