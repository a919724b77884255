// After a binary operator, an assignment or an opening parenthesis the expression goes on.
main {
  let a = 1 +
    2 *
    3
  let b =
    4
  let ok = true &&
    (
      b == 4
    )
  print(a, b, ok)
  a +=
    10
  print(a)
}
