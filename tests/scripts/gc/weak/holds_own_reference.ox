// An object that holds a weak reference to itself makes no cycle.
// stress: figures differ
struct S { me: any }
main {
  let before = gc_stats()["live"]
  let s = new S { me: null }
  s.me = weak(s)
  print(s.me.get() == s)
  let w = s.me
  s = null
  print(w.alive(), gc_collect())
}
