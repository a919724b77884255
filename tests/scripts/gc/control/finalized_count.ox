// gc_stats counts finalizer runs.
// stress: figures differ
struct R { n: int }
fn R.drop(r) { }
main {
  let before = gc_stats()["finalized"]
  for i in 0..5 { let r = new R { n: i } }
  print(gc_stats()["finalized"] - before)
}
