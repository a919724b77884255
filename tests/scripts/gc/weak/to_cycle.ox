// Weak references to members of a cycle die with the collection.
// stress: figures differ
main {
  let a = {"n": "a"}
  let b = {"n": "b", "a": a}
  a["b"] = b
  let wa = weak(a)
  let wb = weak(b)
  a = null
  print(wa.alive(), wb.get()["a"]["n"])
  b = null
  print(gc_collect(), wa.alive(), wb.get())
}
