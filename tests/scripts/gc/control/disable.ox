// While automatic runs are off nothing is collected, except on demand.
// stress: figures differ
fn loop_() { let l = []  l.push(l) }
main {
  gc_disable()
  let before = gc_stats()
  for i in 0..20000 { loop_() }
  let after = gc_stats()
  print(after["collections"] - before["collections"], after["cycle_freed"] - before["cycle_freed"], after["enabled"])
  print(gc_collect())
  gc_enable()
  print(gc_stats()["enabled"])
}
