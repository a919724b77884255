// A cycle reachable only through a closure's variable stays.
// stress: figures differ
fn hold() {
  let l = ["kept"]
  l.push(l)
  return fn() { return l }
}
main {
  let f = hold()
  print(gc_collect())
  print(f()[0], f()[1] == f())
  f = null
  print(gc_collect() > 0)
}
