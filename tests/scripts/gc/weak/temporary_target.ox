// A weak reference to a temporary is dead when the statement has ended.
main {
  let w = weak([1, 2])
  print(w.alive(), w.get())
}
