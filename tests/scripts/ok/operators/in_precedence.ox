// Prefix not binds tighter than in.
main {
  let xs = [false, 1]
  let a = 5
  print(!a in xs, !(a in xs), a not in xs)
  print(1 in [1] && 2 in [2])
}
