// get() gives a strong reference that keeps the object.
main {
  let l = ["x"]
  let w = weak(l)
  let s = w.get()
  l = null
  print(w.alive(), s)
  s = null
  print(w.alive())
}
