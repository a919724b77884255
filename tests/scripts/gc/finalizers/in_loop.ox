// The end of a loop's step is a safe point.
struct R { i: int }
fn R.drop(r) { print("drop", r.i) }
main {
  for i in 0..3 { let r = new R { i: i }  print("step", i) }
  print("end")
}
