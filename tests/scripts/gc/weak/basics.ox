// A weak reference does not keep its target alive.
struct P { x: int }
main {
  let p = new P { x: 1 }
  let w = weak(p)
  print(w.alive(), w.get().x, w.get() == p, typeof(w))
  p = null
  print(w.alive(), w.get(), w)
}
