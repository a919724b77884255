// A hundred anonymous self loops; the totals rise by exactly that.
// stress: figures differ
fn loop_() { let l = []  l.push(l) }
main {
  let before = gc_stats()["cycle_freed"]
  for i in 0..100 { loop_() }
  print(gc_collect(), gc_stats()["cycle_freed"] - before)
}
