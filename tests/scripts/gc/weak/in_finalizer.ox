// In drop, older weak references to the object are dead; one made there is alive.
struct R { n: int }
export let w = null
fn R.drop(r) { print(w.alive(), weak(r).alive()) }
main {
  let r = new R { n: 1 }
  w = weak(r)
  print(w.alive())
  r = null
  print(w.alive())
}
