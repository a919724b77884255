// if with and without parentheses, single statements, else-if chains.
fn size(n) {
  if n < 10 return "small"
  else if (n < 100) return "middle"
  else { return "large" }
}
main {
  print(size(1), size(50), size(500))
  if (1 == 1) print("yes")
  if false { print("no") } else print("else")
}
