// Weak references are compared by identity, and keep no cycle of their own.
// stress: figures differ
main {
  let l = []
  let w = weak(l)
  print(w == w, w == weak([]))
  l.push(w)
  let v = weak(l)
  l = null
  w = null
  print(v.alive(), gc_collect())
}
