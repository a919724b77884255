// Weak references to members of a cycle die with the collection.
// stress: figures differ
fn make() {
  let a = {"n": "a"}
  let b = {"n": "b", "a": a}
  a["b"] = b
  return [weak(a), weak(b)]
}
main {
  let [wa, wb] = make()
  print(wa.alive(), wb.get()["a"]["n"])
  print(gc_collect(), wa.alive(), wb.get())
}
