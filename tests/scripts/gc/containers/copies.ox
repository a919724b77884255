// A shallow copy of a cyclic list is outside the cycle; a deep copy is a cycle of its own.
// stress: figures differ
fn make() {
  let a = []
  a.push(a)
  let s = copy(a)
  let d = deep_copy(a)
  return 0
}
main { make()  print(gc_collect()) }
