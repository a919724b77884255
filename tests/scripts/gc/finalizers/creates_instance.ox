// A finalizer that creates an instance of its own type ends when it stops doing so.
// stress: figures differ
struct R { left: int }
fn R.drop(r) { print("drop", r.left)  if r.left > 0 { let next = new R { left: r.left - 1 } } }
main {
  let r = new R { left: 3 }
  r = null
  print("between")
  gc_collect()
  print("end")
}
