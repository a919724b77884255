// Elements removed before they are reached are not visited.
main {
  let xs = [1, 2, 3, 4]
  for x in xs {
    print(x)
    if x == 1 { xs.remove(3) xs.remove(2) }
  }
}
