// The length is read again on every step.
main {
  let xs = [1, 2]
  for x in xs {
    if x < 4 { xs.push(x + 2) }
    print(x)
  }
  print(xs)
}
