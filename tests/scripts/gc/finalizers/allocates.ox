// A finalizer that allocates, makes a new cycle and collects.
// stress: figures differ
struct R { n: int }
fn R.drop(r) {
  let l = []
  l.push(l)
  l = null
  print("nested", typeof(gc_collect()))
}
main {
  let r = new R { n: 1 }
  r = null
  gc_collect()
  print("clean", gc_collect())
}
