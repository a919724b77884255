// An inner scope may have its own variable of that name.
main {
  const c = 1
  { let c = 2  c = 3  print(c) }
  print(c)
}
