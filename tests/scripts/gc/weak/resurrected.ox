// A weak reference stays dead when its target is resurrected.
struct R { n: int }
export let saved = null
fn R.drop(r) { saved = r }
main {
  let r = new R { n: 7 }
  let w = weak(r)
  r = null
  print(saved.n, w.alive(), weak(saved).alive())
}
