// Several aliases of one object: it goes once, with the last of them.
// stress: figures differ
main {
  let a = []
  a.push(a)
  let b = a
  let c = {"k": a}
  a = null
  print(gc_collect())
  c = null
  print(gc_collect())
  b = null
  print(gc_collect())
}
