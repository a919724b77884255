// Finalizers that make new finalizable cycles at the end of the program come to an end.
struct R { left: int, peer: any }
fn R.drop(r) {
  print("drop", r.left)
  if r.left > 0 {
    let next = new R { left: r.left - 1, peer: null }
    next.peer = next
  }
}
main {
  let r = new R { left: 2, peer: null }
  r.peer = r
  print("main ends")
}
