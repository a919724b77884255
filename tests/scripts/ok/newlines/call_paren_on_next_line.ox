// A parenthesis or bracket on the next line does not continue the expression.
main {
  let f = print
  (1 + 1)
  let x = [5, 6]
  [0]
  print(x)
}
