// list + list is a new list that shares its elements.
main {
  let inner = [1]
  let a = [inner]
  let b = a + [2]
  inner.push(9)
  b.push(3)
  print(a, b)
}
