// Garbage that a finalizer makes is left to the next collection.
// stress: figures differ
struct R { n: int }
fn R.drop(r) { let l = [r.n]  l.push(l) }
fn make() { let r = new R { n: 1 } }
main {
  make()
  print("dropped")
  print(gc_collect())
}
