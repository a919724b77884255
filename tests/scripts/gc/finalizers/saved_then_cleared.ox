// An instance that is saved and let go again within its own finalizer dies in the ordinary way.
// stress: figures differ
struct R { n: int }
export let saved = null
fn R.drop(r) { saved = r  saved = null  print("drop", r.n) }
main {
  let r = new R { n: 1 }
  let w = weak(r)
  r = null
  print(w.alive(), saved, gc_collect())
}
