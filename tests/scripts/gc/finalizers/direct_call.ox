// Calling drop directly is an ordinary call and does not count.
struct R { n: int }
fn R.drop(r) { r.n += 1  print("drop", r.n) }
main {
  let r = new R { n: 0 }
  R.drop(r)
  r.drop()
  r = null
  print("end")
}
