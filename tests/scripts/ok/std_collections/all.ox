// Sets as lists, functional.
main {
  let s = collections.Set()
  let a = collections.set_add(s, 1)
  let b = collections.set_add(a, 1)
  let c = collections.set_add(b, 2)
  print(s, a, b == a, c, collections.set_contains(c, 2), collections.set_contains(c, 3), collections.set_size(c))
  print(collections.set_remove(c, 1), c, collections.set_remove(c, 9))
}
