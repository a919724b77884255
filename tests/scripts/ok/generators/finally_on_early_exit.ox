// What a generator's body holds is released when its loop is left.
struct R { n: int }
fn R.drop(r) { print("released", r.n) }
fn g() { for i in 0..3 { let r = new R { n: i }  yield r.n } }
main {
  for v in g() { print(v)  if v == 1 { break } }
  print("end")
}
