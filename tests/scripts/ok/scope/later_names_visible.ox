// A function sees names declared later in an enclosing scope once they exist.
main {
  let f = fn() { return later }
  try { f() } catch (e) { print("not yet") }
  let later = 7
  print(f())
}
